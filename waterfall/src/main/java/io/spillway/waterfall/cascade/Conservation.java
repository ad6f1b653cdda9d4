package io.spillway.waterfall.cascade;

import io.spillway.waterfall.layer.LayerName;
import java.util.Arrays;

/**
 * Adds up the house's money from its balances, apart from the transfers that moved it (rule 5.17): accounts, LIQUIDITY,
 * capital, contributions, shared pots, less open losses and unfunded, plus ROUNDING and OUTSIDE, must not change.
 */
final class Conservation {

    private final CascadeState state;
    private final long houseBefore;
    private long restBefore;

    Conservation(CascadeState state) {
        this.state = state;
        this.houseBefore = Math.addExact(sum(state.equity), rest(state));
        roundBegins();
    }

    /** Notes the balances that are not accounts'; the touched accounts keep their own. */
    void roundBegins() {
        state.touched.clear();
        restBefore = rest(state);
    }

    /**
     * Checks the round.
     *
     * @throws CascadeException if it made or lost a single minor unit
     */
    void roundEnds() {
        long change = Math.addExact(state.touched.change(state.equity), Math.subtractExact(rest(state), restBefore));
        require(change, "round " + state.round);
        if (state.marketBalance() != 0) {
            throw new CascadeException("round " + state.round + ": postings' rounding was not booked");
        }
    }

    /** Checks the whole house, also accounts that no round says it touched. */
    void cascadeEnds() {
        require(Math.subtractExact(Math.addExact(sum(state.equity), rest(state)), houseBefore), "the whole cascade");
    }

    private static void require(long change, String what) {
        if (change != 0) {
            throw new CascadeException("conservation broken in " + what + ": " + change + " minor units too many");
        }
    }

    private static long rest(CascadeState state) {
        long sum = Math.addExact(sum(state.capital), sum(state.contribution));
        for (LayerName name : LayerName.values()) {
            sum = Math.addExact(sum, state.balanceOf(name));
        }
        sum = Math.subtractExact(sum, Math.addExact(sum(state.loss), state.unfunded()));
        sum = Math.addExact(sum, Math.addExact(state.liquidityEquity(), state.rounding()));
        return Math.addExact(sum, state.outsideBalance());
    }

    private static long sum(long[] amounts) {
        return Arrays.stream(amounts).reduce(0, Math::addExact);
    }
}
