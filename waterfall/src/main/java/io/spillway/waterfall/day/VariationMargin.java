package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.domain.money.Factor;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;

/**
 * The day's variation margin per account and currency (rule 3.1): opening positions x (P_t - P_t-1) plus trades x
 * (P_t - trade price), each posting rounded half-even to the currency's minor unit. Premium-style options pay none (3.2).
 */
public final class VariationMargin {

    private final ClearingBook opening;
    private final Map<String, CurrencyUnit> currencies;
    private final Postings postings;

    VariationMargin(DayOpening day, CheckedInputs inputs) {
        this.opening = day.book();
        this.currencies = day.house().currencies();
        this.postings = new Postings(opening.accounts());
        for (int i = 0; i < opening.instruments(); i++) {
            if (day.marks()[i] != null && inputs.prices()[i] != null
                    && opening.instrument(i).contract().paysVariationMargin()) {
                markPositions(i, inputs.prices()[i].subtract(day.marks()[i]));
            }
        }
        for (CheckedInputs.Trade trade : inputs.trades()) {
            Instrument instrument = opening.instrument(trade.instrument());
            if (instrument.contract().paysVariationMargin()) {
                BigDecimal move = inputs.prices()[trade.instrument()].subtract(trade.price());
                postings.add(instrument.currency(), trade.account(), perLot(instrument, move).postingOf(trade.lots()));
            }
        }
    }

    private void markPositions(int i, BigDecimal move) {
        if (move.signum() == 0) {
            return;
        }
        Instrument instrument = opening.instrument(i);
        Factor perLot = perLot(instrument, move);
        long[] amounts = postings.amountsIn(instrument.currency());
        for (int entry = opening.columnStart(i); entry < opening.columnStart(i + 1); entry++) {
            int position = opening.columnPosition(entry);
            int account = opening.accountOf(position);
            amounts[account] = Math.addExact(amounts[account], perLot.postingOf(opening.lotsOf(position)));
        }
        postings.addLiquidity(instrument.currency(), perLot.postingOf(opening.liquidityLotsOf(i)));
    }

    private Factor perLot(Instrument instrument, BigDecimal move) {
        int scale = currencies.get(instrument.currency()).scale();
        return Factor.of(instrument.unitsPerLot().multiply(move).movePointRight(scale));
    }

    Postings postings() {
        return postings;
    }

    /** Minor units by currency code, then by account; currencies in which nothing moved may be missing. */
    public SortedMap<String, long[]> accounts() {
        return postings.accounts();
    }

    /** Minor units that LIQUIDITY gained, by currency code. */
    public SortedMap<String, Long> liquidity() {
        return postings.liquidity();
    }
}
