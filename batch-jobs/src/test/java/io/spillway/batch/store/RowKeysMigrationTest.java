package io.spillway.batch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases from before the large tables were keyed by one number keep every row, and the keys tell cycles apart. */
class RowKeysMigrationTest {

    private static final String BEFORE = "010";
    private static final long CYCLE_KEYS = 1L << 32;
    private static final long SLICE_KEYS = 1L << 28;

    @TempDir
    private Path data;

    static Stream<DatabaseSettings> databases() {
        return Stream.of(DatabaseSettings.EMBEDDED, TestPostgres.freshDatabase());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void everyRowOfAnOlderDatabaseIsKept(DatabaseSettings settings) {
        JdbcTemplate old = olderDatabase(settings);
        List<List<String>> before = new ArrayList<>();
        for (String table : RowKeys.TABLES) {
            fill(old, table);
            before.add(rows(old, table, columns(old, table)));
        }
        List<String> columns = RowKeys.TABLES.stream().map(table -> columns(old, table)).toList();
        try (HikariDataSource pool = migrated(settings)) {
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            for (int t = 0; t < before.size(); t++) {
                String table = RowKeys.TABLES.get(t);
                assertThat(before.get(t)).hasSizeGreaterThan(4);
                assertThat(rows(jdbc, table, columns.get(t))).as(table).isEqualTo(before.get(t));
                assertThat(jdbc.queryForList("select distinct cycle_id from " + table + " where "
                        + RowKeys.ofCycle(2), Long.class)).as(table).containsExactly(2L);
                assertThat(jdbc.queryForObject("select count(*) from " + table + " where row_key / " + CYCLE_KEYS
                        + " <> cycle_id", Long.class)).as(table).isZero();
            }
            assertThat(jdbc.queryForList("select kind from position_change where "
                    + RowKeys.ofSlice(2, RowKeys.Slice.CLOSED_OUT), String.class)).containsExactly("CLOSE_OUT");
            assertThat(jdbc.queryForList("select distinct kind from position_change where "
                    + RowKeys.ofSlice(1, RowKeys.Slice.OPENING), String.class)).containsExactly("OPENING");
            assertThat(jdbc.queryForList("select kind from position_change where "
                    + RowKeys.ofSlice(1, RowKeys.Slice.ROLLED), String.class)).containsExactly("TRADE");
        }
    }

    /** The tables as the program before made them. */
    private JdbcTemplate olderDatabase(DatabaseSettings settings) {
        DriverManagerDataSource source = settings.isShared()
                ? new DriverManagerDataSource(settings.url(), settings.user(), settings.password())
                : new DriverManagerDataSource("jdbc:h2:" + data.toAbsolutePath().resolve("spillway"), "spillway", "");
        flyway(source, settings, BEFORE);
        return new JdbcTemplate(source);
    }

    private static void flyway(javax.sql.DataSource source, DatabaseSettings settings, String target) {
        Flyway.configure().dataSource(source).target(target).locations("classpath:db/migration/common",
                "classpath:db/migration/" + (settings.isShared() ? "postgresql" : "h2")).load().migrate();
    }

    private HikariDataSource migrated(DatabaseSettings settings) {
        return Database.of(data, settings).openPool(Creation.ALLOWED);
    }

    /** Rows of two cycles, in another order than the keys will have. */
    private static void fill(JdbcTemplate jdbc, String table) {
        for (long cycle : new long[] {2, 1}) {
            switch (table) {
                case "position_change" -> List.of("7, 2, 'TRADE', -3", "7, 1, 'OPENING', 5", "3, 9, 'OPENING', -5",
                        "0, 1, 'CLOSE_OUT', 3").forEach(row -> insert(jdbc, table, cycle + ", " + row));
                case "position_snapshot" -> List.of("7, 2, -3", "7, 1, 5", "3, 9, -5")
                        .forEach(row -> insert(jdbc, table, cycle + ", " + row));
                case "variation_margin", "account_cash" -> List.of("7, 'USD', -3", "7, 'EUR', 5", "3, 'USD', -5")
                        .forEach(row -> insert(jdbc, table, cycle + ", " + row));
                case "account_margin" -> List.of(7, 3, 5).forEach(account -> insert(jdbc, table, cycle + ", " + account
                        + ", 'M" + account + "', 1, 2, 3, 4, 'GOOD', 5"));
                case "journal" -> List.of(3, 1, 2).forEach(number -> insert(jdbc, table, cycle + ", " + number
                        + ", 'A', 'x', 'B', 'y', 'USD', " + 10 * number + ", '3.1', 'a cause'"));
                default -> throw new IllegalStateException(table + " has no rows here; add some");
            }
        }
    }

    private static void insert(JdbcTemplate jdbc, String table, String row) {
        jdbc.update("insert into " + table + " values (" + row + ")");
    }

    private static String columns(JdbcTemplate jdbc, String table) {
        return String.join(", ", jdbc.queryForList("select column_name from information_schema.columns"
                + " where lower(table_name) = ? order by ordinal_position", String.class, table));
    }

    private static List<String> rows(JdbcTemplate jdbc, String table, String columns) {
        return jdbc.queryForList("select " + columns + " from " + table).stream()
                .map(row -> row.values().toString()).sorted().toList();
    }

    @Test
    void aKeyHoldsCycleAndRowUpToItsLimits() {
        assertThat(RowKeys.of(3, 5)).isEqualTo(3 * CYCLE_KEYS + 5);
        assertThat(RowKeys.of(3, RowKeys.Slice.CLOSED_OUT)).isEqualTo(3 * CYCLE_KEYS + 2 * SLICE_KEYS);
        assertThat(RowKeys.lastOf(3)).isEqualTo(RowKeys.of(3, CYCLE_KEYS - 1)).isEqualTo(RowKeys.of(4, 0) - 1);
        assertThat(RowKeys.cycleOf(RowKeys.lastOf(3))).isEqualTo(3);
        assertThat(RowKeys.cycleOf(null)).isNull();
        assertThatThrownBy(() -> RowKeys.of(3, CYCLE_KEYS)).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("cycle 3");
        assertThatThrownBy(() -> RowKeys.of(1L << 31, 0)).isInstanceOf(ArithmeticException.class);
    }
}
