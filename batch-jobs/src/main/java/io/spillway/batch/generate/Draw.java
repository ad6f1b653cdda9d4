package io.spillway.batch.generate;

import java.util.SplittableRandom;

/**
 * Random numbers of one item, from the seed, what is drawn and the item's number alone, so that no draw depends on the
 * order or the number of the others. Only {@code nextLong} of the JDK is used, and StrictMath: the same on every machine.
 */
final class Draw {

    /** Distance between keys: the golden ratio's fraction as 64 bits. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** What is drawn; keys come from the names, so that a new one does not shift the others. */
    enum Of {
        MARKET_FACTOR, SECTOR_FACTOR, OWN_FACTOR, FX_RATE, MEMBER_RANK, MEMBER_LEI, ACCOUNT, ACCOUNT_CASH, HOLDERS,
        POSITION, SIZE, TRADE, MOVEMENT, FUND_MOVEMENT, FUNDING_RATE, BOND_PRICE
    }

    private final SplittableRandom random;

    private Draw(long key) {
        random = new SplittableRandom(key);
    }

    /** The draws of one item. */
    static Draw of(long seed, Of what, long item) {
        return new Draw(key(seed, what, item));
    }

    /** The key of one item, for use with {@link #mix}. */
    static long key(long seed, Of what, long item) {
        return mix(mix(seed + GOLDEN * what.name().hashCode()) + GOLDEN * (item + 1));
    }

    /** A bijection of 64 bits that leaves no pattern (Steele, Lea, Flood 2014, the finaliser of SplitMix). */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long bits() {
        return random.nextLong();
    }

    /** Uniform, 0 included, 1 not. */
    double uniform() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    int below(int bound) {
        return (int) (uniform() * bound);
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /** Standard normal (Box and Muller). */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
    }

    /** Chi-square with 4 degrees of freedom: the sum of two exponentials of mean 2. */
    double chiSquare4() {
        return -2 * (StrictMath.log(1 - uniform()) + StrictMath.log(1 - uniform()));
    }
}
