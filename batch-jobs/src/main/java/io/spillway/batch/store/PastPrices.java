package io.spillway.batch.store;

import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The past that the first day loaded, of instruments and underlyings, then the published price of each day of the chain. */
public final class PastPrices {

    private static final int FETCH_ROWS = 10_000;

    private PastPrices() {
    }

    /**
     * Reads them, in the caller's transaction.
     *
     * @return prices by date, then by id of an instrument or underlying
     */
    public static SortedMap<LocalDate, Map<String, BigDecimal>> read(JdbcTemplate given, ClearingCycleRow cycle) {
        JdbcTemplate jdbc = new JdbcTemplate(given.getDataSource());
        jdbc.setFetchSize(FETCH_ROWS);
        String chain = CycleChain.of(jdbc, cycle.cycleId()).in();
        SortedMap<LocalDate, Map<String, BigDecimal>> prices = new TreeMap<>();
        jdbc.query("select business_date, instrument_id, settlement_price from settlement_history where cycle_id in "
                + chain, row -> {
            prices.computeIfAbsent(row.getObject(1, LocalDate.class), date -> new HashMap<>())
                    .put(row.getString(2), Decimals.normal(row.getBigDecimal(3)));
        });
        jdbc.query("select c.business_date, i.instrument_id, p.published_price from settlement_price p"
                + " join clearing_cycle c on c.cycle_id = p.cycle_id"
                + " join (select distinct instrument_key, instrument_id from instrument_reference) i"
                + " on i.instrument_key = p.instrument_key where p.cycle_id in " + chain, row -> {
            prices.computeIfAbsent(row.getObject(1, LocalDate.class), date -> new HashMap<>())
                    .put(row.getString(2), Decimals.normal(row.getBigDecimal(3)));
        });
        return prices;
    }
}
