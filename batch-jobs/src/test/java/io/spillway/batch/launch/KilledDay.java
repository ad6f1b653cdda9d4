package io.spillway.batch.launch;

import io.spillway.batch.store.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;

/** A process that runs a day and hangs in the middle of a step, so that a test can kill it there. */
public final class KilledDay {

    static final RunIdentity RUN = new RunIdentity(LocalDate.of(2026, 3, 27), 1);
    static final int PIECES = 6;

    private KilledDay() {
    }

    /**
     * Runs the day.
     *
     * @param args the data directory, the piece before which to hang, and the file to make when it hangs
     */
    public static void main(String[] args) {
        try (BatchContext context = TestDays.open(Path.of(args[0]), DatabaseSettings.EMBEDDED)) {
            LaunchOutcome outcome = context.get(JobLaunch.class)
                    .launch(job(context, Integer.parseInt(args[1]), Path.of(args[2])), RUN, Map.of());
            throw new IllegalStateException("not killed: " + outcome);
        }
    }

    /** Three steps; the second writes its pieces one per transaction, and goes on behind those that are there. */
    static Job job(BatchContext context, int hangBefore, Path sign) {
        Tasklet pieces = (contribution, chunk) -> {
            context.get(Fencing.class).check();
            int next = context.get(JdbcTemplate.class).queryForObject("select count(*) + 1 from TEST_DONE"
                    + " where RUN = ? and STEP = 'b-pieces'", Integer.class, RUN.businessDate().toString());
            TestDays.done(context, RUN.businessDate().toString(), "b-pieces", next);
            if (next == hangBefore) {
                hang(sign);
            }
            return RepeatStatus.continueIf(next < PIECES);
        };
        return TestDays.job(context, "a-first", TestDays.note(context), "b-pieces", pieces,
                "c-last", TestDays.note(context));
    }

    private static void hang(Path sign) throws IOException, InterruptedException {
        Files.createFile(sign);
        new CountDownLatch(1).await();
    }
}
