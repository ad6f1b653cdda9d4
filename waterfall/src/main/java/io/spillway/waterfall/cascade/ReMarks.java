package io.spillway.waterfall.cascade;

import java.util.ArrayList;
import java.util.List;

/** What price moves brought each account and LIQUIDITY: added up, and booked once a cascade (signed minor units). */
final class ReMarks {

    private final long[] ofAccount;
    private long ofLiquidity;

    ReMarks(int accounts) {
        ofAccount = new long[accounts];
    }

    void add(int account, long signedAmount) {
        ofAccount[account] = Math.addExact(ofAccount[account], signedAmount);
    }

    void addLiquidity(long signedAmount) {
        ofLiquidity = Math.addExact(ofLiquidity, signedAmount);
    }

    /** The sums as transfers, accounts ascending, LIQUIDITY last; they begin anew. */
    List<Transfer> take(Cause cause) {
        List<Transfer> taken = new ArrayList<>();
        for (int a = 0; a < ofAccount.length; a++) {
            add(taken, cause, Pot.ACCOUNT, a, ofAccount[a]);
            ofAccount[a] = 0;
        }
        add(taken, cause, Pot.LIQUIDITY, 0, ofLiquidity);
        ofLiquidity = 0;
        return taken;
    }

    private static void add(List<Transfer> transfers, Cause cause, Pot pot, int index, long signedAmount) {
        if (signedAmount > 0) {
            transfers.add(new Transfer(0, cause, Pot.MARKET, 0, pot, index, signedAmount));
        } else if (signedAmount < 0) {
            transfers.add(new Transfer(0, cause, pot, index, Pot.MARKET, 0, -signedAmount));
        }
    }
}
