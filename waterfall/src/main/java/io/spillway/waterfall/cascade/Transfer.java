package io.spillway.waterfall.cascade;

/**
 * Money that moved from one pot to another.
 *
 * @param round number of the round, 0 before the first; for {@link Cause#RE_MARK} the sum over all rounds, as 0
 * @param fromIndex member or account index, 0 where the pot has none
 * @param amount base minor units, positive
 */
public record Transfer(int round, Cause cause, Pot from, int fromIndex, Pot to, int toIndex, long amount) {
}
