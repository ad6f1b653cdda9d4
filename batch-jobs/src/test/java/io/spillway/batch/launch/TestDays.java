package io.spillway.batch.launch;

import io.spillway.batch.settings.ConfigDirectory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Contexts and jobs for the tests of launching. Steps note what they did in the table TEST_DONE. */
final class TestDays {

    private TestDays() {
    }

    static BatchContext open(Path data, DatabaseSettings database) {
        BatchContext context = BatchContext.open(new BatchContext.Start(
                OperatorSettings.load(new ConfigDirectory(data.resolve("no-config"))), Settings.defaults(),
                Database.of(data, database), Creation.ALLOWED, Clock.systemUTC()));
        context.get(JdbcTemplate.class)
                .execute("create table if not exists TEST_DONE (RUN varchar(40), STEP varchar(40), PIECE integer)");
        return context;
    }

    /** Technical settings from a file with this text. */
    static OperatorSettings operator(Path folder, String text) throws IOException {
        Path directory = Files.createTempDirectory(folder, "config");
        Files.writeString(directory.resolve("application.yml"), text);
        return OperatorSettings.load(new ConfigDirectory(directory));
    }

    /** A job of named steps, in order. */
    static Job job(BatchContext context, Object... namesAndTasklets) {
        JobRepository repository = context.get(JobRepository.class);
        SimpleJobBuilder builder = null;
        for (int i = 0; i < namesAndTasklets.length; i += 2) {
            Step step = new StepBuilder((String) namesAndTasklets[i], repository)
                    .tasklet((Tasklet) namesAndTasklets[i + 1], context.get(PlatformTransactionManager.class)).build();
            builder = builder == null
                    ? new JobBuilder("testDay", repository).validator(new RunParametersValidator("inputs")).start(step)
                    : builder.next(step);
        }
        return builder.build();
    }

    /** A step that notes that it ran. */
    static Tasklet note(BatchContext context) {
        return (contribution, chunk) -> {
            done(context, contribution.getStepExecution().getJobExecution().getJobParameters()
                    .getLocalDate(RunIdentity.BUSINESS_DATE).toString(), contribution.getStepExecution().getStepName(),
                    0);
            return RepeatStatus.FINISHED;
        };
    }

    static void done(BatchContext context, String run, String step, int piece) {
        context.get(JdbcTemplate.class).update("insert into TEST_DONE values (?, ?, ?)", run, step, piece);
    }

    /** What the steps of a business date noted, in order of step and piece. */
    static List<String> notes(BatchContext context, RunIdentity run) {
        return context.get(JdbcTemplate.class).queryForList("select STEP || ' ' || PIECE from TEST_DONE"
                + " where RUN = ? order by STEP, PIECE", String.class, run.businessDate().toString());
    }
}
