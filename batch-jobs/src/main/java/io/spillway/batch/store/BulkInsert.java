package io.spillway.batch.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

/**
 * Writes many rows of one table in JDBC batches, in the running transaction. The path for the large tables: no entity,
 * no object per row.
 */
final class BulkInsert {

    private static final int BATCH_ROWS = 2_000;

    private final DataSource dataSource;

    BulkInsert(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Sets the columns of one row. */
    @FunctionalInterface
    interface Row {

        void set(PreparedStatement statement) throws SQLException;
    }

    /** Hands rows to the table, one after another. */
    @FunctionalInterface
    interface Rows {

        void add(Row row) throws SQLException;
    }

    /** Produces the rows. */
    @FunctionalInterface
    interface Source {

        void writeTo(Rows rows) throws SQLException;
    }

    /** Inserts what the source produces. */
    void insert(String table, String columns, Source source) {
        insert(table, columns, (row, statement) -> row.set(statement), source);
    }

    /**
     * Inserts what the source produces into a table of {@link RowKeys#TABLES}, row_key counted on from the first.
     *
     * @param columns those that the source sets, without row_key
     */
    void insertKeyed(String table, String columns, long firstKey, Source source) {
        int keyColumn = columns.split(",").length + 1;
        long[] next = {firstKey};
        insert(table, columns + ", row_key", (row, statement) -> {
            row.set(statement);
            statement.setLong(keyColumn, next[0]++);
        }, source);
    }

    /** Sets a row's columns. */
    private interface Setter {

        void set(Row row, PreparedStatement statement) throws SQLException;
    }

    private void insert(String table, String columns, Setter setter, Source source) {
        String marks = Arrays.stream(columns.split(",")).map(c -> "?").collect(Collectors.joining(", "));
        String sql = "insert into " + table + " (" + columns + ") values (" + marks + ")";
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int[] waiting = {0};
            source.writeTo(row -> {
                setter.set(row, statement);
                statement.addBatch();
                if (++waiting[0] == BATCH_ROWS) {
                    statement.executeBatch();
                    waiting[0] = 0;
                }
            });
            if (waiting[0] > 0) {
                statement.executeBatch();
            }
        } catch (SQLException e) {
            throw new SQLExceptionSubclassTranslator().translate("insert into " + table, sql, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }
}
