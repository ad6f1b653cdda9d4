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
        String marks = Arrays.stream(columns.split(",")).map(c -> "?").collect(Collectors.joining(", "));
        String sql = "insert into " + table + " (" + columns + ") values (" + marks + ")";
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int[] waiting = {0};
            source.writeTo(row -> {
                row.set(statement);
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
