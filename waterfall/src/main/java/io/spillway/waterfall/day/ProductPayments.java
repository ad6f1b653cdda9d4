package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.money.Factor;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;

/**
 * The cash of a day that products move beside variation margin: premiums and exercise of premium-style options (rule
 * 3.2), funding of perpetuals (rule 3.5). Each posting is rounded half-even to the currency's minor unit.
 */
public final class ProductPayments {

    /** What is paid. */
    public enum Kind {
        /** Of a trade in a premium-style option: the buyer pays quantity x price x multiplier on the trade date. */
        PREMIUM("3.2", "option premium"),
        /** Of a premium-style option that expires: the holder of a long position gets the intrinsic value. */
        EXERCISE("3.2", "option settled at its intrinsic value"),
        /** Of a perpetual held after the day's trades: longs pay where the rate is positive. */
        FUNDING("3.5", "funding");

        private final String rule;
        private final String text;

        Kind(String rule, String text) {
            this.rule = rule;
            this.text = text;
        }

        DayLedger.Reason reason() {
            return new DayLedger.Reason(rule, text);
        }
    }

    private final DayOpening opening;
    private final CheckedInputs inputs;
    private final Map<Kind, Postings> postings = new EnumMap<>(Kind.class);

    /** @param afterTrades the book with the day's trades, and with what expires today */
    ProductPayments(DayOpening opening, CheckedInputs inputs, ClearingBook afterTrades) {
        this.opening = opening;
        this.inputs = inputs;
        for (Kind kind : Kind.values()) {
            postings.put(kind, new Postings(afterTrades.accounts()));
        }
        for (CheckedInputs.Trade trade : inputs.trades()) {
            Instrument instrument = afterTrades.instrument(trade.instrument());
            if (!instrument.contract().paysVariationMargin()) {
                postings.get(Kind.PREMIUM).add(instrument.currency(), trade.account(),
                        perLot(instrument, trade.price().negate()).postingOf(trade.lots()));
            }
        }
        for (int i = 0; i < afterTrades.instruments(); i++) {
            payHolders(afterTrades, i);
        }
    }

    private void payHolders(ClearingBook book, int i) {
        Instrument instrument = book.instrument(i);
        BigDecimal price = inputs.prices()[i];
        if (price == null) {
            return;
        }
        BigDecimal rate = inputs.products().fundingRates()[i];
        if (instrument.product() == Product.PERPETUAL && rate != null) {
            pay(Kind.FUNDING, book, i, perLot(instrument, price.multiply(rate).negate()));
        } else if (!instrument.contract().paysVariationMargin()
                && instrument.contract().isExpired(opening.businessDate())) {
            pay(Kind.EXERCISE, book, i, perLot(instrument, price));
        }
    }

    private void pay(Kind kind, ClearingBook book, int i, Factor perLot) {
        String currency = book.instrument(i).currency();
        for (int entry = book.columnStart(i); entry < book.columnStart(i + 1); entry++) {
            int position = book.columnPosition(entry);
            postings.get(kind).add(currency, book.accountOf(position), perLot.postingOf(book.lotsOf(position)));
        }
        if (book.liquidityLotsOf(i) != 0) {
            postings.get(kind).addLiquidity(currency, perLot.postingOf(book.liquidityLotsOf(i)));
        }
    }

    private Factor perLot(Instrument instrument, BigDecimal price) {
        int scale = opening.house().currencies().get(instrument.currency()).scale();
        return Factor.of(instrument.unitsPerLot().multiply(price).movePointRight(scale));
    }

    /** What was paid of a kind: + to the account, - by it. */
    public Postings of(Kind kind) {
        return postings.get(kind);
    }
}
