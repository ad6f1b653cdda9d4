package io.spillway.batch.eod;

import io.spillway.batch.ingest.DayIngest;
import io.spillway.batch.ingest.ReceivedFiles;
import io.spillway.batch.launch.Fencing;
import io.spillway.batch.launch.JobLaunch;
import io.spillway.batch.launch.RetriedTransaction;
import io.spillway.batch.launch.RunIdentity;
import io.spillway.batch.launch.RunParametersValidator;
import io.spillway.batch.report.CycleReports;
import io.spillway.batch.report.ReportIndex;
import io.spillway.batch.schedule.EndOfDayRunner;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ActKind;
import io.spillway.batch.store.BookKeys;
import io.spillway.batch.store.CascadeStore;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.InputStore;
import io.spillway.batch.store.OpeningStore;
import io.spillway.batch.store.OperatorActs;
import io.spillway.batch.store.ResultStore;
import io.spillway.batch.store.SettlementStore;
import io.spillway.batch.store.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hibernate.StatelessSession;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** The job {@code endOfDay}: the steps of a clearing house's day, restartable at every one. */
@Configuration(proxyBeanMethods = false)
public class EndOfDayJobConfiguration {

    static final String JOB = "endOfDay";
    static final String INPUTS = "inputs";
    static final String REPORTS = "reports";
    static final String ACT = "act";
    static final String APPROVED_BY = "approvedBy";
    static final String REASON = "reason";

    @Bean
    CycleStore cycleStore(StatelessSession session, JdbcTemplate jdbc) {
        return new CycleStore(session, jdbc);
    }

    @Bean
    OperatorActs operatorActs(JdbcTemplate jdbc, Clock clock) {
        return new OperatorActs(jdbc, clock);
    }

    @Bean
    CyclePlan cyclePlan(CycleStore cycles, OperatorActs acts, JdbcTemplate jdbc, Settings settings) {
        return new CyclePlan(cycles, acts, jdbc, settings);
    }

    @Bean
    BookKeys bookKeys(JdbcTemplate jdbc) {
        return new BookKeys(jdbc);
    }

    @Bean
    DayComputation dayComputation(JdbcTemplate jdbc, CycleStore cycles, BookKeys keys) {
        return new DayComputation(new OpeningStore(jdbc, keys), new InputStore(jdbc, keys), cycles);
    }

    @Bean
    CycleReports cycleReports(JdbcTemplate jdbc) {
        return new CycleReports(jdbc);
    }

    @Bean
    DaySteps.Stores dayStores(CycleStore cycles, OperatorActs acts, DataSource dataSource, StatelessSession session,
            JdbcTemplate jdbc, BookKeys keys) {
        return new DaySteps.Stores(cycles, acts, new ResultStore(jdbc, dataSource, keys),
                new CascadeStore(jdbc, dataSource, keys), new StateStore(session, jdbc, keys),
                new SettlementStore(jdbc, dataSource, keys), new DayStress(jdbc));
    }

    @Bean
    ReceivedFiles receivedFiles(JdbcTemplate jdbc, Clock clock) {
        return new ReceivedFiles(jdbc, clock);
    }

    @Bean
    DaySteps daySteps(DayComputation computation, DaySteps.Stores stores, CyclePlan plan, DataSource dataSource,
            CycleReports reports, Settings settings, Clock clock, PlatformTransactionManager transactions,
            ReceivedFiles received) {
        return new DaySteps(computation, stores, new DayIngest(dataSource, settings), reports,
                new DaySteps.Ground(settings, clock, transactions, plan, received));
    }

    @Bean
    StepProbe stepProbe() {
        return StepProbe.NONE;
    }

    @Bean
    Job endOfDay(JobRepository repository, StepMaker steps, DaySteps day) {
        return new JobBuilder(JOB, repository)
                .validator(new RunParametersValidator(INPUTS, REPORTS, ACT, APPROVED_BY, REASON))
                .start(steps.again("openCycle", day::openCycle))
                .next(steps.again("loadInputs", day::loadInputs))
                .next(steps.again("checkInputs", day::checkInputs))
                .next(steps.once("rollPositions", day::rollPositions))
                .next(steps.once("markToMarket", day::markToMarket))
                .next(steps.once("margin", day::margin))
                .next(steps.once("calls", day::calls))
                .next(steps.once("liquidationAndWaterfall", day::liquidationAndWaterfall))
                .next(steps.again("awaitRelease", day::awaitRelease))
                .next(steps.once("ledger", day::ledger))
                .next(steps.once("stress", day::stress))
                .next(steps.once("reports", day::reports))
                .next(steps.once("reconcileAndClose", day::close))
                .build();
    }

    @Bean
    EndOfDay endOfDayLaunch(Job endOfDay, JobLaunch launch, CycleStore cycles, CyclePlan plan, JdbcTemplate jdbc,
            PlatformTransactionManager transactions, StepMaker steps, ReceivedFiles received) {
        return new EndOfDay(endOfDay, launch, cycles,
                new EndOfDay.Ground(plan, new ReportIndex(jdbc), transactions, steps, received));
    }

    @Bean
    CycleActs cycleActs(Job endOfDay, JobLaunch launch, Fencing fencing, CycleStore cycles, OperatorActs acts,
            CyclePlan plan, JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new CycleActs(new CycleActs.Launch(endOfDay, launch, fencing, transactions), cycles, acts,
                new CycleActs.House(plan, jdbc));
    }

    @Bean
    WithdrawalCheck withdrawalCheck(DayComputation computation, CycleStore cycles,
            PlatformTransactionManager transactions) {
        return new WithdrawalCheck(computation, cycles, transactions);
    }

    @Bean
    Verification verification(DayComputation computation, CycleStore cycles, OperatorActs acts,
            PlatformTransactionManager transactions) {
        return new Verification(computation, cycles, acts, transactions);
    }

    @Bean
    EndOfDayRunner endOfDayRunner(EndOfDay endOfDay, Database database) {
        return new ScheduledDay(endOfDay, database.directory());
    }

    @Bean
    StepMaker stepMaker(JobRepository repository, PlatformTransactionManager transactions, Fencing fencing,
            StepProbe probe) {
        return new StepMaker(repository, transactions, fencing, probe);
    }

    /** Makes the job's steps: one transaction each, tried again after a deadlock, under the run's fencing token. */
    static final class StepMaker {

        private final JobRepository repository;
        private final PlatformTransactionManager transactions;
        private final RetriedTransaction retried;
        private final Fencing fencing;
        private final StepProbe probe;
        private volatile DayProgress progress = DayProgress.NONE;

        StepMaker(JobRepository repository, PlatformTransactionManager transactions, Fencing fencing,
                StepProbe probe) {
            this.repository = repository;
            this.transactions = transactions;
            this.retried = new RetriedTransaction(transactions);
            this.fencing = fencing;
            this.probe = probe;
        }

        /** Who hears of the steps from now on. */
        void reportTo(DayProgress listener) {
            progress = listener;
        }

        /** A step that a restart passes over once it is done. */
        Step once(String name, Consumer<DaySteps.Run> work) {
            return step(name, work, false);
        }

        /** A step that looks again on every restart: the inputs of a blocked day may have been corrected. */
        Step again(String name, Consumer<DaySteps.Run> work) {
            return step(name, work, true);
        }

        private Step step(String name, Consumer<DaySteps.Run> work, boolean again) {
            return new StepBuilder(name, repository).tasklet((contribution, context) -> {
                retried.run("step " + name, () -> {
                    fencing.check();
                    work.accept(run(contribution.getStepExecution().getJobParameters()));
                    probe.written(name);
                });
                return RepeatStatus.FINISHED;
            }, transactions).allowStartIfComplete(again).listener(new StepExecutionListener() {
                private long begunNanos;

                @Override
                public void beforeStep(StepExecution step) {
                    begunNanos = System.nanoTime();
                }

                @Override
                public ExitStatus afterStep(StepExecution step) {
                    if (step.getStatus() == BatchStatus.COMPLETED) {
                        progress.done(name, Duration.ofNanos(System.nanoTime() - begunNanos));
                    }
                    return step.getExitStatus();
                }
            }).build();
        }

        private static DaySteps.Run run(JobParameters parameters) {
            String approvedBy = parameters.getString(APPROVED_BY);
            LocalDate date = parameters.getLocalDate(RunIdentity.BUSINESS_DATE);
            return new DaySteps.Run(date, parameters.getLong(RunIdentity.CYCLE).intValue(),
                    Path.of(parameters.getString(INPUTS)), Path.of(parameters.getString(REPORTS)),
                    approvedBy == null ? null : new DaySteps.Decision(ActKind.valueOf(parameters.getString(ACT)),
                            new CycleStore.Approval(approvedBy, parameters.getString(REASON))));
        }
    }
}
