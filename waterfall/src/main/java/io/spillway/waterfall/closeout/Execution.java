package io.spillway.waterfall.closeout;

import java.math.BigDecimal;

/**
 * What a market order did.
 *
 * @param closingPrice p', the price after the order
 * @param executedLots Vx, the part of |V| that reached the market, in lots
 */
public record Execution(BigDecimal closingPrice, long executedLots) {
}
