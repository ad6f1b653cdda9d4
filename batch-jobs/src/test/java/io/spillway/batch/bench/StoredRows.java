package io.spillway.batch.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of a table held in memory, to be inserted by nothing but JDBC batches: the least that writing them can cost. */
final class StoredRows {

    private static final int BATCH_ROWS = 2_000;

    private final String insert;
    private final List<Object[]> rows;

    private StoredRows(String insert, List<Object[]> rows) {
        this.insert = insert;
        this.rows = rows;
    }

    /** Reads what a condition names of a table. */
    static StoredRows read(Connection connection, String table, String condition) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet read = statement.executeQuery("select * from " + table + " where " + condition)) {
            int columns = read.getMetaData().getColumnCount();
            while (read.next()) {
                Object[] row = new Object[columns];
                for (int c = 0; c < columns; c++) {
                    row[c] = read.getObject(c + 1);
                }
                rows.add(row);
            }
            return new StoredRows("insert into " + table + " values ("
                    + String.join(", ", Collections.nCopies(columns, "?")) + ")", rows);
        }
    }

    int size() {
        return rows.size();
    }

    void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            int waiting = 0;
            for (Object[] row : rows) {
                for (int c = 0; c < row.length; c++) {
                    statement.setObject(c + 1, row[c]);
                }
                statement.addBatch();
                if (++waiting == BATCH_ROWS) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
        }
    }
}
