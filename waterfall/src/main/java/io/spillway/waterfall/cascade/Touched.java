package io.spillway.waterfall.cascade;

import java.util.Arrays;

/** The accounts that a round changed: the next round judges them, not the house. */
final class Touched {

    /** A bit per account, so that ascending order needs no sorting and the whole house is few words. */
    private final long[] bits;

    Touched(int accountCount) {
        bits = new long[(accountCount + Long.SIZE - 1) / Long.SIZE];
    }

    void add(int account) {
        bits[account / Long.SIZE] |= 1L << account;
    }

    /** The accounts touched, ascending. */
    int[] ascending() {
        int[] accounts = new int[Arrays.stream(bits).mapToInt(Long::bitCount).sum()];
        int size = 0;
        for (int w = 0; w < bits.length; w++) {
            for (long word = bits[w]; word != 0; word &= word - 1) {
                accounts[size++] = w * Long.SIZE + Long.numberOfTrailingZeros(word);
            }
        }
        return accounts;
    }

    void clear() {
        Arrays.fill(bits, 0);
    }
}
