package io.spillway.waterfall.cascade;

import java.util.Arrays;

/** The accounts that a round changed, each with its equity before: the round's cost follows them, not the house. */
final class Touched {

    private final boolean[] isTouched;
    private final long[] equityBefore;
    private int[] accounts = new int[64];
    private int size;

    Touched(int accountCount) {
        isTouched = new boolean[accountCount];
        equityBefore = new long[accountCount];
    }

    /** Notes the account unless it is noted already. */
    void add(int account, long equityNow) {
        if (!isTouched[account]) {
            isTouched[account] = true;
            equityBefore[account] = equityNow;
            if (size == accounts.length) {
                accounts = Arrays.copyOf(accounts, size * 2);
            }
            accounts[size++] = account;
        }
    }

    /** The accounts touched, ascending. */
    int[] ascending() {
        int[] sorted = Arrays.copyOf(accounts, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Sum over the touched accounts of equity now minus before. */
    long change(long[] equity) {
        long change = 0;
        for (int i = 0; i < size; i++) {
            int account = accounts[i];
            change = Math.addExact(change, Math.subtractExact(equity[account], equityBefore[account]));
        }
        return change;
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            isTouched[accounts[i]] = false;
        }
        size = 0;
    }
}
