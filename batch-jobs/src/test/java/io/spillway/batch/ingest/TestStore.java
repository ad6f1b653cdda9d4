package io.spillway.batch.ingest;

import com.zaxxer.hikari.HikariDataSource;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.BookKeys;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import io.spillway.batch.store.InputStore;
import io.spillway.batch.store.OpeningStore;
import io.spillway.waterfall.day.DayInputs;
import io.spillway.waterfall.day.DayOpening;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the house's tables, and cycles in it. */
final class TestStore implements AutoCloseable {

    final Settings settings = Settings.defaults();
    final HikariDataSource pool;
    final JdbcTemplate jdbc;
    final TransactionTemplate transaction;

    TestStore(Path data) {
        this(data, DatabaseSettings.EMBEDDED);
    }

    TestStore(Path data, DatabaseSettings database) {
        pool = Database.of(data, database).openPool(Creation.ALLOWED);
        jdbc = new JdbcTemplate(pool);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
    }

    void begin(long cycleId, LocalDate date, Long previous) {
        jdbc.update("insert into clearing_cycle (cycle_id, business_date, cycle_no, status, previous_cycle, opened_at,"
                + " house, base_currency, base_scale, settings, inputs_path, format_version, rules_version,"
                + " previous_digest) values (?, ?, (select count(*) + 1 from clearing_cycle where business_date = ?),"
                + " 'OPEN', ?, ?, ?, 'USD', 2, ?, 'x', 1, 1, ?)", cycleId, date, date, previous,
                Timestamp.from(Instant.EPOCH), TestFiles.HOUSE, settings.canonicalText(),
                previous == null ? "" : "digest of " + previous);
    }

    DayIngest.Summary load(long cycleId, LocalDate date, TestFiles files) {
        return transaction.execute(status -> new DayIngest(pool, settings).load(cycleId, date, files.folder()));
    }

    DayOpening opening(long cycleId) {
        return transaction.execute(status -> new OpeningStore(jdbc, new BookKeys(jdbc)).load(cycleId, settings));
    }

    DayInputs inputs(long cycleId) {
        return transaction.execute(status -> {
            BookKeys keys = new BookKeys(jdbc);
            return new InputStore(jdbc, keys).load(cycleId, new OpeningStore(jdbc, keys).load(cycleId, settings));
        });
    }

    List<String> texts(String sql, Object... values) {
        return jdbc.queryForList(sql, String.class, values);
    }

    /** All rows that loading writes, table by table, as text. */
    List<String> everythingLoaded() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("member_reference", "account_reference", "account_owner", "instrument_reference",
                "asset_reference", "holiday", "settlement_history", "opening_layer", "input_file", "input_price",
                "input_fx", "input_trade", "input_collateral", "input_fund_movement", "input_position",
                "input_reject")) {
            jdbc.queryForList("select * from " + table).stream().map(row -> table + " " + row).sorted()
                    .forEach(rows::add);
        }
        return rows;
    }

    @Override
    public void close() {
        pool.close();
    }
}
