package io.spillway.batch.bench;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.database.JpaItemWriter;
import org.springframework.batch.infrastructure.item.database.JpaPagingItemReader;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Marking as tutorials write it: a paging reader of accounts, a processor that walks an account's lazy positions and
 * sets their last mark, a JPA writer, 100 accounts a chunk. The baseline; its job repository keeps nothing on disk.
 */
final class TextbookJob {

    private static final int CHUNK_ACCOUNTS = 100;
    private static final int BATCH_ROWS = 2_000;
    private static final BigDecimal MARGIN_RATE = new BigDecimal("0.08");
    private static final BigDecimal MOVE = new BigDecimal("1.01");

    private final BenchHouse house;
    private final Map<Integer, BigDecimal> marks = new HashMap<>();
    private Path template;
    private Path data;

    TextbookJob(BenchHouse house) {
        this.house = house;
    }

    /** Copies the house's positions into tables of its own, with the first day's marks. */
    void prepare() throws IOException, SQLException {
        Path source = house.copy();
        template = Files.createDirectories(source.resolveSibling("textbook-template"));
        data = source.resolveSibling("textbook-run");
        try (Connection from = DriverManager.getConnection(BenchHouse.url(source), "spillway", "");
                Connection to = DriverManager.getConnection(BenchHouse.url(template), "spillway", "")) {
            to.setAutoCommit(false);
            try (Statement statement = to.createStatement()) {
                statement.execute("create table textbook_account (account_id int primary key, variation_margin bigint,"
                        + " maintenance_margin bigint)");
                statement.execute("create table textbook_position (position_id bigint primary key, account_id int,"
                        + " instrument_id int, lots bigint, last_mark numeric(38, 12))");
                statement.execute("create index textbook_position_account on textbook_position (account_id)");
            }
            copy(from, to, "select distinct account_key, 0, 0 from position_change where account_key <> 0",
                    "insert into textbook_account values (?, ?, ?)");
            copy(from, to, "select p.row_key, p.account_key, p.instrument_key, p.lots, s.closing_mark"
                    + " from position_change p join settlement_price s on s.cycle_id = p.cycle_id"
                    + " and s.instrument_key = p.instrument_key where p.cycle_id = 1 and p.kind = 'OPENING'"
                    + " and p.account_key <> 0", "insert into textbook_position values (?, ?, ?, ?, ?)");
            try (Statement statement = from.createStatement();
                    ResultSet mark = statement.executeQuery("select instrument_key, closing_mark from settlement_price")) {
                while (mark.next()) {
                    marks.put(mark.getInt(1), mark.getBigDecimal(2).multiply(MOVE));
                }
            }
        }
    }

    private static void copy(Connection from, Connection to, String select, String insert) throws SQLException {
        try (Statement statement = from.createStatement(); ResultSet row = statement.executeQuery(select);
                PreparedStatement into = to.prepareStatement(insert)) {
            int columns = row.getMetaData().getColumnCount();
            int waiting = 0;
            while (row.next()) {
                for (int c = 1; c <= columns; c++) {
                    into.setObject(c, row.getObject(c));
                }
                into.addBatch();
                if (++waiting == BATCH_ROWS) {
                    into.executeBatch();
                    waiting = 0;
                }
            }
            into.executeBatch();
            to.commit();
        }
    }

    /** A context on a fresh copy; opening and closing it is not timed. */
    void time(Series series) throws Exception {
        BenchHouse.delete(data);
        Files.createDirectories(data);
        Files.copy(template.resolve("spillway.mv.db"), data.resolve("spillway.mv.db"));
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(BenchHouse.url(data));
            pool.setUsername("spillway");
            pool.setPassword("");
            LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
            factory.setPersistenceUnitName("textbook");
            factory.setDataSource(pool);
            factory.setManagedTypes(PersistenceManagedTypes.of(TextbookAccount.class.getName(),
                    TextbookPosition.class.getName()));
            factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
            factory.setJpaPropertyMap(Map.of("hibernate.jdbc.batch_size", "100", "hibernate.order_updates", "true"));
            factory.afterPropertiesSet();
            try {
                series.time(() -> run(factory.getObject()));
            } finally {
                factory.destroy();
            }
        }
    }

    private void run(EntityManagerFactory factory) throws Exception {
        JpaPagingItemReader<TextbookAccount> reader = new JpaPagingItemReader<>(factory);
        reader.setName("accounts");
        reader.setQueryString("select a from TextbookAccount a order by a.id");
        reader.setPageSize(CHUNK_ACCOUNTS);
        reader.afterPropertiesSet();
        JobRepository repository = new ResourcelessJobRepository();
        Step step = new StepBuilder("mark", repository).<TextbookAccount, TextbookAccount>chunk(CHUNK_ACCOUNTS)
                .transactionManager(new JpaTransactionManager(factory)).reader(reader).processor(this::mark)
                .writer(new JpaItemWriter<>(factory)).build();
        Job job = new JobBuilder("textbook", repository).start(step).build();
        JobParameters none = new JobParameters();
        JobExecution execution = repository.createJobExecution(repository.createJobInstance("textbook", none), none,
                new ExecutionContext());
        job.execute(execution);
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException("the textbook job ended " + execution.getStatus() + ": "
                    + execution.getAllFailureExceptions());
        }
    }

    private TextbookAccount mark(TextbookAccount account) {
        BigDecimal variation = BigDecimal.ZERO;
        BigDecimal margin = BigDecimal.ZERO;
        for (TextbookPosition position : account.positions()) {
            BigDecimal mark = marks.get(position.instrument());
            BigDecimal lots = BigDecimal.valueOf(position.lots());
            variation = variation.add(mark.subtract(position.lastMark()).multiply(lots));
            margin = margin.add(mark.multiply(lots).abs().multiply(MARGIN_RATE));
            position.mark(mark);
        }
        account.margin(variation.setScale(0, RoundingMode.HALF_EVEN).longValueExact(),
                margin.setScale(0, RoundingMode.CEILING).longValueExact());
        return account;
    }

    /** The job did what it is timed for: every position has its new mark. */
    void check() throws SQLException {
        try (Connection connection = DriverManager.getConnection(BenchHouse.url(data), "spillway", "");
                Statement statement = connection.createStatement(); ResultSet count = statement.executeQuery(
                "select count(*), min(maintenance_margin) from textbook_position p join textbook_account a"
                        + " on a.account_id = p.account_id")) {
            count.next();
            if (count.getLong(1) == 0 || count.getLong(2) <= 0) {
                throw new IllegalStateException("the textbook job left accounts without margin");
            }
        }
    }
}
