package io.spillway.batch.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.settings.ConfigDirectory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import io.spillway.batch.store.TestPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

@Timeout(40)
class ServerTest {

    private static final String NEW_YEAR_ONLY = "0 0 3 1 1 ?";
    private static final String EVERY_SECOND = "* * * * * ?";

    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private Clock clock = Clock.systemUTC();

    static Stream<DatabaseSettings> databases() {
        return Stream.of(DatabaseSettings.EMBEDDED, TestPostgres.freshDatabase());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aDueDayIsRunAndAFailureDoesNotEndTheSchedule(DatabaseSettings database) throws Exception {
        try (BatchContext context = open(database, EVERY_SECOND)) {
            Runner runner = context.get(Runner.class);
            Server server = server(context);
            CompletableFuture<Void> serving = CompletableFuture.runAsync(server::serve);
            runner.next = Ending.FAILED;
            LocalDate first = runner.started.poll(10, TimeUnit.SECONDS);
            LocalDate second = runner.started.poll(10, TimeUnit.SECONDS);
            server.stop();
            serving.get();

            assertThat(first).isNotNull();
            assertThat(second).isEqualTo(first);
            assertThat(lines()).first().asString().startsWith("serving SPILLWAY from ");
            assertThat(lines()).contains("day " + first + " begins", "day " + first + " failed: as asked", "stopping");
            assertThat(lines()).anyMatch(line -> line.startsWith("next firing "));
            assertThat(lines()).last().isEqualTo("stopped");
            assertThat(runner.stops).isEqualTo(1);
        }
    }

    @Test
    void theFundIsSizedOnItsOwnScheduleBesideTheDays() throws Exception {
        BatchContext.Start start = new BatchContext.Start(
                OperatorSettings.load(new ConfigDirectory(data.resolve("no-config"))),
                Settings.defaults().with("house.endOfDay", NEW_YEAR_ONLY).with("sizing.schedule", EVERY_SECOND),
                Database.of(data, DatabaseSettings.EMBEDDED), Creation.ALLOWED, clock);
        try (BatchContext context = BatchContext.open(start, RunnerConfiguration.class)) {
            Server server = server(context);
            CompletableFuture<Void> serving = CompletableFuture.runAsync(server::serve);
            assertThat(context.get(Sizing.class).ran.poll(10, TimeUnit.SECONDS)).isNotNull();
            server.stop();
            serving.get();
            assertThat(lines()).contains("fund sizing begins", "fund sizing: the fund is large enough");
            assertThat(lines()).anyMatch(line -> line.startsWith("next fund sizing "));
            assertThat(context.get(Runner.class).started).isEmpty();
        }
    }

    @Test
    void aFiringThatWasMissedIsMadeUpForOnceAndAtOnce() throws Exception {
        try (BatchContext context = open(DatabaseSettings.EMBEDDED, NEW_YEAR_ONLY)) {
            serveBriefly(context);
            Runner runner = context.get(Runner.class);
            assertThat(runner.started).as("nothing is due on the first start").isEmpty();
            context.get(JdbcTemplate.class).update("update QRTZ_TRIGGERS set NEXT_FIRE_TIME = ?",
                    Instant.now(clock).minusSeconds(3600).toEpochMilli());

            Server server = server(context);
            CompletableFuture<Void> serving = CompletableFuture.runAsync(server::serve);
            assertThat(runner.started.poll(10, TimeUnit.SECONDS)).isNotNull();
            server.stop();
            serving.get();
            assertThat(runner.started).isEmpty();
        }
    }

    @Test
    void aTriggerIsReplacedOnlyWhenTheScheduleChanged() throws Exception {
        try (BatchContext context = open(DatabaseSettings.EMBEDDED, NEW_YEAR_ONLY)) {
            Scheduler scheduler = EndOfDaySchedule.create(context.get(DataSource.class),
                    context.get(PlatformTransactionManager.class), context.get(Database.class).vendor(),
                    (bundle, unused) -> null);
            Settings settings = context.get(Settings.class);
            EndOfDaySchedule.install(scheduler, settings.house(), clock.instant());
            context.get(JdbcTemplate.class).update("update QRTZ_TRIGGERS set NEXT_FIRE_TIME = 1000");
            EndOfDaySchedule.install(scheduler, settings.house(), clock.instant());
            assertThat(scheduler.getTrigger(EndOfDaySchedule.TRIGGER).getNextFireTime()).isEqualTo(new Date(1000));

            Settings other = settings.with("house.zone", "Asia/Tokyo");
            EndOfDaySchedule.install(scheduler, other.house(), Instant.parse("2026-01-01T18:00:00Z"));
            assertThat(scheduler.getTrigger(EndOfDaySchedule.TRIGGER)).isInstanceOf(WallClockCronTrigger.class);
            assertThat(scheduler.getTrigger(EndOfDaySchedule.TRIGGER).getNextFireTime().toInstant())
                    .isEqualTo("2026-12-31T18:00:00Z");
            scheduler.shutdown();
        }
    }

    @Test
    void daysThatNeverRanOrDidNotCompleteAreNamedAtTheStart() throws Exception {
        clock = Clock.fixed(Instant.parse("2026-04-01T20:00:00Z"), ZoneOffset.UTC);
        try (BatchContext context = open(DatabaseSettings.EMBEDDED, "0 30 18 ? * MON-FRI")) {
            record(context, "2026-03-27", "COMPLETED");
            record(context, "2026-03-30", "FAILED");
            record(context, "2026-04-01", "COMPLETED");
            serveBriefly(context);
            assertThat(lines()).contains(
                    "business day 2026-03-30 did not complete (FAILED); to run it: eod --date 2026-03-30",
                    "business day 2026-03-31 never ran; to run it: eod --date 2026-03-31",
                    "next firing 2026-04-02T18:30:00+02:00 for business day 2026-04-02");
            assertThat(lines()).noneMatch(line -> line.contains("2026-03-27") || line.contains("day 2026-04-01"));
            assertThat(out.toString()).contains("2026-04-01T22:00:00+02:00  serving");
        }
    }

    @Test
    void theQuartzJobThrowsUnlessTheDayIsDone() throws Exception {
        Runner runner = new Runner();
        Settings settings = Settings.defaults();
        EndOfDayJob job = new EndOfDayJob(runner, new DayDates(settings.house(), settings.holidays()::isBusinessDay),
                new StatusLines(new PrintWriter(out, true), clock, settings.house().zone()),
                new InputsWait(Duration.ofMinutes(1), Duration.ofSeconds(1), clock));
        for (Ending ending : Ending.values()) {
            runner.next = ending;
            if (ending == Ending.COMPLETED || ending == Ending.ALREADY_COMPLETE) {
                job.execute(firing());
            } else {
                assertThatThrownBy(() -> job.execute(firing())).as(ending.name())
                        .isInstanceOf(JobExecutionException.class).hasMessage("as asked");
            }
        }
        runner.next = null;
        assertThatThrownBy(() -> job.execute(firing())).isInstanceOf(JobExecutionException.class)
                .hasRootCauseMessage("no ending");
        assertThat(lines()).contains("day 2026-03-27 already running: as asked", "day 2026-03-27 failed: no ending");
    }

    @Test
    void fault1ADayWhoseFilesAreMissingIsLookedForAgainAndRunOnceTheyAreThere() throws Exception {
        Files.writeString(Files.createDirectories(data.resolve("config")).resolve("application.yml"),
                "spillway:\n  inputs:\n    checkSeconds: 1\n");
        OperatorSettings often = OperatorSettings.load(new ConfigDirectory(data.resolve("config")));
        try (BatchContext context = open(DatabaseSettings.EMBEDDED, NEW_YEAR_ONLY, often)) {
            serveBriefly(context);
            Runner runner = context.get(Runner.class);
            runner.looksInVain = 2;
            context.get(JdbcTemplate.class).update("update QRTZ_TRIGGERS set NEXT_FIRE_TIME = ?",
                    Instant.now(clock).minusSeconds(3600).toEpochMilli());
            Server server = server(context);
            CompletableFuture<Void> serving = CompletableFuture.runAsync(server::serve);
            LocalDate date = runner.started.poll(30, TimeUnit.SECONDS);
            server.stop();
            serving.get();
            assertThat(date).isNotNull();
            assertThat(runner.looksInVain).isNegative();
            assertThat(lines()).filteredOn(line -> line.startsWith("day " + date + " waits for its manifest until "))
                    .as("said once").hasSize(1);
            assertThat(runner.started).isEmpty();
        }
    }

    @Test
    void fault1TheWaitEndsInAnAlertAtItsDeadlineAndNothingIsRun() {
        clock = Clock.fixed(Instant.parse("2026-03-27T19:30:00Z"), ZoneOffset.UTC);
        Runner runner = new Runner();
        runner.looksInVain = 1;
        Settings settings = Settings.defaults();
        EndOfDayJob job = new EndOfDayJob(runner, new DayDates(settings.house(), settings.holidays()::isBusinessDay),
                new StatusLines(new PrintWriter(out, true), clock, settings.house().zone()),
                new InputsWait(Duration.ofMinutes(120), Duration.ofMinutes(1), clock));
        JobDataMap look = new JobDataMap();
        look.put(EndOfDayJob.DATE, "2026-03-27");
        look.put(EndOfDayJob.UNTIL, "2026-03-27T19:30:00Z");
        assertThatThrownBy(() -> job.execute(firing(look))).isInstanceOf(JobExecutionException.class);
        assertThat(lines()).singleElement().asString().startsWith("ALERT: day 2026-03-27 waited for its manifest until"
                + " 2026-03-27T20:30:00+01:00").endsWith("eod --date 2026-03-27");
        assertThat(runner.started).isEmpty();
    }

    private void serveBriefly(BatchContext context) {
        Server server = server(context);
        server.stop();
        server.serve();
    }

    private Server server(BatchContext context) {
        return new Server(context, context.get(Settings.class).holidays()::isBusinessDay, new PrintWriter(out, true));
    }

    /** The status lines without their times. */
    private List<String> lines() {
        return out.toString().lines().map(line -> line.substring(line.indexOf("  ") + 2)).toList();
    }

    private BatchContext open(DatabaseSettings database, String cron) {
        return open(database, cron, OperatorSettings.load(new ConfigDirectory(data.resolve("no-config"))));
    }

    private BatchContext open(DatabaseSettings database, String cron, OperatorSettings operator) {
        return BatchContext.open(new BatchContext.Start(operator,
                Settings.defaults().with("house.endOfDay", cron), Database.of(data, database), Creation.ALLOWED, clock),
                RunnerConfiguration.class);
    }

    private static void record(BatchContext context, String date, String status) {
        JdbcTemplate jdbc = context.get(JdbcTemplate.class);
        Long id = jdbc.queryForObject("select next value for BATCH_JOB_INSTANCE_SEQ", Long.class);
        jdbc.update("insert into BATCH_JOB_INSTANCE values (?, 0, 'testDay', ?)", id, date);
        jdbc.update("insert into BATCH_JOB_EXECUTION (JOB_EXECUTION_ID, JOB_INSTANCE_ID, CREATE_TIME, STATUS)"
                + " values (?, ?, current_timestamp, ?)", id, id, status);
        jdbc.update("insert into BATCH_JOB_EXECUTION_PARAMS values (?, 'businessDate', 'java.time.LocalDate', ?, 'Y')",
                id, date);
    }

    private static JobExecutionContext firing() {
        return firing(new JobDataMap());
    }

    private static JobExecutionContext firing(JobDataMap map) {
        Date moment = Date.from(Instant.parse("2026-03-27T17:30:00Z"));
        return (JobExecutionContext) Proxy.newProxyInstance(ServerTest.class.getClassLoader(),
                new Class<?>[] {JobExecutionContext.class}, (self, method, args) -> switch (method.getName()) {
                    case "getScheduledFireTime", "getFireTime" -> moment;
                    case "getMergedJobDataMap" -> map;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Notes that it ran. */
    static final class Sizing implements FundSizingRunner {

        private final LinkedBlockingQueue<String> ran = new LinkedBlockingQueue<>();

        @Override
        public String run() {
            ran.add("");
            return "the fund is large enough";
        }
    }

    /** Notes what it was asked to run, and ends as told. */
    static final class Runner implements EndOfDayRunner {

        private final LinkedBlockingQueue<LocalDate> started = new LinkedBlockingQueue<>();
        private volatile Ending next = Ending.COMPLETED;
        private volatile int stops;
        private volatile int looksInVain;

        @Override
        public Optional<String> waitsFor(LocalDate businessDate) {
            return looksInVain-- > 0 ? Optional.of("its manifest") : Optional.empty();
        }

        @Override
        public String jobName() {
            return "testDay";
        }

        @Override
        public LaunchOutcome run(LocalDate businessDate) {
            started.add(businessDate);
            if (next == null) {
                throw new IllegalStateException("no ending");
            }
            return new LaunchOutcome(next, "as asked", List.of());
        }

        @Override
        public void stop() {
            stops++;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class RunnerConfiguration {

        @Bean
        Sizing sizing() {
            return new Sizing();
        }

        @Bean
        Runner runner() {
            return new Runner();
        }
    }
}
