package io.spillway.batch.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.store.DatabaseSettings;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Faults 43 and 44 with real processes that are really killed. */
class KilledProcessTest {

    @TempDir
    private Path data;

    @Test
    @Timeout(60)
    void aDayWhoseProcessIsKilledTwiceContinuesWhereItStoppedAndNoPieceIsDoneTwiceOrLost() throws Exception {
        killInTheMiddle(3);
        killInTheMiddle(5);

        try (BatchContext context = TestDays.open(data, DatabaseSettings.EMBEDDED)) {
            assertThat(TestDays.notes(context, KilledDay.RUN)).as("what was committed before the kill")
                    .containsExactly("a-first 0", "b-pieces 1", "b-pieces 2", "b-pieces 3", "b-pieces 4");
            LaunchOutcome outcome = context.get(JobLaunch.class)
                    .launch(KilledDay.job(context, 0, data), KilledDay.RUN, Map.of());
            assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
            assertThat(TestDays.notes(context, KilledDay.RUN)).containsExactly("a-first 0", "b-pieces 1", "b-pieces 2",
                    "b-pieces 3", "b-pieces 4", "b-pieces 5", "b-pieces 6", "c-last 0");
            JdbcTemplate jdbc = context.get(JdbcTemplate.class);
            assertThat(jdbc.queryForList("select STATUS from BATCH_JOB_EXECUTION order by JOB_EXECUTION_ID",
                    String.class)).containsExactly("FAILED", "FAILED", "COMPLETED");
            assertThat(jdbc.queryForObject("select FENCING_TOKEN from HOUSE_LEASE", Long.class)).isEqualTo(3);
        }
    }

    @Test
    @Timeout(60)
    void asLongAsTheOtherProcessLivesNobodyElseRunsTheDay() throws Exception {
        Process other = start(2, data.resolve("hangs"));
        try (BatchContext context = TestDays.open(data, DatabaseSettings.EMBEDDED)) {
            LaunchOutcome outcome = context.get(JobLaunch.class)
                    .launch(KilledDay.job(context, 0, data), KilledDay.RUN, Map.of());
            assertThat(outcome.ending()).isEqualTo(Ending.ALREADY_RUNNING);
            assertThat(outcome.message()).startsWith("the day of SPILLWAY is already running (2026-03-27 cycle 1) since ")
                    .contains(" by process " + other.pid() + " on ").endsWith("; wait until it ends");
        } finally {
            kill(other);
        }
    }

    private void killInTheMiddle(int piece) throws Exception {
        kill(start(piece, data.resolve("hangs-" + piece)));
    }

    /** Returns when the process hangs inside the transaction of the piece. */
    private Process start(int piece, Path sign) throws Exception {
        Process process = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), KilledDay.class.getName(),
                data.toString(), Integer.toString(piece), sign.toString())).inheritIO().start();
        awaitFile(sign, process);
        return process;
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitFile(Path file, Process process) throws IOException, InterruptedException {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            file.getParent().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                assertThat(process.isAlive()).as("the process ended by itself").isTrue();
                var key = watch.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                }
            }
        }
    }
}
