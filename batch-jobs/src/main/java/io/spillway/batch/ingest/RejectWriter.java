package io.spillway.batch.ingest;

import io.spillway.waterfall.day.Reject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Stores rejected rows, numbered in the order of the files and their lines. */
final class RejectWriter implements AutoCloseable {

    /** Who rejected a row. */
    enum Stage {
        /** It could not be read. */
        READ,
        /** It was read, and the day's check did not use it. */
        CHECK
    }

    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_REASON = 1_000;

    private final TableWriter table;
    private final long cycleId;
    private final Stage stage;
    private long lastNumber;

    RejectWriter(Connection connection, long cycleId, Stage stage, long lastNumber) throws SQLException {
        this.table = new TableWriter(connection, "input_reject",
                "cycle_id, reject_no, file, line_no, column_name, cell, reason, stage");
        this.cycleId = cycleId;
        this.stage = stage;
        this.lastNumber = lastNumber;
    }

    void add(Reject reject) throws SQLException {
        PreparedStatement row = table.row();
        row.setLong(1, cycleId);
        row.setLong(2, ++lastNumber);
        row.setString(3, reject.file());
        row.setLong(4, reject.line());
        row.setString(5, reject.column());
        row.setString(6, cut(reject.value(), LONGEST_VALUE));
        row.setString(7, cut(reject.reason(), LONGEST_REASON));
        row.setString(8, stage.name());
        table.add();
    }

    /** At most so many characters, no pair of surrogates torn apart, no NUL, which not every database keeps. */
    static String cut(String text, int longest) {
        String kept = text.replace('\0', '\uFFFD');
        if (kept.length() <= longest) {
            return kept;
        }
        int end = Character.isHighSurrogate(kept.charAt(longest - 1)) ? longest - 1 : longest;
        return kept.substring(0, end);
    }

    void flush() throws SQLException {
        table.flush();
    }

    @Override
    public void close() throws SQLException {
        table.close();
    }
}
