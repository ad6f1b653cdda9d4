package io.spillway.waterfall.cascade;

import java.util.List;

/**
 * What one event's cascade did.
 *
 * @param declaredBefore members declared by decision before round 1 (rule 5.11), ascending
 * @param called accounts topped up before round 1 (rule 4.6), ascending
 * @param portedBefore accounts ported before round 1; also listed in round 1
 * @param transfers every movement of money, in order; empty where recording is off
 * @param closeOuts every position closed, in order; empty where recording is off
 */
public record CascadeResult(List<Integer> declaredBefore, List<Integer> called, List<Integer> portedBefore,
                            List<Round> rounds, List<Transfer> transfers, List<CloseOut> closeOuts) {

    /** Whether nobody was declared, nothing was closed and no loss was paid. */
    public boolean isCalm() {
        return declaredBefore.isEmpty() && rounds.isEmpty();
    }
}
