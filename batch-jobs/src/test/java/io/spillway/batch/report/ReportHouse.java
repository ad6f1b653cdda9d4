package io.spillway.batch.report;

import io.spillway.batch.eod.DayProgress;
import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.eod.EndOfDayJobConfiguration;
import io.spillway.batch.generate.Crash;
import io.spillway.batch.generate.Generator;
import io.spillway.batch.generate.GeneratorSettings;
import io.spillway.batch.generate.Products;
import io.spillway.batch.generate.ProgressListener;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.settings.ConfigDirectory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** A small house with a crash on its second day, run to the close of its third by the real job. */
final class ReportHouse implements AutoCloseable {

    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    static final LocalDate CRASH = LocalDate.of(2026, 3, 3);
    static final LocalDate AFTER = LocalDate.of(2026, 3, 4);

    private final Path directory;
    private final BatchContext context;

    private ReportHouse(Path directory, BatchContext context) {
        this.directory = directory;
        this.context = context;
    }

    /** @param feeRate liquidation fee rate: fees go to the insurance fund (rule 5.6) */
    static ReportHouse run(Path directory, String feeRate) throws IOException {
        return run(directory, feeRate, DatabaseSettings.EMBEDDED);
    }

    static ReportHouse run(Path directory, String feeRate, DatabaseSettings database) throws IOException {
        return run(directory, feeRate, database, Products.FUTURES);
    }

    static ReportHouse run(Path directory, String feeRate, DatabaseSettings database, Products products)
            throws IOException {
        // The crash is meant: its prices must not be held back.
        Settings settings = Settings.defaults().with("findings.priceBandFraction", "0.9")
                .with("waterfall.liquidationFeeRate", feeRate);
        Generator.generate(new GeneratorSettings(12, 180, 10, 900, 3, Crash.CRASH, 2, 7, FIRST, settings.house().name(),
                settings.house().cutOff(), settings.house().zone(), products), directory.resolve("inputs"), ProgressListener.NONE);
        ReportHouse house = new ReportHouse(directory, BatchContext.open(new BatchContext.Start(
                OperatorSettings.load(new ConfigDirectory(directory.resolve("no-config"))), settings,
                Database.of(directory.resolve("data"), database), Creation.ALLOWED, Clock.systemUTC()),
                EndOfDayJobConfiguration.class));
        for (LocalDate date : List.of(FIRST, CRASH, AFTER)) {
            LaunchOutcome outcome = house.context.get(EndOfDay.class).run(new EndOfDay.Request(date,
                    directory.resolve("inputs"), house.reports(), Optional.empty(), DayProgress.NONE));
            if (outcome.ending() != LaunchOutcome.Ending.COMPLETED) {
                throw new IllegalStateException(outcome.message());
            }
        }
        return house;
    }

    /** Corrects the latest date by a cycle of the same inputs. */
    void correct(LocalDate date) {
        LaunchOutcome outcome = context.get(EndOfDay.class).correct(new EndOfDay.Request(date,
                directory.resolve("inputs"), reports(),
                Optional.of(new CycleStore.Approval("R. Keller", "exchange notice 17")), DayProgress.NONE));
        if (outcome.ending() != LaunchOutcome.Ending.COMPLETED) {
            throw new IllegalStateException(outcome.message());
        }
    }

    JdbcTemplate jdbc() {
        return context.get(JdbcTemplate.class);
    }

    /** Where the database is. */
    Path data() {
        return directory.resolve("data");
    }

    /** Where the job wrote its reports. */
    Path reports() {
        return directory.resolve("reports");
    }

    long cycle(LocalDate date) {
        return jdbc().queryForObject("select cycle_id from clearing_cycle where business_date = ? and cycle_no = 1",
                Long.class, date);
    }

    CycleFacts facts(LocalDate date) {
        return CycleFacts.of(jdbc(), cycle(date));
    }

    @Override
    public void close() {
        context.close();
    }
}
