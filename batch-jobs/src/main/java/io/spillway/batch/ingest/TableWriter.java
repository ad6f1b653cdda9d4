package io.spillway.batch.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Inserts rows of one table in JDBC batches: set the values of {@link #row}, then {@link #add}. No object per row. */
final class TableWriter implements AutoCloseable {

    private static final int BATCH_ROWS = 2_000;

    private final PreparedStatement statement;
    private int waiting;

    TableWriter(Connection connection, String table, String columns) throws SQLException {
        String marks = Stream.of(columns.split(",")).map(c -> "?").collect(Collectors.joining(", "));
        statement = connection.prepareStatement("insert into " + table + " (" + columns + ") values (" + marks + ")");
    }

    PreparedStatement row() {
        return statement;
    }

    void add() throws SQLException {
        statement.addBatch();
        if (++waiting == BATCH_ROWS) {
            flush();
        }
    }

    void flush() throws SQLException {
        if (waiting > 0) {
            statement.executeBatch();
            waiting = 0;
        }
    }

    /** Closes without writing what waits; call {@link #flush} first. */
    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
