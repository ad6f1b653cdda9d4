package io.spillway.batch.sizing;

import io.spillway.batch.eod.DayComputation;
import io.spillway.batch.launch.Fencing;
import io.spillway.batch.launch.JobLaunch;
import io.spillway.batch.launch.RunIdentity;
import io.spillway.batch.launch.RunParametersValidator;
import io.spillway.batch.schedule.FundSizingRunner;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.Database;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The job {@code sizeFund}: reads the house as a date closed, then runs its scenarios in ranges side by side, each with
 * commits of its own. A run that was stopped or died goes on, in every range, with the first scenario that is not written.
 */
@Configuration(proxyBeanMethods = false)
public class SizeFundJobConfiguration {

    static final String JOB = "sizeFund";

    @Bean
    SizingSteps sizingSteps(JdbcTemplate jdbc, DayComputation computation, CycleStore cycles, Fencing fencing) {
        return new SizingSteps(jdbc, computation, cycles, fencing);
    }

    @Bean
    Job sizeFund(JobRepository repository, PlatformTransactionManager transactions, SizingSteps steps) {
        return new JobBuilder(JOB, repository)
                .validator(new RunParametersValidator(RunIdentity.REQUEST))
                .start(new StepBuilder("openSizing", repository).tasklet((contribution, context) -> {
                    steps.open(contribution.getStepExecution().getJobParameters());
                    return RepeatStatus.FINISHED;
                }, transactions).allowStartIfComplete(true).build())
                .next(new StepBuilder("runScenarios", repository)
                        .partitioner("scenarios", gridSize -> steps.ranges())
                        .step(new StepBuilder("scenarios", repository).tasklet((contribution, context) ->
                                steps.runNext(contribution.getStepExecution().getExecutionContext()), transactions).build())
                        .taskExecutor(steps.executor()).build())
                .build();
    }

    @Bean
    SizeFund sizeFundLaunch(Job sizeFund, JobLaunch launch, SizingSteps steps, CycleStore cycles, JdbcTemplate jdbc,
            DayComputation computation, PlatformTransactionManager transactions) {
        return new SizeFund(sizeFund, launch, steps, cycles, new SizeFund.Ground(jdbc, computation, transactions));
    }

    @Bean
    FundSizingRunner fundSizingRunner(SizeFund sizing, Settings settings, CycleStore cycles,
            PlatformTransactionManager transactions, Database database) {
        return new ScheduledSizing(sizing, settings, cycles,
                new ScheduledSizing.House(transactions, database.directory().resolve("reports")));
    }
}
