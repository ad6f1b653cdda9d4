package io.spillway.waterfall.cascade;

import io.spillway.waterfall.layer.LayerName;

/**
 * Adds up the house's money from its balances, apart from the transfers that moved it (rule 5.17): all accounts,
 * LIQUIDITY, capital, contributions, shared pots, less open losses and unfunded, plus ROUNDING and OUTSIDE, must not
 * change.
 */
final class Conservation {

    private final CascadeState state;
    private final long before;

    /** Notes what the house has before the cascade. */
    Conservation(CascadeState state) {
        this.state = state;
        this.before = total();
    }

    /**
     * Checks the house after a round.
     *
     * @throws CascadeException if the cascade has made or lost a single minor unit
     */
    void roundEnds() {
        require("round " + state.round);
        if (state.marketBalance() != 0) {
            throw new CascadeException("round " + state.round + ": postings' rounding was not booked");
        }
    }

    /** Checks the house at the end, also where there was no round. */
    void cascadeEnds() {
        require("the whole cascade");
    }

    private void require(String what) {
        long change = Math.subtractExact(total(), before);
        if (change != 0) {
            throw new CascadeException("conservation broken in " + what + ": " + change + " minor units too many");
        }
    }

    private long total() {
        long sum = Math.addExact(sum(state.equity), Math.addExact(sum(state.capital), sum(state.contribution)));
        for (LayerName name : LayerName.values()) {
            sum = Math.addExact(sum, state.balanceOf(name));
        }
        sum = Math.subtractExact(sum, Math.addExact(sum(state.loss), state.unfunded()));
        sum = Math.addExact(sum, Math.addExact(state.liquidityEquity(), state.rounding()));
        return Math.addExact(sum, state.outsideBalance());
    }

    private static long sum(long[] amounts) {
        long sum = 0;
        for (long amount : amounts) {
            sum = Math.addExact(sum, amount);
        }
        return sum;
    }
}
