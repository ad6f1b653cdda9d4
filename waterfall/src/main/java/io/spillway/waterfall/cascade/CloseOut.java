package io.spillway.waterfall.cascade;

import java.math.BigDecimal;

/**
 * A position closed, or the part of it that a price limit let through (rules 5.2 to 5.6).
 *
 * @param member the account's member when the round opened
 * @param lots signed lots closed: positive were long and were sold
 * @param executionPrice of this account, to ten places for display; the posting used the exact one
 * @param profit base minor units against the opening price, signed
 * @param fee base minor units, zero or more
 */
public record CloseOut(int round, int account, int member, int instrument, long lots, BigDecimal openingPrice,
                       BigDecimal executionPrice, long profit, long fee) {
}
