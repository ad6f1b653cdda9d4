package io.spillway.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Exact splits of whole units over weights (rule 1.5): floors first, then one unit each to the largest fractional
 * remainders, ties to the lower index. Callers list the parts in the order of their ids.
 */
public final class Allocation {

    private static final int FEW = 40;

    private Allocation() {
    }

    /**
     * Splits an amount.
     *
     * @param total units to split, zero or more
     * @param weights zero or more each; all zero: nothing is allocated
     * @return units per weight, summing to {@code total} unless all weights are zero
     * @throws IllegalArgumentException if the total or a weight is negative
     */
    public static long[] split(long total, long[] weights) {
        long sum = 0;
        boolean fits = total >= 0;
        for (int i = 0; fits && i < weights.length; i++) {
            sum += weights[i];
            fits = weights[i] >= 0 && sum >= 0 && Math.multiplyHigh(total, weights[i]) == 0 && total * weights[i] >= 0;
        }
        if (fits) {
            return splitInLongs(total, weights, sum);
        }
        BigInteger[] exact = new BigInteger[weights.length];
        for (int i = 0; i < weights.length; i++) {
            exact[i] = BigInteger.valueOf(weights[i]);
        }
        return split(total, exact);
    }

    /** The same split where neither the sum of the weights nor total x weight passes 64 bits. */
    private static long[] splitInLongs(long total, long[] weights, long sum) {
        long[] shares = new long[weights.length];
        if (sum == 0 || total == 0) {
            return shares;
        }
        long[] remainders = new long[weights.length];
        long left = total;
        for (int i = 0; i < weights.length; i++) {
            long product = total * weights[i];
            shares[i] = product / sum;
            remainders[i] = product - shares[i] * sum;
            left -= shares[i];
        }
        if (left > 0) {
            giveToLargest(shares, remainders, Math.toIntExact(left));
        }
        return shares;
    }

    /** As {@link #split(long, long[])}, with weights of any size. */
    public static long[] split(long total, BigInteger[] weights) {
        if (total < 0) {
            throw new IllegalArgumentException("cannot split a negative amount: " + total);
        }
        BigInteger sum = sum(weights);
        long[] shares = new long[weights.length];
        if (sum.signum() == 0 || total == 0) {
            return shares;
        }
        BigInteger amount = BigInteger.valueOf(total);
        BigInteger[] remainders = new BigInteger[weights.length];
        long left = total;
        for (int i = 0; i < weights.length; i++) {
            BigInteger[] parts = amount.multiply(weights[i]).divideAndRemainder(sum);
            shares[i] = parts[0].longValueExact();
            remainders[i] = parts[1];
            left -= shares[i];
        }
        if (left > 0) {
            giveToLargest(shares, remainders, Math.toIntExact(left));
        }
        return shares;
    }

    /**
     * Splits an amount where no part may pass its cap: whoever is over pays its cap and leaves, all at once, and the
     * rest is split again over the others until nobody is over.
     *
     * @param caps largest share of each, zero or more
     * @return units per weight, summing to the smaller of {@code total} and what the caps of positive weights allow
     */
    public static long[] splitCapped(long total, BigInteger[] weights, long[] caps) {
        BigInteger[] active = weights.clone();
        return splitCapped(total, caps, left -> split(left, active), i -> active[i] = BigInteger.ZERO);
    }

    /** As {@link #splitCapped(long, BigInteger[], long[])}, with whole weights. */
    public static long[] splitCapped(long total, long[] weights, long[] caps) {
        long[] active = weights.clone();
        return splitCapped(total, caps, left -> split(left, active), i -> active[i] = 0);
    }

    private static long[] splitCapped(long total, long[] caps, LongFunction<long[]> split, IntConsumer leaves) {
        long[] shares = new long[caps.length];
        long left = total;
        while (true) {
            long[] tried = split.apply(left);
            boolean anyOver = false;
            for (int i = 0; i < tried.length; i++) {
                if (tried[i] > caps[i]) {
                    anyOver = true;
                    shares[i] = caps[i];
                    left -= caps[i];
                    leaves.accept(i);
                }
            }
            if (!anyOver) {
                for (int i = 0; i < tried.length; i++) {
                    shares[i] += tried[i];
                }
                return shares;
            }
        }
    }

    /** Decimal weights as whole numbers in the same proportion, exact: units of the smallest part that any of them has. */
    public static BigInteger[] wholeWeights(BigDecimal[] weights) {
        int scale = 0;
        for (BigDecimal weight : weights) {
            scale = Math.max(scale, weight.scale());
        }
        BigInteger[] whole = new BigInteger[weights.length];
        for (int i = 0; i < weights.length; i++) {
            whole[i] = weights[i].setScale(scale).unscaledValue();
        }
        return whole;
    }

    private static BigInteger sum(BigInteger[] weights) {
        BigInteger sum = BigInteger.ZERO;
        for (BigInteger weight : weights) {
            if (weight.signum() < 0) {
                throw new IllegalArgumentException("cannot split over a negative weight: " + weight);
            }
            sum = sum.add(weight);
        }
        return sum;
    }

    private static void giveToLargest(long[] shares, long[] remainders, int units) {
        if (shares.length <= FEW) {
            giveToLargestOfFew(shares, remainders, units);
            return;
        }
        long[] sorted = remainders.clone();
        Arrays.sort(sorted);
        long least = sorted[sorted.length - units];
        int ofLeast = units;
        for (long remainder : remainders) {
            ofLeast -= remainder > least ? 1 : 0;
        }
        for (int i = 0; i < shares.length; i++) {
            if (remainders[i] > least || remainders[i] == least && ofLeast-- > 0) {
                shares[i]++;
            }
        }
    }

    /** Counts who comes before each, by the sign of a difference: no branch to guess, faster than sorting a few. */
    private static void giveToLargestOfFew(long[] shares, long[] remainders, int units) {
        for (int i = 0; i < shares.length; i++) {
            long before = 0;
            for (int j = 0; j < i; j++) {
                before += remainders[i] - remainders[j] - 1 >>> Long.SIZE - 1;
            }
            for (int j = i + 1; j < shares.length; j++) {
                before += remainders[i] - remainders[j] >>> Long.SIZE - 1;
            }
            shares[i] += before - units >>> Long.SIZE - 1;
        }
    }

    private static void giveToLargest(long[] shares, BigInteger[] remainders, int units) {
        Integer[] order = IntStream.range(0, shares.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> {
            int byRemainder = remainders[b].compareTo(remainders[a]);
            return byRemainder != 0 ? byRemainder : Integer.compare(a, b);
        });
        for (int i = 0; i < units; i++) {
            shares[order[i]]++;
        }
    }
}
