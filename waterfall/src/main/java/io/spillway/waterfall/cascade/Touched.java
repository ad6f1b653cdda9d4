package io.spillway.waterfall.cascade;

import java.util.Arrays;

/** The accounts that a round changed: the next round judges them, not the house. */
final class Touched {

    private final boolean[] isTouched;

    Touched(int accountCount) {
        isTouched = new boolean[accountCount];
    }

    void add(int account) {
        isTouched[account] = true;
    }

    /** The accounts touched, ascending. */
    int[] ascending() {
        int[] accounts = new int[isTouched.length];
        int size = 0;
        for (int a = 0; a < isTouched.length; a++) {
            if (isTouched[a]) {
                accounts[size++] = a;
            }
        }
        return Arrays.copyOf(accounts, size);
    }

    void clear() {
        Arrays.fill(isTouched, false);
    }
}
