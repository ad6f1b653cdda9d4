package io.spillway.batch.cli;

import io.spillway.batch.launch.JobLaunch;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.RunIdentity;
import io.spillway.batch.schedule.EndOfDayRunner;
import io.spillway.batch.schedule.FundSizingRunner;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import picocli.CommandLine.Command;

/** A process that serves a day without end, so that a test can ask it to stop. */
public final class ServedDay {

    private ServedDay() {
    }

    /** The program, with the verb serve on the endless day. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(new Program(out, err).run(List.of(Serve.class), args));
    }

    @Command(name = "serve")
    static final class Serve extends ServeVerb {
        @Override
        Class<?>[] jobs() {
            return new Class<?>[] {EndlessDay.class};
        }
    }

    /** Two steps; the second commits again and again until told that this is enough. */
    @Configuration(proxyBeanMethods = false)
    static class EndlessDay {

        static final AtomicInteger COMMITS_LEFT = new AtomicInteger(Integer.MAX_VALUE);

        @Bean
        Job endlessDay(JobRepository repository, PlatformTransactionManager transactions) {
            return new JobBuilder("endlessDay", repository)
                    .start(new StepBuilder("first", repository)
                            .tasklet((contribution, chunk) -> RepeatStatus.FINISHED, transactions).build())
                    .next(new StepBuilder("endless", repository)
                            .tasklet((contribution, chunk) ->
                                    RepeatStatus.continueIf(COMMITS_LEFT.decrementAndGet() > 0), transactions).build())
                    .build();
        }

        @Bean
        FundSizingRunner sizing() {
            return () -> "not asked for";
        }

        @Bean
        EndOfDayRunner runner(Job endlessDay, JobLaunch launch) {
            return new EndOfDayRunner() {
                @Override
                public String jobName() {
                    return endlessDay.getName();
                }

                @Override
                public LaunchOutcome run(LocalDate businessDate) {
                    return launch.launch(endlessDay, new RunIdentity(businessDate, 1), Map.of());
                }

                @Override
                public void stop() {
                    launch.stop();
                }
            };
        }
    }
}
