package io.spillway.batch.ingest;

import java.sql.SQLException;

/** Takes the rows of one file, in the file's order. */
interface RowReader {

    /** @throws RejectedRow if the row cannot be used */
    void read(CsvRow row) throws SQLException;

    /** Called once after the last row, before the file is known to be whole. */
    default void finish() throws SQLException {
    }
}
