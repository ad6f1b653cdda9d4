package io.spillway.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.Seeds;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 1.5. */
class AllocationTest {

    static LongStream seeds() {
        return Seeds.upTo(60);
    }

    @Test
    void unitsLeftGoToTheLargestRemaindersAndTiesToTheLowerIndex() {
        assertThat(Allocation.split(100, new long[] {1, 1, 1})).containsExactly(34, 33, 33);
        assertThat(Allocation.split(101, new long[] {1, 1, 1})).containsExactly(34, 34, 33);
        assertThat(Allocation.split(2, new long[] {1, 1, 1})).containsExactly(1, 1, 0);
        assertThat(Allocation.split(10, new long[] {15, 15, 70})).containsExactly(2, 1, 7);
        assertThat(Allocation.split(7, new long[] {3, 3, 1})).containsExactly(3, 3, 1);
        assertThat(Allocation.split(1, new long[] {1, 2, 2})).containsExactly(0, 1, 0);
    }

    @Test
    void allZeroWeightsAllocateNothing() {
        assertThat(Allocation.split(5, new long[] {0, 0})).containsExactly(0, 0);
        assertThat(Allocation.split(5, new long[0])).isEmpty();
        assertThat(Allocation.splitCapped(5, big(0, 0), new long[] {9, 9})).containsExactly(0, 0);
    }

    @Test
    void zeroWeightsGetNothingAndZeroSplitsToNothing() {
        assertThat(Allocation.split(5, new long[] {0, 1, 0})).containsExactly(0, 5, 0);
        assertThat(Allocation.split(0, new long[] {2, 3})).containsExactly(0, 0);
    }

    @Test
    void weightsOfAnySizeAreExact() {
        BigInteger huge = BigInteger.TEN.pow(60);
        assertThat(Allocation.split(Long.MAX_VALUE, new BigInteger[] {huge, huge}))
                .containsExactly(4_611_686_018_427_387_904L, 4_611_686_018_427_387_903L);
        assertThat(Allocation.split(3, new BigInteger[] {huge, huge.add(BigInteger.ONE)})).containsExactly(1, 2);
        assertThat(Allocation.split(Long.MAX_VALUE, new long[] {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE}))
                .containsExactly(3_074_457_345_618_258_603L, 3_074_457_345_618_258_602L, 3_074_457_345_618_258_602L);
    }

    @Test
    void whoPassesItsCapPaysItAndTheRestIsSplitAgain() {
        assertThat(Allocation.splitCapped(90, big(1, 1, 1), new long[] {10, 100, 100})).containsExactly(10, 40, 40);
        assertThat(Allocation.splitCapped(90, big(1, 1, 1), new long[] {10, 35, 100})).containsExactly(10, 35, 45);
        assertThat(Allocation.splitCapped(90, big(1, 1, 1), new long[] {30, 30, 30})).containsExactly(30, 30, 30);
        assertThat(Allocation.splitCapped(91, big(1, 1, 1), new long[] {30, 30, 30})).containsExactly(30, 30, 30);
        assertThat(Allocation.splitCapped(90, big(1, 0, 1), new long[] {30, 30, 30})).containsExactly(30, 0, 30);
        assertThat(Allocation.splitCapped(5, big(1, 1), new long[] {0, 9})).containsExactly(0, 5);
    }

    @Test
    void negativeAmountsAndWeightsAreRefused() {
        assertThatThrownBy(() -> Allocation.split(-1, new long[] {1})).hasMessageContaining("-1");
        assertThatThrownBy(() -> Allocation.split(1, new long[] {1, -2})).hasMessageContaining("-2");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithANaiveSplit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            BigInteger[] weights = weights(random);
            long total = random.nextLong(Long.MAX_VALUE) >> random.nextInt(63);
            long[] shares = Allocation.split(total, weights);
            String what = "seed " + seed + ": " + total + " over " + Arrays.toString(weights);
            assertThat(shares).as(what).containsExactly(naive(total, weights));
            boolean allZero = Arrays.stream(weights).allMatch(w -> w.signum() == 0);
            assertThat(Arrays.stream(shares).sum()).as(what).isEqualTo(allZero ? 0 : total);
        }
    }

    /** Few and many parts, small numbers and such whose products pass 64 bits. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void wholeWeightsAgreeWithANaiveSplit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 40; i++) {
            int bits = random.nextInt(1, 63);
            long[] weights = random.longs(random.nextInt(1, 100), 0, 1L << bits).toArray();
            long total = random.nextLong(1L << random.nextInt(Math.max(1, 60 - bits), 63));
            BigInteger[] exact = big(weights);
            String what = "seed " + seed + ": " + total + " over " + Arrays.toString(weights);
            assertThat(Allocation.split(total, weights)).as(what).containsExactly(naive(total, exact));
            long[] caps = random.longs(weights.length, 0, 1 + total / weights.length * 2).toArray();
            assertThat(Allocation.splitCapped(total, weights, caps)).as(what + ", caps " + Arrays.toString(caps))
                    .containsExactly(Allocation.splitCapped(total, exact, caps));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cappedAgreesWithANaiveSplit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100; i++) {
            BigInteger[] weights = weights(random);
            long[] caps = new long[weights.length];
            long most = 0;
            for (int c = 0; c < caps.length; c++) {
                caps[c] = random.nextInt(4) == 0 ? 0 : random.nextLong(1_000);
                most += weights[c].signum() == 0 ? 0 : caps[c];
            }
            long total = random.nextLong(0, most + 50);
            long[] shares = Allocation.splitCapped(total, weights, caps);
            String what = "seed " + seed + ": " + total + " over " + Arrays.toString(weights) + ", caps "
                    + Arrays.toString(caps);
            assertThat(shares).as(what).containsExactly(naiveCapped(total, weights, caps));
            assertThat(Arrays.stream(shares).sum()).as(what).isEqualTo(Math.min(total, most));
        }
    }

    /** One unit at a time to whoever is furthest below its exact share and got none of the left units yet. */
    private static long[] naive(long total, BigInteger[] weights) {
        BigInteger sum = Arrays.stream(weights).reduce(BigInteger.ZERO, BigInteger::add);
        long[] shares = new long[weights.length];
        if (sum.signum() == 0) {
            return shares;
        }
        BigInteger[] missing = new BigInteger[weights.length];
        BigInteger left = BigInteger.valueOf(total);
        for (int i = 0; i < weights.length; i++) {
            BigInteger exactTimesSum = BigInteger.valueOf(total).multiply(weights[i]);
            shares[i] = exactTimesSum.divide(sum).longValueExact();
            missing[i] = exactTimesSum.subtract(BigInteger.valueOf(shares[i]).multiply(sum));
            left = left.subtract(BigInteger.valueOf(shares[i]));
        }
        for (; left.signum() > 0; left = left.subtract(BigInteger.ONE)) {
            int next = 0;
            for (int i = 1; i < missing.length; i++) {
                next = missing[i].compareTo(missing[next]) > 0 ? i : next;
            }
            shares[next]++;
            missing[next] = BigInteger.ONE.negate();
        }
        return shares;
    }

    private static long[] naiveCapped(long total, BigInteger[] weights, long[] caps) {
        BigInteger[] active = weights.clone();
        long[] fixed = new long[weights.length];
        while (true) {
            long[] shares = naive(total - Arrays.stream(fixed).sum(), active);
            int over = 0;
            for (int i = 0; i < shares.length; i++) {
                if (shares[i] > caps[i]) {
                    over++;
                    fixed[i] = caps[i];
                    active[i] = BigInteger.ZERO;
                }
            }
            if (over == 0) {
                Arrays.setAll(shares, i -> active[i].signum() == 0 ? fixed[i] : shares[i]);
                return shares;
            }
        }
    }

    private static BigInteger[] weights(SplittableRandom random) {
        BigInteger[] weights = new BigInteger[1 + random.nextInt(8)];
        int kind = random.nextInt(3);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = BigInteger.valueOf(switch (kind) {
                case 0 -> random.nextLong(4);
                case 1 -> random.nextLong(1_000_000);
                default -> random.nextLong(Long.MAX_VALUE);
            });
            weights[i] = kind == 2 ? weights[i].pow(1 + random.nextInt(3)) : weights[i];
        }
        return weights;
    }

    private static BigInteger[] big(long... weights) {
        return Arrays.stream(weights).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new);
    }
}
