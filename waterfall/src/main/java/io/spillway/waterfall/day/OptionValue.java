package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/** Net option value: what premium-style options are worth to whoever holds them (rules 3.2, 3.3). */
final class OptionValue {

    private final BigDecimal[] ofAccounts;
    private BigDecimal ofLiquidity = BigDecimal.ZERO;

    /**
     * Where the value is taken.
     *
     * @param price by instrument
     * @param lots by position of the book
     * @param liquidityLots by instrument
     */
    record At(IntFunction<BigDecimal> price, IntToLongFunction lots, IntToLongFunction liquidityLots) {
    }

    /** @param fx base units per unit of a currency, by code */
    OptionValue(House house, ClearingBook book, Map<String, BigDecimal> fx, At at) {
        this.ofAccounts = new BigDecimal[book.accounts()];
        for (int i = 0; i < book.instruments(); i++) {
            Instrument instrument = book.instrument(i);
            BigDecimal price = at.price().apply(i);
            if (instrument.contract().paysVariationMargin() || price == null) {
                continue;
            }
            BigDecimal rate = fx.get(instrument.currency());
            BigDecimal perLot = instrument.unitsPerLot().multiply(price).multiply(rate == null ? BigDecimal.ZERO : rate)
                    .movePointRight(house.baseCurrency().scale());
            for (int entry = book.columnStart(i); entry < book.columnStart(i + 1); entry++) {
                int position = book.columnPosition(entry);
                int account = book.accountOf(position);
                BigDecimal value = perLot.multiply(BigDecimal.valueOf(at.lots().applyAsLong(position)));
                ofAccounts[account] = ofAccounts[account] == null ? value : ofAccounts[account].add(value);
            }
            ofLiquidity = ofLiquidity.add(perLot.multiply(BigDecimal.valueOf(at.liquidityLots().applyAsLong(i))));
        }
    }

    /** Exact base minor units; null where the account has held no such option all day. */
    BigDecimal[] ofAccounts() {
        return ofAccounts;
    }

    BigDecimal ofLiquidity() {
        return ofLiquidity;
    }
}
