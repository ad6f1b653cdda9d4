package io.spillway.batch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    @TempDir
    private Path temp;

    @Test
    void theCopyIsOfTheSizeAndHashItSaysAndUnzippedItIsADatabase() throws Exception {
        Database database = house();
        Backup.Copy copy = Backup.write(database, temp.resolve("house.zip"));
        byte[] bytes = Files.readAllBytes(temp.resolve("house.zip"));
        assertThat(copy.bytes()).isEqualTo(bytes.length);
        assertThat(copy.sha256())
                .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(copy.tablesVersion()).isEqualTo(Migrations.newestKnown(Vendor.H2));
        assertThat(copy.lastClosed()).isEmpty();
        assertThat(copy.unfinished()).isEmpty();
        try (Connection connection = unzipped(copy.file(), temp.resolve("again")).connect()) {
            assertThat(connection.isValid(1)).isTrue();
        }
        assertThat(leftBeside("house.zip")).as("nothing but the copy").isEmpty();
    }

    @Test
    @Timeout(60)
    void aCopyMadeWhileAnotherWritesHoldsWholeTransactionsOnly() throws Exception {
        Database database = house();
        try (HikariDataSource pool = database.openPool(Creation.ALLOWED)) {
            execute(pool, "create table pair (id int, filler varchar(2000))");
            AtomicBoolean enough = new AtomicBoolean();
            CountDownLatch begun = new CountDownLatch(20);
            ExecutorService writer = Executors.newSingleThreadExecutor();
            Future<Integer> written = writer.submit(() -> {
                int pairs = 0;
                try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(false);
                    for (; !enough.get(); pairs++) {
                        insert(connection, pairs);
                        insert(connection, pairs);
                        connection.commit();
                        begun.countDown();
                    }
                }
                return pairs;
            });
            begun.await();
            long before = 0;
            for (int k = 0; k < 3; k++) {
                Backup.Copy copy = Backup.write(database, temp.resolve("busy" + k + ".zip"));
                try (Connection connection = unzipped(copy.file(), temp.resolve("busy" + k)).connect()) {
                    long rows = count(connection, "select count(*) from pair");
                    assertThat(count(connection, "select count(*) from (select id from pair group by id"
                            + " having count(*) <> 2) t")).isZero();
                    assertThat(rows).as("rows of copy " + k).isGreaterThan(before);
                    before = rows;
                }
            }
            enough.set(true);
            assertThat(2L * written.get()).isGreaterThanOrEqualTo(before);
            writer.shutdown();
        }
    }

    @Test
    void tablesOfAnotherVersionAreCopiedTooForThatIsWhenACopyIsWanted() throws SQLException {
        Database database = house();
        try (HikariDataSource pool = database.openPool(Creation.ALLOWED)) {
            execute(pool, "update \"flyway_schema_history\" set \"version\" = '999' where \"version\" = '"
                    + Migrations.newestKnown(Vendor.H2) + "'");
        }
        assertThatThrownBy(database::connect).isInstanceOf(CommandFailure.class);
        assertThat(Backup.write(database, temp.resolve("old.zip")).tablesVersion()).isEqualTo("999");
    }

    @Test
    void aFileThatIsThereIsNeverOverwritten() throws IOException {
        Path there = Files.writeString(temp.resolve("there.zip"), "precious");
        refused(house(), there, there + " is there already, and a backup overwrites nothing");
        assertThat(there).hasContent("precious");
    }

    @Test
    void aFolderThatIsMissingOrNamedInPlaceOfAFileIsRefused() {
        Database database = house();
        refused(database, temp.resolve("nowhere/house.zip"), "there is no folder " + temp.resolve("nowhere"));
        refused(database, temp, temp + " is a folder; name the file to write");
    }

    @Test
    void aHouseThatIsNotThereIsNamedAndNothingIsWritten() {
        refused(Database.of(temp.resolve("empty"), DatabaseSettings.EMBEDDED), temp.resolve("house.zip"),
                "there is no database at " + temp.resolve("empty/spillway.mv.db"));
        assertThat(temp.resolve("house.zip")).doesNotExist();
        assertThat(temp.resolve("empty")).doesNotExist();
    }

    @Test
    void aCopyThatCannotBeReadIsNotKept() throws IOException {
        Path data = Files.createDirectories(temp.resolve("data"));
        Files.writeString(data.resolve("spillway.mv.db"), "no database");
        assertThatThrownBy(() -> Backup.write(Database.of(data, DatabaseSettings.EMBEDDED), temp.resolve("house.zip")))
                .isInstanceOf(CommandFailure.class).hasMessageContaining(data.resolve("spillway.mv.db").toString());
        assertThat(leftBeside("data")).isEmpty();
    }

    @Test
    void postgresqlHasToolsOfItsOwn() {
        Database shared = Database.of(temp, new DatabaseSettings("jdbc:postgresql://db.example/house?ssl=true", "u", "p"));
        refused(shared, temp.resolve("house.zip"), "the database jdbc:postgresql://db.example/house is PostgreSQL");
        refused(shared, temp.resolve("house.zip"), "use pg_dump");
    }

    private static void refused(Database database, Path file, String sentence) {
        assertThatThrownBy(() -> Backup.write(database, file)).isInstanceOf(CommandFailure.class)
                .hasMessageContaining(sentence).extracting("exitCode").isEqualTo(ExitCode.FAILED);
    }

    private Database house() {
        Database database = Database.of(temp.resolve("data"), DatabaseSettings.EMBEDDED);
        database.openPool(Creation.ALLOWED).close();
        return database;
    }

    private List<String> leftBeside(String own) throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !List.of(own, "data", "again").contains(name)).toList();
        }
    }

    /** As an operator does it: the zip's file into an empty data directory. */
    private static Database unzipped(Path zip, Path data) throws IOException {
        Files.createDirectories(data);
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Files.copy(in, data.resolve(entry.getName()));
            }
        }
        return Database.of(data, DatabaseSettings.EMBEDDED);
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into pair values (?, space(2000))")) {
            insert.setInt(1, id);
            insert.executeUpdate();
        }
    }

    private static void execute(HikariDataSource pool, String sql) throws SQLException {
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
