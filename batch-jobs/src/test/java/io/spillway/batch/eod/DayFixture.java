package io.spillway.batch.eod;

import io.spillway.batch.generate.Crash;
import io.spillway.batch.generate.Generator;
import io.spillway.batch.generate.GeneratorSettings;
import io.spillway.batch.generate.ProgressListener;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.settings.ConfigDirectory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/** A small made-up house with a crash on its second day, and the real job run on it. */
final class DayFixture {

    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    static final LocalDate CRASH = LocalDate.of(2026, 3, 3);
    static final LocalDate AFTER = LocalDate.of(2026, 3, 4);
    static final List<LocalDate> DAYS = List.of(FIRST, CRASH, AFTER);

    /** Which probe the contexts use; a test sets it before it opens one. */
    private static StepProbe probe = StepProbe.NONE;

    private DayFixture() {
    }

    static Settings settings() {
        // The crash is meant: its prices must not be held back.
        return Settings.defaults().with("findings.priceBandFraction", "0.9");
    }

    /** Writes the input files of the house. */
    static Path inputs(Path directory) throws IOException {
        Settings settings = settings();
        GeneratorSettings market = new GeneratorSettings(12, 60, 10, 300, DAYS.size(), Crash.CRASH, 2, 7, FIRST,
                settings.house().name(), settings.house().cutOff(), settings.house().zone());
        Generator.generate(market, directory, ProgressListener.NONE);
        return directory;
    }

    static BatchContext open(Path data, StepProbe with) {
        return open(data, with, settings());
    }

    static BatchContext open(Path data, StepProbe with, Settings settings) {
        return open(Database.of(data, DatabaseSettings.EMBEDDED), with, settings);
    }

    static BatchContext open(Database database, StepProbe with, Settings settings) {
        probe = with;
        return BatchContext.open(new BatchContext.Start(
                OperatorSettings.load(new ConfigDirectory(database.directory().resolve("no-config"))), settings,
                database, Creation.ALLOWED, Clock.systemUTC()),
                EndOfDayJobConfiguration.class, Probed.class);
    }

    /** Puts the test's probe in place of the program's. */
    @Configuration(proxyBeanMethods = false)
    static class Probed {

        @Bean
        @Primary
        StepProbe testProbe() {
            return probe;
        }
    }

    static LaunchOutcome run(BatchContext context, LocalDate date, Path inputs, Path reports) {
        return context.get(EndOfDay.class).run(new EndOfDay.Request(date, inputs, reports,
                Optional.empty(), DayProgress.NONE));
    }

    static LaunchOutcome runApproved(BatchContext context, LocalDate date, Path inputs, Path reports) {
        return context.get(EndOfDay.class).run(new EndOfDay.Request(date, inputs, reports,
                Optional.of(new CycleStore.Approval("a tester", "to see it recorded")), DayProgress.NONE));
    }

    static final CycleStore.Approval OPERATOR = new CycleStore.Approval("R. Keller", "exchange notice 17");

    static LaunchOutcome correct(BatchContext context, LocalDate date, Path inputs, Path reports) {
        return context.get(EndOfDay.class).correct(new EndOfDay.Request(date, inputs, reports, Optional.of(OPERATOR),
                DayProgress.NONE));
    }

    /** What the verb restart does. */
    static LaunchOutcome restart(BatchContext context, Path reports) {
        EndOfDay endOfDay = context.get(EndOfDay.class);
        ClearingCycleRow cycle = endOfDay.unfinished().orElseThrow();
        return endOfDay.resume(new EndOfDay.Request(cycle.businessDate(), Path.of(cycle.inputsPath()), reports,
                Optional.empty(), DayProgress.NONE));
    }

    static List<String> digests(BatchContext context) {
        return context.get(JdbcTemplate.class).queryForList("select business_date || ' ' || status || ' ' || digest"
                + " from clearing_cycle order by business_date, cycle_no", String.class);
    }
}
