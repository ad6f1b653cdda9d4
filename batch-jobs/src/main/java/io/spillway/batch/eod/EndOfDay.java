package io.spillway.batch.eod;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.launch.JobLaunch;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.RunIdentity;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.domain.calendar.BusinessCalendar;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.batch.core.job.Job;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts and restarts the end of day: decides whether the day may run, and launches the job under its identity. */
public final class EndOfDay {

    private static final int FIRST_CYCLE = 1;

    private final Job job;
    private final JobLaunch launch;
    private final CycleStore cycles;
    private final JdbcTemplate jdbc;
    private final Settings settings;
    private final TransactionTemplate transaction;
    private final EndOfDayJobConfiguration.StepMaker steps;

    /** What this stands on. */
    record Ground(JdbcTemplate jdbc, Settings settings, PlatformTransactionManager transactions,
                  EndOfDayJobConfiguration.StepMaker steps) {
    }

    EndOfDay(Job job, JobLaunch launch, CycleStore cycles, Ground ground) {
        this.job = job;
        this.launch = launch;
        this.cycles = cycles;
        this.jdbc = ground.jdbc();
        this.settings = ground.settings();
        this.steps = ground.steps();
        this.transaction = new TransactionTemplate(ground.transactions());
    }

    /**
     * A day to run.
     *
     * @param inputs folder with reference/ and a folder per business date
     * @param reports folder that the workbooks go to
     * @param approval who answers for approvable findings, if anybody does
     * @param progress hears of each step
     */
    public record Request(LocalDate businessDate, Path inputs, Path reports, Optional<CycleStore.Approval> approval,
                          DayProgress progress) {
    }

    /**
     * Runs the day to its close, or continues it where it stopped.
     *
     * @return how it ended; a date that is done already is no failure
     * @throws CommandFailure if the date is no business day, or the business day before it is not closed
     */
    public LaunchOutcome run(Request request) {
        Optional<ClearingCycleRow> done = transaction.execute(status -> cycles.official(request.businessDate()));
        if (done.isPresent()) {
            return new LaunchOutcome(LaunchOutcome.Ending.ALREADY_COMPLETE, "the day " + request.businessDate()
                    + " is already closed (cycle " + done.get().cycleNo() + ", digest " + done.get().digest() + ")",
                    List.of());
        }
        transaction.executeWithoutResult(status -> requireTurn(request.businessDate()));
        Map<String, String> details = new HashMap<>();
        details.put(EndOfDayJobConfiguration.INPUTS, request.inputs().toAbsolutePath().normalize().toString());
        details.put(EndOfDayJobConfiguration.REPORTS, request.reports().toAbsolutePath().normalize().toString());
        request.approval().ifPresent(approval -> {
            details.put(EndOfDayJobConfiguration.APPROVED_BY, approval.approvedBy());
            details.put(EndOfDayJobConfiguration.REASON, approval.reason());
        });
        steps.reportTo(request.progress());
        try {
            return launch.launch(job, new RunIdentity(request.businessDate(), FIRST_CYCLE), details);
        } finally {
            steps.reportTo(DayProgress.NONE);
        }
    }

    /** Asks a running day to stop at its next commit, restartable. */
    public void stop() {
        launch.stop();
    }

    /** The day that was begun and is not done, if there is one. */
    public Optional<ClearingCycleRow> unfinished() {
        return transaction.execute(status -> cycles.unfinished());
    }

    /** The business day after the last one closed; empty before the first. */
    public Optional<LocalDate> nextDue() {
        return transaction.execute(status -> cycles.latestDone().map(last -> calendar().next(last.businessDate())));
    }

    /** Days run one after another: each needs the official close of the business day before (rule 2.3). */
    private void requireTurn(LocalDate date) {
        BusinessCalendar calendar = calendar();
        if (!calendar.isBusinessDay(date)) {
            throw new CommandFailure(ExitCode.BLOCKED_BY_DATA, date + " is no business day ("
                    + calendar.whyClosed(date) + "); the next one is " + calendar.next(date));
        }
        Optional<ClearingCycleRow> last = cycles.latestDone();
        if (last.isEmpty()) {
            return;
        }
        LocalDate due = calendar.next(last.get().businessDate());
        if (date.isBefore(due)) {
            throw new CommandFailure(ExitCode.BLOCKED_BY_DATA, date + " lies before the last closed day, "
                    + last.get().businessDate() + "; the house's first day cannot be run after later ones");
        }
        if (date.isAfter(due)) {
            throw new CommandFailure(ExitCode.BLOCKED_BY_DATA, date + " cannot run before the business day "
                    + due + " is closed; run eod --date " + due + " first");
        }
    }

    /** The configured holidays and those that the house's reference files brought. */
    private BusinessCalendar calendar() {
        Map<LocalDate, String> holidays = new HashMap<>(settings.holidays().names());
        jdbc.query("select holiday_date, name from holiday", row -> {
            holidays.put(row.getObject(1, LocalDate.class), row.getString(2));
        });
        return new BusinessCalendar(holidays);
    }
}
