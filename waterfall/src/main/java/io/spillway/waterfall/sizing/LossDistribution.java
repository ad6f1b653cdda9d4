package io.spillway.waterfall.sizing;

import io.spillway.waterfall.scenario.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Losses of equally likely scenarios, and what their tail says (rule 7.3). With the losses sorted from the largest and
 * t = n x (1 - level): value at risk is the loss of rank ceil(t), rank 1 where t is below 1; expected shortfall is the mean
 * of the worst t, the last one weighted by the part of t it fills (Acerbi and Tasche 2002). Amounts are minor units,
 * never negative; a mean is rounded up.
 *
 * <p>Intervals are percentile intervals of the bootstrap (Efron 1979): the 2.5% and 97.5% quantiles over resamples of the
 * whole sample. A tail of fewer than {@link #LEAST_TAIL} scenarios is too thin for them: the interval then ends at the
 * largest loss seen, and {@link #isThin} says so.
 */
public final class LossDistribution {

    /** Scenarios in the tail from which its interval means something. */
    public static final int LEAST_TAIL = 10;

    private static final int RESAMPLES = 1_000;
    private static final BigDecimal LOW = new BigDecimal("0.025");

    private final long[] fromLargest;
    private final long seed;

    /**
     * A sample.
     *
     * @param losses in any order
     * @param seed of the resamples
     * @throws IllegalArgumentException for fewer than two
     */
    public LossDistribution(long[] losses, long seed) {
        if (losses.length < 2) {
            throw new IllegalArgumentException("a distribution needs at least two scenarios, not " + losses.length
                    + "; ask for more with --scenarios");
        }
        this.fromLargest = losses.clone();
        Arrays.sort(fromLargest);
        for (int i = 0, j = fromLargest.length - 1; i < j; i++, j--) {
            long swapped = fromLargest[i];
            fromLargest[i] = fromLargest[j];
            fromLargest[j] = swapped;
        }
        this.seed = seed;
    }

    /** An estimate between its interval's ends. */
    public record Estimate(long value, long low, long high) {
    }

    /**
     * A level's figures.
     *
     * @param level confidence, such as 0.999
     * @param tail t
     */
    public record Level(BigDecimal level, BigDecimal tail, Estimate valueAtRisk, Estimate expectedShortfall) {

        /** Whether the tail has too few scenarios for its interval to be trusted. */
        public boolean isThin() {
            return tail.compareTo(BigDecimal.valueOf(LEAST_TAIL)) < 0;
        }
    }

    public long largest() {
        return fromLargest[0];
    }

    /** @param level between 0 and 1, both excluded */
    public Level at(BigDecimal level) {
        BigDecimal tail = BigDecimal.ONE.subtract(level).multiply(BigDecimal.valueOf(fromLargest.length));
        long[] values = new long[RESAMPLES];
        long[] means = new long[RESAMPLES];
        int[] counts = new int[fromLargest.length];
        for (int r = 0; r < RESAMPLES; r++) {
            draw(Seeds.of(seed, r), counts);
            Tail resample = tail(tail, counts);
            values[r] = resample.value();
            means[r] = resample.mean();
        }
        Arrays.fill(counts, 1);
        Tail own = tail(tail, counts);
        return new Level(level, tail, estimate(own.value(), values), estimate(own.mean(), means));
    }

    private static void draw(SplittableRandom random, int[] counts) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < counts.length; i++) {
            counts[random.nextInt(counts.length)]++;
        }
    }

    private record Tail(long value, long mean) {
    }

    private Tail tail(BigDecimal tail, int[] counts) {
        int rank = Math.max(1, tail.setScale(0, RoundingMode.CEILING).intValueExact());
        int whole = tail.setScale(0, RoundingMode.FLOOR).intValueExact();
        BigInteger sum = BigInteger.ZERO;
        int seen = 0;
        for (int i = 0; ; i++) {
            int taken = Math.min(counts[i], whole - Math.min(seen, whole));
            sum = taken == 0 ? sum : sum.add(BigInteger.valueOf(fromLargest[i]).multiply(BigInteger.valueOf(taken)));
            seen += counts[i];
            if (seen >= rank) {
                return new Tail(fromLargest[i], mean(tail, sum, fromLargest[i]));
            }
        }
    }

    private static long mean(BigDecimal tail, BigInteger wholePart, long last) {
        BigDecimal fraction = tail.subtract(tail.setScale(0, RoundingMode.FLOOR));
        if (tail.compareTo(BigDecimal.ONE) < 0) {
            return last;
        }
        return new BigDecimal(wholePart).add(fraction.multiply(BigDecimal.valueOf(last)))
                .divide(tail, 0, RoundingMode.CEILING).longValueExact();
    }

    private static Estimate estimate(long value, long[] resampled) {
        Arrays.sort(resampled);
        int low = LOW.multiply(BigDecimal.valueOf(RESAMPLES)).intValue();
        return new Estimate(value, resampled[low], resampled[RESAMPLES - 1 - low]);
    }
}
