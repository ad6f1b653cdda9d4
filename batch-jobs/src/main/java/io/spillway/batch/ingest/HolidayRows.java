package io.spillway.batch.ingest;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;

/** Reads calendar.csv: holidays that the house does not know yet; one once known stays. */
final class HolidayRows extends TableRows {

    private static final InputFile FILE = InputFile.CALENDAR;
    private static final int DATE = FILE.column("date");
    private static final int NAME = FILE.column("name");
    private static final int LONGEST_NAME = 200;

    private final ReferenceContext context;
    private final Listed listed = new Listed();

    HolidayRows(ReferenceContext context) throws SQLException {
        super(context.connection(), "holiday", "cycle_id, holiday_date, name");
        this.context = context;
    }

    @Override
    public void read(CsvRow row) throws SQLException {
        LocalDate date = row.date(DATE);
        String name = row.label(NAME, LONGEST_NAME);
        if (name.isEmpty()) {
            throw row.reject(NAME, "is empty");
        }
        listed.add(row, DATE, date.toString());
        if (!context.before().holidays().containsKey(date)) {
            PreparedStatement insert = table().row();
            insert.setLong(1, context.cycleId());
            insert.setObject(2, date);
            insert.setString(3, name);
            table().add();
        }
    }

    /** Holidays that are over may be left out of the file. */
    @Override
    public void finish() throws SQLException {
        super.finish();
        context.notListed(FILE, context.before().holidays().tailMap(context.cycle().businessDate()).keySet()
                .stream().map(LocalDate::toString).toList(), listed.ids());
    }
}
