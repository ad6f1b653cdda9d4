package io.spillway.waterfall.scenario;

import java.util.SplittableRandom;

/** A stream of random numbers for each item of a seeded run, so that no result depends on who computes which item. */
public final class Seeds {

    private static final double TWO_TO_MINUS_53 = 0x1.0p-53;

    private Seeds() {
    }

    /** The stream of an item. */
    public static SplittableRandom of(long seed, long item) {
        return new SplittableRandom(mixed(seed + mixed(item + 1)));
    }

    /** Strictly between zero and one, so that every quantile function has a value there. */
    static double open(SplittableRandom random) {
        return ((random.nextLong() >>> 11) + 0.5) * TWO_TO_MINUS_53;
    }

    /** Stafford's variant 13 of the 64-bit finalizer: neighbouring items get streams that have nothing in common. */
    private static long mixed(long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
