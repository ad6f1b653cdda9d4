package io.spillway.waterfall.cascade;

import java.util.BitSet;

/** The accounts that a round changed, each with its equity before: the round's cost follows them, not the house. */
final class Touched {

    /** Bits, so that ascending order needs no sorting and the whole house is few words. */
    private final BitSet accounts;
    private final long[] equityBefore;

    Touched(int accountCount) {
        accounts = new BitSet(accountCount);
        equityBefore = new long[accountCount];
    }

    /** Notes the account unless it is noted already. */
    void add(int account, long equityNow) {
        if (!accounts.get(account)) {
            accounts.set(account);
            equityBefore[account] = equityNow;
        }
    }

    /** The accounts touched, ascending. */
    int[] ascending() {
        int[] ascending = new int[accounts.cardinality()];
        int size = 0;
        for (int a = accounts.nextSetBit(0); a >= 0; a = accounts.nextSetBit(a + 1)) {
            ascending[size++] = a;
        }
        return ascending;
    }

    /** Sum over the touched accounts of equity now minus before. */
    long change(long[] equity) {
        long change = 0;
        for (int a = accounts.nextSetBit(0); a >= 0; a = accounts.nextSetBit(a + 1)) {
            change = Math.addExact(change, Math.subtractExact(equity[a], equityBefore[a]));
        }
        return change;
    }

    void clear() {
        accounts.clear();
    }
}
