package io.spillway.batch.ingest;

import java.sql.Connection;
import java.sql.SQLException;

/** Reads the rows of a file into one table. */
abstract class TableRows implements RowReader, AutoCloseable {

    private final TableWriter table;

    TableRows(Connection connection, String tableName, String columns) throws SQLException {
        table = new TableWriter(connection, tableName, columns);
    }

    final TableWriter table() {
        return table;
    }

    @Override
    public void finish() throws SQLException {
        table.flush();
    }

    @Override
    public void close() throws SQLException {
        table.close();
    }
}
