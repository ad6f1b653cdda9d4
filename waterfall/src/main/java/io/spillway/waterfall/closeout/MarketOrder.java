package io.spillway.waterfall.closeout;

import io.spillway.domain.instrument.Instrument;
import java.math.BigDecimal;

/**
 * A net quantity that a round must trade.
 *
 * @param openingPrice p, the price when the round opened
 * @param cascadeOpeningPrice p0, the price when the cascade began
 * @param fxToBase base units per unit of the instrument's currency
 * @param netLots V in lots: positive is sold, negative is bought, never zero
 * @param crossedLots L, lots of the light side that cross with the heavy side, zero or more
 * @param executedLots D, lots already executed in this direction in this cascade, zero or more
 */
public record MarketOrder(Instrument instrument, BigDecimal openingPrice, BigDecimal cascadeOpeningPrice,
                          BigDecimal fxToBase, long netLots, long crossedLots, long executedLots) {

    /** 1 for a sale, -1 for a purchase. */
    int direction() {
        return Long.signum(netLots);
    }

    /** |V| in lots. */
    public long size() {
        return Math.absExact(netLots);
    }

    /** Base-currency value of one lot at p0: multiplier x lot x b(p0) x FX. */
    BigDecimal notionalPerLot() {
        return instrument.unitsPerLot().multiply(instrument.prices().base(cascadeOpeningPrice)).multiply(fxToBase);
    }
}
