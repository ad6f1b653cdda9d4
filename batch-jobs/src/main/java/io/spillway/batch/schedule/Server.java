package io.spillway.batch.schedule;

import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.RunHistory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Database;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.transaction.PlatformTransactionManager;

/** The house's server: runs the end of day and fund sizings when they are due, until asked to stop. */
public final class Server {

    /** Days that never ran, named one by one; they are run in order anyway. */
    private static final int MOST_NAMED = 5;


    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final BatchContext context;
    private final EndOfDayRunner runner;
    private final FundSizingRunner sizing;
    private final Settings settings;
    private final Clock clock;
    private final DayDates dates;
    private final StatusLines lines;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * A server on an open context, which has to have beans of type {@link EndOfDayRunner} and
     * {@link FundSizingRunner}.
     *
     * @param out where the status lines go
     */
    public Server(BatchContext context, BusinessDays businessDays, PrintWriter out) {
        this.context = context;
        this.runner = context.get(EndOfDayRunner.class);
        this.sizing = context.get(FundSizingRunner.class);
        this.settings = context.get(Settings.class);
        this.clock = context.get(Clock.class);
        this.dates = new DayDates(settings.house(), businessDays);
        this.lines = new StatusLines(out, clock, settings.house().zone());
    }

    /**
     * Serves until {@link #stop} is called by another thread. A day that runs then is stopped at its next commit, and
     * this returns once it has stopped; launched again it continues there.
     *
     * @throws IllegalStateException when the schedule cannot be stored
     */
    public void serve() {
        InputsWait wait = InputsWait.from(context.get(OperatorSettings.class), clock);
        Scheduler scheduler = EndOfDaySchedule.create(context.get(DataSource.class),
                context.get(PlatformTransactionManager.class), context.get(Database.class).vendor(),
                (bundle, unused) -> bundle.getJobDetail().getJobClass() == FundSizingJob.class
                        ? new FundSizingJob(sizing, lines) : new EndOfDayJob(runner, dates, lines, wait));
        try {
            EndOfDaySchedule.install(scheduler, settings.house(), clock.instant());
            EndOfDaySchedule.installSizing(scheduler, settings, clock.instant());
            announce();
            scheduler.start();
            await();
            lines.say("stopping");
            scheduler.standby();
            runner.stop();
            // Waits for the job, whose thread is not interrupted.
            scheduler.shutdown(true);
            lines.say("stopped");
        } catch (SchedulerException e) {
            throw new IllegalStateException("the schedule cannot be kept in " + context.get(Database.class).place()
                    + ": " + e.getMessage(), e);
        }
    }

    /** Asks the server to end. Returns at once; {@link #serve} returns when everything has stopped. */
    public void stop() {
        stopping.countDown();
    }

    private void announce() {
        Instant now = clock.instant();
        lines.say("serving " + settings.house().name() + " from " + context.get(Database.class).place());
        SortedMap<LocalDate, BatchStatus> history = history();
        Set<LocalDate> done = history.entrySet().stream().filter(day -> day.getValue() == BatchStatus.COMPLETED)
                .map(Map.Entry::getKey).collect(Collectors.toSet());
        if (!history.isEmpty()) {
            List<LocalDate> outstanding = List.copyOf(dates.outstanding(history.firstKey(), done, now));
            for (LocalDate date : outstanding.subList(0, Math.min(MOST_NAMED, outstanding.size()))) {
                BatchStatus status = history.get(date);
                lines.say("business day " + date + (status == null ? " never ran"
                        : " did not complete (" + status + ")") + "; to run it: eod --date " + date);
            }
            if (outstanding.size() > MOST_NAMED) {
                lines.say("and " + (outstanding.size() - MOST_NAMED) + " more business days up to "
                        + outstanding.get(outstanding.size() - 1));
            }
        }
        dates.nextFiring(now).ifPresentOrElse(next -> {
            LocalDate date = dates.businessDate(next);
            lines.say("next firing " + lines.local(next) + " for business day " + date);
            if (!settings.holidays().covers(date)) {
                lines.say("the calendar " + settings.house().calendar() + " has no holiday in " + date.getYear()
                        + "; bring it up to date");
            }
        }, () -> lines.say("the schedule " + settings.house().endOfDayCron() + " never fires again"));
        new WallClockCron(settings.sizing().schedule(), settings.house().zone()).next(now)
                .ifPresent(next -> lines.say("next fund sizing " + lines.local(next)));
    }

    private SortedMap<LocalDate, BatchStatus> history() {
        try (Connection connection = context.get(DataSource.class).getConnection()) {
            return RunHistory.byDate(connection, runner.jobName());
        } catch (SQLException e) {
            throw new IllegalStateException("the history of runs cannot be read", e);
        }
    }

    private void await() {
        try {
            stopping.await();
        } catch (InterruptedException e) {
            // As good as being asked to stop. Not passed on: what follows needs the database.
            LOG.info("interrupted, stopping", e);
        }
    }
}
