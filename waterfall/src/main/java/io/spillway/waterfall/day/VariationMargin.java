package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.domain.money.Factor;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The day's variation margin per account and currency (rule 3.1): opening positions x (P_t - P_t-1) plus trades x
 * (P_t - trade price), each posting rounded half-even to the currency's minor unit.
 */
public final class VariationMargin {

    private final ClearingBook opening;
    private final Map<String, CurrencyUnit> currencies;
    private final SortedMap<String, long[]> accounts = new TreeMap<>();
    private final SortedMap<String, Long> liquidity = new TreeMap<>();

    VariationMargin(DayOpening day, CheckedInputs inputs) {
        this.opening = day.book();
        this.currencies = day.house().currencies();
        for (int i = 0; i < opening.instruments(); i++) {
            if (day.marks()[i] != null && inputs.prices()[i] != null) {
                markPositions(i, inputs.prices()[i].subtract(day.marks()[i]));
            }
        }
        for (CheckedInputs.Trade trade : inputs.trades()) {
            BigDecimal move = inputs.prices()[trade.instrument()].subtract(trade.price());
            long posting = perLot(opening.instrument(trade.instrument()), move).postingOf(trade.lots());
            add(opening.instrument(trade.instrument()).currency(), trade.account(), posting);
        }
    }

    private void markPositions(int i, BigDecimal move) {
        if (move.signum() == 0) {
            return;
        }
        Instrument instrument = opening.instrument(i);
        Factor perLot = perLot(instrument, move);
        long[] amounts = amountsIn(instrument.currency());
        for (int entry = opening.columnStart(i); entry < opening.columnStart(i + 1); entry++) {
            int position = opening.columnPosition(entry);
            int account = opening.accountOf(position);
            amounts[account] = Math.addExact(amounts[account], perLot.postingOf(opening.lotsOf(position)));
        }
        liquidity.merge(instrument.currency(), perLot.postingOf(opening.liquidityLotsOf(i)), Math::addExact);
    }

    private Factor perLot(Instrument instrument, BigDecimal move) {
        int scale = currencies.get(instrument.currency()).scale();
        return Factor.of(instrument.unitsPerLot().multiply(move).movePointRight(scale));
    }

    private long[] amountsIn(String currency) {
        return accounts.computeIfAbsent(currency, c -> new long[opening.accounts()]);
    }

    private void add(String currency, int account, long amount) {
        long[] amounts = amountsIn(currency);
        amounts[account] = Math.addExact(amounts[account], amount);
    }

    /** Minor units by currency code, then by account; currencies in which nothing moved may be missing. */
    public SortedMap<String, long[]> accounts() {
        return accounts;
    }

    /** Minor units that LIQUIDITY gained, by currency code. */
    public SortedMap<String, Long> liquidity() {
        return liquidity;
    }
}
