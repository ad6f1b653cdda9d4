package io.spillway.batch.bench;

import io.spillway.batch.eod.DayComputation;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.store.BookKeys;
import io.spillway.batch.store.ResultStore;
import io.spillway.batch.store.RowKeys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Mark to market, margin and their journals: the product, the least it could cost, and the job from the textbook. */
final class MarkArms {

    /** Tables that the timed steps write. */
    private static final List<String> WRITTEN = List.of("settlement_price", "fx_rate", "variation_margin",
            "collateral_movement", "fund_movement", "account_margin", "journal", "trial_balance");

    private final BenchHouse house;
    private final Options options;
    private final Series product = new Series("mark: product");
    private final Series floor = new Series("mark: floor");
    private final Series textbook = new Series("mark: textbook");
    private List<StoredRows> rows = List.of();

    MarkArms(BenchHouse house, Options options) {
        this.house = house;
        this.options = options;
    }

    void run(ResultsPage page) throws Exception {
        TextbookJob job = new TextbookJob(house);
        job.prepare();
        for (int run = 0; run <= options.runs(); run++) {
            product();
            floor();
            job.time(textbook);
            job.check();
        }
        page.add(product);
        page.add(floor);
        page.add(textbook);
        page.add(new ResultsPage.Target("mark to market, margin, journals: product / floor, wall",
                product.wall() / floor.wall(), 2, ResultsPage.Sense.AT_MOST));
        page.add(new ResultsPage.Target("the same, processor time", product.cpu() / floor.cpu(), 2,
                ResultsPage.Sense.AT_MOST));
        page.add(new ResultsPage.Target("textbook / product, wall", textbook.wall() / product.wall(), 6,
                ResultsPage.Sense.AT_LEAST));
        page.add(new ResultsPage.Target("textbook / product, processor time", textbook.cpu() / product.cpu(), 6,
                ResultsPage.Sense.AT_LEAST));
        StringBuilder counts = new StringBuilder("rows written by product and floor alike:");
        for (int t = 0; t < WRITTEN.size(); t++) {
            counts.append(' ').append(WRITTEN.get(t)).append(' ').append(rows.get(t).size());
        }
        page.note(counts.toString());
    }

    /** The program's own steps, each its transaction; the day is computed from the tables as after a restart. */
    private void product() throws Exception {
        Path data = house.copy();
        try (BatchContext context = house.open(data)) {
            DayComputation computation = context.get(DayComputation.class);
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            ResultStore results = new ResultStore(jdbc, context.get(DataSource.class),
                    context.get(BookKeys.class));
            TransactionTemplate step = new TransactionTemplate(context.get(PlatformTransactionManager.class));
            product.time(() -> {
                step.executeWithoutResult(status -> {
                    DayComputation.Computed day = computation.result(BenchHouse.SECOND_CYCLE);
                    results.writeMarkToMarket(BenchHouse.SECOND_CYCLE, day.opening(), day.result());
                });
                step.executeWithoutResult(status -> results.writeMargin(BenchHouse.SECOND_CYCLE,
                        computation.result(BenchHouse.SECOND_CYCLE).result()));
                step.executeWithoutResult(status -> results.writeJournals(BenchHouse.SECOND_CYCLE,
                        BenchHouse.FIRST_CYCLE, computation.result(BenchHouse.SECOND_CYCLE).result()));
            });
        }
        if (rows.isEmpty()) {
            remember(data);
        }
    }

    private void remember(Path data) throws SQLException {
        rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(BenchHouse.url(data), "spillway", "")) {
            for (String table : WRITTEN) {
                rows.add(StoredRows.read(connection, table, "cycle_id = " + BenchHouse.SECOND_CYCLE));
            }
        }
        if (rows.get(WRITTEN.indexOf("account_margin")).size() != options.size().accounts()) {
            throw new IllegalStateException("not every account has its margin");
        }
    }

    /** Reads every position once and inserts the rows that the product wrote, from memory, into the same tables. */
    private void floor() throws Exception {
        Path data = house.copy();
        try (Connection connection = DriverManager.getConnection(BenchHouse.url(data), "spillway", "")) {
            connection.setAutoCommit(false);
            floor.time(() -> {
                long read = scan(connection);
                if (read < options.size().positions()) {
                    throw new IllegalStateException("only " + read + " positions were read");
                }
                for (StoredRows table : rows) {
                    table.insert(connection);
                    connection.commit();
                }
            });
        }
    }

    private static long scan(Connection connection) throws SQLException {
        long count = 0;
        long lots = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(10_000);
            try (ResultSet position = statement.executeQuery("select account_key, instrument_key, lots"
                    + " from position_change where " + RowKeys.ofCycle(BenchHouse.FIRST_CYCLE))) {
                while (position.next()) {
                    count++;
                    lots += position.getLong(3) * (position.getInt(1) + position.getInt(2));
                }
            }
        }
        return lots == Long.MIN_VALUE ? 0 : count;
    }
}
