package io.spillway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.launch.RunHistory;
import io.spillway.batch.schedule.EndOfDayRunner;
import io.spillway.batch.settings.ConfigDirectory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;

/** The verb in a process of its own, which gets a real SIGTERM. */
class ServeVerbTest {

    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGTERM")
    void askedToEndTheServerStopsTheDayInAStateFromWhichItContinues() throws Exception {
        Path config = Files.createDirectories(folder.resolve("config/risk")).getParent();
        Files.writeString(config.resolve("risk/house.yml"), "endOfDay: \"* * * * * ?\"\n");
        Path data = folder.resolve("data");
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), ServedDay.class.getName(),
                "serve", "--config", config.toString(), "--data", data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            while (line != null && !line.endsWith(" begins")) {
                line = out.readLine();
            }
            assertThat(line).as("the day begins").isNotNull();
            Database database = Database.of(data, DatabaseSettings.EMBEDDED);
            awaitStatus(database, BatchStatus.STARTED);
            process.toHandle().destroy();

            List<String> rest = out.lines().map(text -> text.substring(text.indexOf("  ") + 2)).toList();
            assertThat(rest).anyMatch(text -> text.contains("was stopped; launch it again to continue"));
            assertThat(rest).contains("stopping").last().isEqualTo("stopped");
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            continueIt(database);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Also shows that another process can ask while the server runs. */
    private static void awaitStatus(Database database, BatchStatus wanted) throws Exception {
        SortedMap<LocalDate, BatchStatus> history;
        do {
            try (Connection connection = database.connect()) {
                history = RunHistory.byDate(connection, "endlessDay");
            }
        } while (!history.containsValue(wanted));
    }

    private void continueIt(Database database) throws Exception {
        try (BatchContext context = BatchContext.open(new BatchContext.Start(
                OperatorSettings.load(new ConfigDirectory(folder.resolve("no-config"))), Settings.defaults(), database,
                Creation.REFUSED, Clock.systemUTC()), ServedDay.EndlessDay.class);
                Connection connection = database.connect()) {
            SortedMap<LocalDate, BatchStatus> before = RunHistory.byDate(connection, "endlessDay");
            assertThat(before.values()).containsExactly(BatchStatus.STOPPED);
            ServedDay.EndlessDay.COMMITS_LEFT.set(2);
            assertThat(context.get(EndOfDayRunner.class).run(before.firstKey()).ending()).isEqualTo(Ending.COMPLETED);
            assertThat(RunHistory.byDate(connection, "endlessDay").values()).containsExactly(BatchStatus.COMPLETED);
        }
    }
}
