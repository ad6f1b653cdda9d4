package io.spillway.batch.ingest;

import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads history.csv, the past of instruments and underlyings: kept for those that this cycle brings, once. */
final class HistoryRows extends TableRows {

    private static final InputFile FILE = InputFile.HISTORY;
    private static final int DATE = FILE.column("date");
    private static final int INSTRUMENT = FILE.column("instrument_id");
    private static final int PRICE = FILE.column("settlement_price");
    private static final LocalDate EPOCH = LocalDate.of(1900, 1, 1);

    private final ReferenceContext context;
    private final Set<String> knownIds = new HashSet<>();
    private final Map<String, BitSet> days = new HashMap<>();

    HistoryRows(ReferenceContext context) throws SQLException {
        super(context.connection(), "settlement_history", "cycle_id, instrument_id, business_date, settlement_price");
        this.context = context;
        context.before().instruments().forEach((id, instrument) -> {
            knownIds.add(id);
            knownIds.add(instrument.terms().contract().underlying());
        });
    }

    @Override
    public void read(CsvRow row) throws SQLException {
        LocalDate date = row.date(DATE);
        String id = row.id(INSTRUMENT);
        BigDecimal price = row.decimal(PRICE, Decimals.MAX_PRICE_SCALE);
        boolean isNew = context.newPricedIds().contains(id);
        if (!isNew && !knownIds.contains(id)) {
            throw row.reject(INSTRUMENT, "is neither an instrument nor an underlying of one");
        }
        if (!isNew) {
            return;
        }
        if (!date.isBefore(context.cycle().businessDate())) {
            throw row.reject(DATE, "the history ends before the business date "
                    + context.cycle().businessDate());
        }
        BitSet seen = days.computeIfAbsent(id, i -> new BitSet());
        int day = (int) ChronoUnit.DAYS.between(EPOCH, date);
        if (seen.get(day)) {
            throw row.reject(DATE, id + " has a price of this date already; the first one is used");
        }
        seen.set(day);
        PreparedStatement insert = table().row();
        insert.setLong(1, context.cycleId());
        insert.setString(2, id);
        insert.setObject(3, date);
        insert.setBigDecimal(4, price);
        table().add();
    }
}
