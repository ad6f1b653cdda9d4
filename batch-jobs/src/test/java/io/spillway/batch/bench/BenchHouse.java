package io.spillway.batch.bench;

import io.spillway.batch.eod.DayProgress;
import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.eod.EndOfDayJobConfiguration;
import io.spillway.batch.eod.StepProbe;
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
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * The generated house. Its database is made once: the first day closed by the real job, the second stopped before it
 * rolled positions, so that its inputs are accepted and nothing of its results is stored. Every run begins with a copy.
 */
final class BenchHouse {

    static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    static final LocalDate SECOND = LocalDate.of(2026, 3, 3);
    static final long FIRST_CYCLE = 1;
    static final long SECOND_CYCLE = 2;

    private static final String DATABASE = "spillway.mv.db";
    private static final int MEMBERS = 200;
    private static final int INSTRUMENTS = 300;
    private static final long SEED = 1;

    private final Path folder;
    private final Settings settings = Settings.defaults();

    BenchHouse(Path folder) {
        this.folder = folder;
    }

    Settings settings() {
        return settings;
    }

    /** Writes the input files of two calm days. */
    Path inputs(Options.Size size) throws IOException {
        Path inputs = folder.resolve("inputs");
        Generator.generate(new GeneratorSettings(Math.min(MEMBERS, size.accounts()), size.accounts(), INSTRUMENTS,
                size.positions(), 2, Crash.NONE, 0, SEED, FIRST, settings.house().name(), settings.house().cutOff(),
                settings.house().zone()), inputs, ProgressListener.NONE);
        return inputs;
    }

    /** Makes the database that every run copies. */
    void prepare(Options.Size size) throws IOException {
        Path inputs = inputs(size);
        Path data = folder.resolve("template");
        try (BatchContext context = open(data)) {
            LaunchOutcome first = run(context, FIRST, inputs);
            if (first.ending() != LaunchOutcome.Ending.COMPLETED) {
                throw new IllegalStateException("the first day did not close: " + first.message());
            }
            LaunchOutcome second = run(context, SECOND, inputs);
            if (second.failures().stream().noneMatch(StopsBeforeRoll::isCause)) {
                throw new IllegalStateException("the second day did not stop where it should: " + second.message(),
                        second.failures().isEmpty() ? null : second.failures().get(0));
            }
        }
    }

    private LaunchOutcome run(BatchContext context, LocalDate date, Path inputs) {
        return context.get(EndOfDay.class).run(new EndOfDay.Request(date, inputs, folder.resolve("reports"),
                Optional.empty(), DayProgress.NONE));
    }

    /** A fresh copy of the prepared database's folder; the one before is gone. */
    Path copy() throws IOException {
        Path copy = folder.resolve("run");
        delete(copy);
        Files.createDirectories(copy);
        Files.copy(folder.resolve("template").resolve(DATABASE), copy.resolve(DATABASE));
        return copy;
    }

    /** The program's own context on a data folder. */
    BatchContext open(Path data) {
        return BatchContext.open(new BatchContext.Start(
                OperatorSettings.load(new ConfigDirectory(data.resolve("no-config"))), settings,
                Database.of(data, DatabaseSettings.EMBEDDED), Creation.ALLOWED, Clock.systemUTC()),
                EndOfDayJobConfiguration.class, StopsBeforeRoll.class);
    }

    /** Address of a copy for plain JDBC, with what the program's has. */
    static String url(Path data) {
        return "jdbc:h2:" + data.toAbsolutePath().resolve("spillway") + ";WRITE_DELAY=0";
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> walk = Files.walk(folder)) {
                all = walk.sorted(Comparator.reverseOrder()).toList();
            }
            all.forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Stops the second day once its inputs are accepted; the first has its positions to roll. */
    @Configuration(proxyBeanMethods = false)
    static class StopsBeforeRoll {

        private static final String WORDS = "stopped for the benchmark";

        @Bean
        @Primary
        StepProbe benchProbe() {
            int[] days = {0};
            return step -> {
                days[0] += step.equals("rollPositions") ? 1 : 0;
                if (days[0] == 2) {
                    throw new IllegalStateException(WORDS);
                }
            };
        }

        static boolean isCause(Throwable failure) {
            for (Throwable t = failure; t != null; t = t.getCause()) {
                if (WORDS.equals(t.getMessage())) {
                    return true;
                }
            }
            return false;
        }
    }
}
