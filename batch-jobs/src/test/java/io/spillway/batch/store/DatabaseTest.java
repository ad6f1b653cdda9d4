package io.spillway.batch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    @TempDir
    private Path data;

    @Test
    void aVerbThatMayNotMakeADatabaseNamesTheAbsolutePathItLookedIn() {
        Path missing = data.resolve("nowhere");
        Database database = Database.of(missing, DatabaseSettings.EMBEDDED);

        assertThatThrownBy(database::connect).isInstanceOf(CommandFailure.class)
                .hasMessage("there is no database at " + missing.resolve("spillway.mv.db").toAbsolutePath()
                        + "; run eod, serve or demo first, or name another directory with --data")
                .extracting("exitCode").isEqualTo(ExitCode.FAILED);
        assertThatThrownBy(() -> database.openPool(Creation.REFUSED)).isInstanceOf(CommandFailure.class);
        assertThat(missing).doesNotExist();
    }

    @Test
    void whatOneProcessMadeAnotherConnectsTo() throws SQLException {
        Database database = Database.of(data, DatabaseSettings.EMBEDDED);
        database.openPool(Creation.ALLOWED).close();

        assertThat(database.exists()).isTrue();
        assertThat(tables(database)).contains("BATCH_JOB_INSTANCE", "QRTZ_TRIGGERS", "HOUSE_LEASE");
    }

    @Test
    void theServerForOtherProcessesListensOnLoopbackOnly() throws IOException {
        try (HikariDataSource pool = Database.of(data, DatabaseSettings.EMBEDDED).openPool(Creation.ALLOWED)) {
            assertThat(pool.isRunning()).isTrue();
            Properties lock = new Properties();
            try (var reader = Files.newBufferedReader(data.resolve("spillway.lock.db"))) {
                lock.load(reader);
            }
            String host = lock.getProperty("server").replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", "");
            assertThat(InetAddress.getByName(host).isLoopbackAddress()).isTrue();
        }
    }

    @Test
    void tablesOfAnOlderOrNewerProgramAreToldApart() throws SQLException {
        Database database = Database.of(data, DatabaseSettings.EMBEDDED);
        String newest = Migrations.newestKnown(Vendor.H2);
        try (HikariDataSource pool = database.openPool(Creation.ALLOWED)) {
            execute(pool, "update \"flyway_schema_history\" set \"version\" = '999' where \"version\" = '" + newest + "'");
            assertThatThrownBy(database::connect).isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("are of version 999, which is newer than this program's " + newest);
            execute(pool, "delete from \"flyway_schema_history\" where \"version\" = '999'");
            assertThatThrownBy(database::connect).isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("this program needs " + newest)
                    .hasMessageContaining(data.toAbsolutePath().toString());
        }
    }

    @Test
    void aMigrationChangedAfterwardsIsRefused() throws SQLException {
        Database database = Database.of(data, DatabaseSettings.EMBEDDED);
        try (HikariDataSource pool = database.openPool(Creation.ALLOWED)) {
            execute(pool, "update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '003'");
        }
        assertThatThrownBy(() -> database.openPool(Creation.ALLOWED)).isInstanceOf(CommandFailure.class)
                .hasMessageContaining("cannot be brought to this version");
    }

    @Test
    void anInterruptedThreadDoesNotCloseTheDatabaseForTheOthers() throws SQLException {
        Database database = Database.of(data, DatabaseSettings.EMBEDDED);
        try (HikariDataSource pool = database.openPool(Creation.ALLOWED)) {
            execute(pool, "create table T (N integer)");
            try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
                for (int i = 0; i < 200; i++) {
                    Thread.currentThread().interrupt();
                    statement.executeUpdate("insert into T values (1)");
                }
            } finally {
                Thread.interrupted();
            }
            execute(pool, "insert into T values (2)");
        }
        try (Connection connection = database.connect(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from T where N = 2")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void anythingButPostgresqlIsRefusedAndSecretsAreNotPrinted() {
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:mysql://x/y", "u", "p"))
                .isInstanceOf(CommandFailure.class).hasMessageContaining("jdbc:postgresql:");
        DatabaseSettings settings = new DatabaseSettings("jdbc:postgresql://h/d?password=q", "u", "secret");
        assertThat(settings.toString()).doesNotContain("secret").doesNotContain("password");
        assertThat(Database.of(data, settings).place()).isEqualTo("jdbc:postgresql://h/d");
    }

    @Test
    void postgresqlGetsTheSameTables() throws SQLException {
        Database database = Database.of(data, TestPostgres.freshDatabase());
        assertThatThrownBy(database::connect).isInstanceOf(CommandFailure.class)
                .hasMessageContaining("are of version none");
        database.openPool(Creation.ALLOWED).close();

        Database embedded = Database.of(data, DatabaseSettings.EMBEDDED);
        embedded.openPool(Creation.ALLOWED).close();
        assertThat(tables(database)).containsExactlyElementsOf(tables(embedded));
    }

    private static List<String> tables(Database database) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.connect();
                ResultSet rows = connection.getMetaData().getTables(null, connection.getSchema(), null,
                        new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                names.add(rows.getString("TABLE_NAME").toUpperCase(Locale.ROOT));
            }
        }
        names.sort(null);
        return names;
    }

    private static void execute(HikariDataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
