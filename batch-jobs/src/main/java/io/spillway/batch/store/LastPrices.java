package io.spillway.batch.store;

import io.spillway.domain.book.ClearingBook;
import java.math.BigDecimal;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The last mark and published price of every instrument (rule 2.4): of the cycle before, or where that has none, the
 * last one of history.csv from before the business date.
 */
final class LastPrices {

    private final BigDecimal[] marks;
    private final BigDecimal[] published;
    private final int[] daysUnchanged;

    LastPrices(JdbcTemplate jdbc, CycleChain chain, ClearingBook book, KeyIndex keys) {
        marks = new BigDecimal[book.instruments()];
        published = new BigDecimal[book.instruments()];
        daysUnchanged = new int[book.instruments()];
        readHistory(jdbc, chain, book);
        chain.previous().ifPresent(previous -> jdbc.query("select instrument_key, published_price, closing_mark,"
                + " days_unchanged from settlement_price where cycle_id = ?", row -> {
            int i = keys.instrument(row.getInt("instrument_key"));
            marks[i] = ReferenceStore.decimal(row, "closing_mark");
            published[i] = ReferenceStore.decimal(row, "published_price");
            daysUnchanged[i] = row.getInt("days_unchanged");
        }, previous.cycleId()));
    }

    private void readHistory(JdbcTemplate jdbc, CycleChain chain, ClearingBook book) {
        int[] ranks = new int[book.instruments()];
        jdbc.query("select h.cycle_id, h.instrument_id, h.settlement_price from settlement_history h"
                + " join (select cycle_id, instrument_id, max(business_date) as last_date from settlement_history"
                + "   where business_date < ? group by cycle_id, instrument_id) l"
                + " on h.cycle_id = l.cycle_id and h.instrument_id = l.instrument_id"
                + " and h.business_date = l.last_date", row -> {
            int i = book.instrumentIds().indexOf(row.getString("instrument_id"));
            int rank = chain.rankOf(row.getLong("cycle_id"));
            if (i >= 0 && rank >= ranks[i]) {
                ranks[i] = rank;
                marks[i] = ReferenceStore.decimal(row, "settlement_price");
                published[i] = marks[i];
            }
        }, chain.cycle().businessDate());
    }

    /** Null where there is none. */
    BigDecimal[] marks() {
        return marks;
    }

    /** Null where there is none. */
    BigDecimal[] published() {
        return published;
    }

    /** Business days that the published price has not moved. */
    int[] daysUnchanged() {
        return daysUnchanged;
    }
}
