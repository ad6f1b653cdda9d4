package io.spillway.batch.bench;

import io.spillway.batch.ingest.DayIngest;
import io.spillway.batch.ingest.InputFolder;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.store.RowKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Loading positions.csv: the product's path, verified and checked row by row, against a bare batched insert. */
final class LoadArms {

    private static final int BATCH_ROWS = 2_000;

    private final BenchHouse house;
    private final Options options;
    private final Series product = new Series("load: product");
    private final Series bare = new Series("load: bare insert");

    LoadArms(BenchHouse house, Options options) {
        this.house = house;
        this.options = options;
    }

    void run(ResultsPage page) throws Exception {
        Path inputs = onlyPositions();
        int[][] rows = statedRows();
        for (int run = 0; run <= options.runs(); run++) {
            product(inputs, rows[0].length);
            bare(rows);
        }
        page.add(product);
        page.add(bare);
        page.add(new ResultsPage.Target("loading positions.csv: speed of the product / of a bare insert, wall",
                bare.wall() / product.wall(), 0.5, ResultsPage.Sense.AT_LEAST));
        page.add(new ResultsPage.Target("the same, processor time", bare.cpu() / product.cpu(), 0.5,
                ResultsPage.Sense.AT_LEAST));
    }

    /** The second day with the first one's positions, its prices and rates, and no other file. */
    private Path onlyPositions() throws IOException {
        Path inputs = options.work().resolve("inputs");
        Path folder = Files.createDirectories(options.work().resolve("positions-only"));
        Path day = Files.createDirectories(folder.resolve(BenchHouse.SECOND.toString()));
        Files.copy(inputs.resolve(BenchHouse.SECOND.toString()).resolve("prices.csv"), day.resolve("prices.csv"));
        Files.copy(inputs.resolve(BenchHouse.SECOND.toString()).resolve("fx.csv"), day.resolve("fx.csv"));
        Files.copy(inputs.resolve(BenchHouse.FIRST.toString()).resolve("positions.csv"), day.resolve("positions.csv"));
        StringJoiner files = new StringJoiner(", ", "[", "]");
        for (String name : new String[] {"prices.csv", "fx.csv", "positions.csv"}) {
            files.add("{\"name\": \"" + name + "\", \"rows\": " + rowsOf(day.resolve(name)) + ", \"sha256\": \""
                    + sha256(day.resolve(name)) + "\"}");
        }
        Files.writeString(day.resolve("manifest.json"), "{\"house\": \"" + house.settings().house().name()
                + "\", \"businessDate\": \"" + BenchHouse.SECOND + "\", \"sequence\": 2, \"files\": " + files + "}",
                StandardCharsets.UTF_8);
        return folder;
    }

    private static long rowsOf(Path file) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.count() - 1;
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private int[][] statedRows() throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(BenchHouse.url(house.copy()), "spillway", "");
                Statement statement = connection.createStatement()) {
            int count;
            try (ResultSet counted = statement.executeQuery("select count(*) from input_position")) {
                counted.next();
                count = counted.getInt(1);
            }
            int[][] rows = new int[3][count];
            try (ResultSet row = statement.executeQuery("select account_key, instrument_key, lots from input_position"
                    + " order by row_key")) {
                for (int r = 0; row.next(); r++) {
                    rows[0][r] = row.getInt(1);
                    rows[1][r] = row.getInt(2);
                    rows[2][r] = Math.toIntExact(row.getLong(3));
                }
            }
            return rows;
        }
    }

    private void product(Path inputs, int expected) throws Exception {
        Path data = house.copy();
        try (BatchContext context = house.open(data)) {
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            DayIngest ingest = new DayIngest(context.get(DataSource.class), house.settings());
            TransactionTemplate step = new TransactionTemplate(context.get(PlatformTransactionManager.class));
            // What the prepared day loaded is no part of this load.
            for (String table : new String[] {"input_trade", "input_collateral", "input_price"}) {
                jdbc.update("delete from " + table + " where cycle_id = " + BenchHouse.SECOND_CYCLE);
            }
            product.time(() -> step.executeWithoutResult(status -> ingest.load(BenchHouse.SECOND_CYCLE,
                    BenchHouse.SECOND, new InputFolder(inputs))));
            Integer loaded = jdbc.queryForObject("select count(*) from input_position where "
                    + RowKeys.ofCycle(BenchHouse.SECOND_CYCLE), Integer.class);
            if (loaded == null || loaded != expected) {
                throw new IllegalStateException(loaded + " rows were loaded, not " + expected);
            }
        }
    }

    private void bare(int[][] rows) throws Exception {
        Path data = house.copy();
        try (Connection connection = DriverManager.getConnection(BenchHouse.url(data), "spillway", "")) {
            connection.setAutoCommit(false);
            bare.time(() -> {
                try (PreparedStatement insert = connection.prepareStatement("insert into input_position"
                        + " (row_key, cycle_id, account_key, instrument_key, lots) values (?, ?, ?, ?, ?)")) {
                    for (int r = 0; r < rows[0].length; r++) {
                        insert.setLong(1, RowKeys.of(BenchHouse.SECOND_CYCLE, r + 2L));
                        insert.setLong(2, BenchHouse.SECOND_CYCLE);
                        insert.setInt(3, rows[0][r]);
                        insert.setInt(4, rows[1][r]);
                        insert.setLong(5, rows[2][r]);
                        insert.addBatch();
                        if ((r + 1) % BATCH_ROWS == 0) {
                            insert.executeBatch();
                        }
                    }
                    insert.executeBatch();
                }
                connection.commit();
            });
        }
    }
}
