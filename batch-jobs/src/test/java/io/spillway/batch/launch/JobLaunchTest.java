package io.spillway.batch.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.ExitCode;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobLaunchTest {

    private static final AtomicInteger DAY = new AtomicInteger();

    private Path data;
    private DatabaseSettings database;
    private BatchContext context;
    private JobLaunch launch;
    private JdbcTemplate jdbc;
    private RunIdentity run;

    /** The same must hold on PostgreSQL: see the subclass. */
    DatabaseSettings database() {
        return DatabaseSettings.EMBEDDED;
    }

    @BeforeEach
    void takeADayOfItsOwn() {
        run = new RunIdentity(LocalDate.of(2026, 1, 1).plusDays(DAY.incrementAndGet()), 1);
    }

    @BeforeAll
    void open(@TempDir Path folder) {
        data = folder;
        database = database();
        context = TestDays.open(data, database);
        launch = context.get(JobLaunch.class);
        jdbc = context.get(JdbcTemplate.class);
    }

    @AfterAll
    void close() {
        context.close();
    }

    @Test
    void aCompletedDayIsNotRunAgain() {
        Job job = TestDays.job(context, "a", TestDays.note(context));

        assertThat(launch.launch(job, run, Map.of("inputs", "one")).ending()).isEqualTo(Ending.COMPLETED);
        LaunchOutcome again = launch.launch(job, run, Map.of("inputs", "another"));

        assertThat(again.ending()).isEqualTo(Ending.ALREADY_COMPLETE);
        assertThat(again.ending().exitCode()).isEqualTo(ExitCode.ALREADY_DONE);
        assertThat(again.message()).isEqualTo("testDay of SPILLWAY for " + run + " is already done");
        assertThat(TestDays.notes(context, run)).containsExactly("a 0");
        RunIdentity correction = new RunIdentity(run.businessDate(), 2);
        assertThat(launch.launch(job, correction, Map.of()).ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void aFailedDayContinuesAtTheStepThatFailed() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Job job = TestDays.job(context, "a", TestDays.note(context), "b", failingWhile(broken),
                "c", TestDays.note(context));

        LaunchOutcome first = launch.launch(job, run, Map.of());
        assertThat(first.ending()).isEqualTo(Ending.FAILED);
        assertThat(first.message()).endsWith("failed: no ink");
        assertThat(first.failures()).hasSize(1);
        assertThat(TestDays.notes(context, run)).as("what the failed step wrote is rolled back")
                .containsExactly("a 0");

        broken.set(false);
        assertThat(launch.launch(job, run, Map.of()).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(TestDays.notes(context, run)).containsExactly("a 0", "b 0", "c 0");
    }

    @Test
    void aDayBlockedByItsDataSaysSo() {
        Tasklet blocking = (contribution, chunk) -> {
            throw new BlockedByData("WTI has no price; add it to prices.csv");
        };
        LaunchOutcome outcome = launch.launch(TestDays.job(context, "a", blocking), run, Map.of());
        assertThat(outcome.ending()).isEqualTo(Ending.BLOCKED);
        assertThat(outcome.ending().exitCode()).isEqualTo(ExitCode.BLOCKED_BY_DATA);
        assertThat(outcome.message()).endsWith("is blocked: WTI has no price; add it to prices.csv");
    }

    @Test
    void anUnknownParameterIsRefusedBeforeAnythingIsStored() {
        int before = count("BATCH_JOB_INSTANCE");
        Job job = TestDays.job(context, "a", TestDays.note(context));
        assertThatThrownBy(() -> launch.launch(job, run, Map.of("input", "x"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("testDay cannot be launched for " + run + ": input is no parameter of this job");
        assertThat(count("BATCH_JOB_INSTANCE")).isEqualTo(before);
    }

    @Test
    void onlyBusinessDateAndCycleAreIdentifying() {
        launch.launch(TestDays.job(context, "a", TestDays.note(context)), run, Map.of("inputs", "x"));
        assertThat(jdbc.queryForList("select PARAMETER_NAME || IDENTIFYING from BATCH_JOB_EXECUTION_PARAMS"
                + " where JOB_EXECUTION_ID = (select max(JOB_EXECUTION_ID) from BATCH_JOB_EXECUTION)"
                + " order by 1", String.class)).containsExactly("businessDateY", "cycleY", "inputsN");
    }

    @Test
    void whileOneRunsAnotherNodeIsToldSince() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<LaunchOutcome> first = inBackground(waiting(inside, goOn));
        inside.await();
        try (BatchContext other = TestDays.open(data, database)) {
            LaunchOutcome second = other.get(JobLaunch.class)
                    .launch(TestDays.job(other, "a", TestDays.note(other)), run, Map.of());
            assertThat(second.ending()).isEqualTo(Ending.ALREADY_RUNNING);
            assertThat(second.ending().exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(second.message()).contains("(" + run + ") since ")
                    .contains("by process " + ProcessHandle.current().pid());
        } finally {
            goOn.countDown();
        }
        assertThat(first.get().ending()).isEqualTo(Ending.COMPLETED);
    }

    @Test
    void theFirstLeaseOfAHouseIsGrantedToOneOfManyAtOnce() throws Exception {
        LeaseStore store = store(Duration.ofSeconds(30));
        for (int round = 0; round < 20; round++) {
            String house = "HOUSE " + round;
            List<CompletableFuture<LeaseStore.Answer>> answers = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> store.acquire(house, ThisProcess.newOwner(), run)))
                    .toList();
            int granted = 0;
            for (CompletableFuture<LeaseStore.Answer> answer : answers) {
                granted += answer.get().granted().isPresent() ? 1 : 0;
            }
            assertThat(granted).as(house).isEqualTo(1);
        }
    }

    @Test
    void anOwnerElsewhereIsReplacedOnlyAfterItsHeartbeatExpired() {
        Job job = TestDays.job(context, "a", TestDays.note(context));
        launch.launch(job, new RunIdentity(run.businessDate(), 7), Map.of());
        long token = token();
        jdbc.update("update HOUSE_LEASE set STATE = 'HELD', OWNER_HOST = 'far', OWNER_MACHINE = 'far', OWNER_PID = 1"
                + " where HOUSE = 'SPILLWAY'");
        jdbc.update("update HOUSE_LEASE_HEARTBEAT set EXPIRES_AT = current_timestamp + interval '60' second"
                + " where HOUSE = 'SPILLWAY'");
        assertThat(launch.launch(job, run, Map.of()).message()).contains("by process 1 on far");

        jdbc.update("update HOUSE_LEASE_HEARTBEAT set EXPIRES_AT = current_timestamp - interval '1' second"
                + " where HOUSE = 'SPILLWAY'");
        assertThat(launch.launch(job, run, Map.of()).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(token()).isEqualTo(token + 1);
    }

    @Test
    void aStepWhoseLeaseWasTakenOverWritesNothingMore() {
        Tasklet fenced = (contribution, chunk) -> {
            TestDays.done(context, run.businessDate().toString(), "a", 0);
            context.get(Fencing.class).check();
            return RepeatStatus.FINISHED;
        };
        Tasklet losing = (contribution, chunk) -> {
            jdbc.update("update HOUSE_LEASE set FENCING_TOKEN = FENCING_TOKEN + 1 where HOUSE = 'SPILLWAY'");
            return RepeatStatus.FINISHED;
        };
        LaunchOutcome outcome = launch.launch(TestDays.job(context, "lose", losing, "a", fenced), run, Map.of());
        assertThat(outcome.ending()).isEqualTo(Ending.FAILED);
        assertThat(outcome.message()).contains("another process has taken over the day of SPILLWAY");
        assertThat(TestDays.notes(context, run)).isEmpty();
        jdbc.update("update HOUSE_LEASE set STATE = 'RELEASED' where HOUSE = 'SPILLWAY'");
    }

    @Test
    void theTokenIsCheckedOnlyInsideATransactionAndALaunch() {
        Fencing fencing = context.get(Fencing.class);
        assertThatThrownBy(fencing::check).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in the transaction that writes");
        assertThatThrownBy(() -> context.get(TransactionTemplate.class).executeWithoutResult(status -> fencing.check()))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("no lease is held");
    }

    @Test
    void theHeartbeatGoesOnWhileAStepHoldsTheLeaseRow() throws Exception {
        LeaseStore store = store(Duration.ofSeconds(3));
        Lease lease = store.acquire("BEATING", ThisProcess.newOwner(), run).granted().orElseThrow();
        Fencing fencing = new Fencing(jdbc, Database.of(data, database));
        fencing.begin(lease);
        CountDownLatch renewed = new CountDownLatch(1);
        try (Heartbeat beat = Heartbeat.start(store, lease, new LeaseTiming(Duration.ofMillis(150)))) {
            assertThat(beat).isNotNull();
            context.get(TransactionTemplate.class).executeWithoutResult(status -> {
                fencing.check();
                Object before = beatAt();
                CompletableFuture.runAsync(() -> {
                    while (beatAt().equals(before)) {
                        Thread.onSpinWait();
                    }
                    renewed.countDown();
                });
                assertThat(await(renewed)).as("renewed while the row was held").isTrue();
            });
        }
    }

    @Test
    void aStoppedDayContinuesWhereItStopped() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean endless = new AtomicBoolean(true);
        Tasklet loop = (contribution, chunk) -> {
            inside.countDown();
            return RepeatStatus.continueIf(endless.get());
        };
        Job job = TestDays.job(context, "a", TestDays.note(context), "loop", loop, "z", TestDays.note(context));
        CompletableFuture<LaunchOutcome> first =
                CompletableFuture.supplyAsync(() -> launch.launch(job, run, Map.of()));
        inside.await();
        launch.stop();

        assertThat(first.get().ending()).isEqualTo(Ending.STOPPED);
        assertThat(TestDays.notes(context, run)).containsExactly("a 0");
        endless.set(false);
        assertThat(launch.launch(job, run, Map.of()).ending()).isEqualTo(Ending.COMPLETED);
        assertThat(TestDays.notes(context, run)).containsExactly("a 0", "z 0");
    }

    @Test
    void aStopDuringAStepOfOnePieceEndsTheDayBeforeTheNextStep() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<LaunchOutcome> first = inBackground(waiting(inside, goOn));
        inside.await();
        launch.stop();
        goOn.countDown();

        assertThat(first.get().ending()).isEqualTo(Ending.STOPPED);
        assertThat(TestDays.notes(context, run)).isEmpty();
    }

    @Test
    void aStopBeforeTheFirstStepRunsNone() {
        TrackedJob job = new TrackedJob(TestDays.job(context, "a", TestDays.note(context)));
        job.stop();
        assertThat(launch.launch(job, run, Map.of()).ending()).isEqualTo(Ending.STOPPED);
        assertThat(TestDays.notes(context, run)).isEmpty();
    }

    @Test
    void aJobWithAnIncrementerIsRefused() {
        Job job = new JobBuilder("x", context.get(JobRepository.class)).incrementer(parameters -> parameters)
                .start(new StepBuilder("s", context.get(JobRepository.class))
                        .tasklet(TestDays.note(context), context.get(PlatformTransactionManager.class)).build()).build();
        assertThatThrownBy(() -> launch.launch(job, run, Map.of())).hasMessageContaining("must not have an incrementer");
    }

    @Test
    void stoppingWhenNothingRunsDoesNothing() {
        launch.stop();
        assertThat(launch.launch(TestDays.job(context, "a", TestDays.note(context)), run, Map.of()).ending())
                .isEqualTo(Ending.COMPLETED);
    }

    @Test
    void aCommitOfUnknownOutcomeDoesNotBlockTheRestart() {
        brokenRun("update BATCH_STEP_EXECUTION set STATUS = 'UNKNOWN' where JOB_EXECUTION_ID = ?",
                "update BATCH_JOB_EXECUTION set STATUS = 'UNKNOWN' where JOB_EXECUTION_ID = ?");
    }

    @Test
    void aRunMarkedStoppedWhoseProcessDiedInAStepCanBeRestarted() {
        brokenRun("update BATCH_STEP_EXECUTION set STATUS = 'STARTED', END_TIME = null where JOB_EXECUTION_ID = ?",
                "update BATCH_JOB_EXECUTION set STATUS = 'STOPPED' where JOB_EXECUTION_ID = ?");
    }

    @Test
    void aRunThatDiedBeforeItsFirstStepCanBeRestarted() {
        brokenRun("delete from BATCH_STEP_EXECUTION_CONTEXT where STEP_EXECUTION_ID in"
                        + " (select STEP_EXECUTION_ID from BATCH_STEP_EXECUTION where JOB_EXECUTION_ID = ?)",
                "delete from BATCH_STEP_EXECUTION where JOB_EXECUTION_ID = ?",
                "update BATCH_JOB_EXECUTION set STATUS = 'STARTING', START_TIME = null, END_TIME = null,"
                        + " LAST_UPDATED = null where JOB_EXECUTION_ID = ?");
    }

    @Test
    void anInstanceThatNeverGotAnExecutionDoesNotBlockTheDay() {
        JobParameters parameters = new JobParametersBuilder()
                .addLocalDate(RunIdentity.BUSINESS_DATE, run.businessDate()).addLong(RunIdentity.CYCLE, 1L)
                .toJobParameters();
        context.get(JobRepository.class).createJobInstance("testDay", parameters);
        Job job = TestDays.job(context, "a", TestDays.note(context));
        assertThatThrownBy(() -> context.get(JobOperator.class).start(job, parameters))
                .as("why this needs care").isInstanceOf(IllegalStateException.class);
        assertThat(launch.launch(job, run, Map.of()).ending()).isEqualTo(Ending.COMPLETED);
    }

    /** A failed run, its records then changed to what a death at some moment leaves; must run to completion. */
    private void brokenRun(String... changes) {
        AtomicBoolean broken = new AtomicBoolean(true);
        Job job = TestDays.job(context, "b", failingWhile(broken));
        launch.launch(job, run, Map.of());
        Long execution = jdbc.queryForObject("select max(JOB_EXECUTION_ID) from BATCH_JOB_EXECUTION", Long.class);
        for (String change : changes) {
            assertThat(jdbc.update(change, execution)).isPositive();
        }
        broken.set(false);
        LaunchOutcome outcome = launch.launch(job, run, Map.of());
        assertThat(outcome.ending()).as(outcome.message()).isEqualTo(Ending.COMPLETED);
        assertThat(jdbc.queryForObject("select STATUS || ' ' || EXIT_MESSAGE from BATCH_JOB_EXECUTION"
                + " where JOB_EXECUTION_ID = ?", String.class, execution)).isEqualTo("FAILED the process that ran it died");
    }

    private CompletableFuture<LaunchOutcome> inBackground(Tasklet first) {
        Job job = TestDays.job(context, "wait", first, "z", TestDays.note(context));
        return CompletableFuture.supplyAsync(() -> launch.launch(job, run, Map.of()));
    }

    private static Tasklet waiting(CountDownLatch inside, CountDownLatch goOn) {
        return (contribution, chunk) -> {
            inside.countDown();
            await(goOn);
            return RepeatStatus.FINISHED;
        };
    }

    private Tasklet failingWhile(AtomicBoolean broken) {
        return (contribution, chunk) -> {
            TestDays.done(context, run.businessDate().toString(), "b", 0);
            if (broken.get()) {
                throw new IllegalStateException("no ink");
            }
            return RepeatStatus.FINISHED;
        };
    }

    private LeaseStore store(Duration expiry) {
        return new LeaseStore(context.get(SessionFactory.class), jdbc, context.get(TransactionTemplate.class),
                new LeaseTiming(expiry));
    }

    private Object beatAt() {
        return jdbc.queryForObject("select BEAT_AT from HOUSE_LEASE_HEARTBEAT where HOUSE = 'BEATING'",
                OffsetDateTime.class);
    }

    private long token() {
        return jdbc.queryForObject("select FENCING_TOKEN from HOUSE_LEASE where HOUSE = 'SPILLWAY'", Long.class);
    }

    private int count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Integer.class);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
