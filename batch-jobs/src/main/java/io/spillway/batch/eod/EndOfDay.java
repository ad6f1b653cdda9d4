package io.spillway.batch.eod;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ingest.InputFolder;
import io.spillway.batch.ingest.ReceivedFiles;
import io.spillway.batch.launch.JobLaunch;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.RunIdentity;
import io.spillway.batch.report.ReportIndex;
import io.spillway.batch.store.ActKind;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.batch.core.job.Job;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts and restarts the end of day: decides whether the day may run, and launches the job under its identity. */
public final class EndOfDay {

    private final Job job;
    private final JobLaunch launch;
    private final CycleStore cycles;
    private final CyclePlan plan;
    private final ReportIndex index;
    private final TransactionTemplate transaction;
    private final ReceivedFiles received;
    private final EndOfDayJobConfiguration.StepMaker steps;

    /** What this stands on. */
    record Ground(CyclePlan plan, ReportIndex index, PlatformTransactionManager transactions,
                  EndOfDayJobConfiguration.StepMaker steps, ReceivedFiles received) {
    }

    EndOfDay(Job job, JobLaunch launch, CycleStore cycles, Ground ground) {
        this.job = job;
        this.launch = launch;
        this.cycles = cycles;
        this.plan = ground.plan();
        this.index = ground.index();
        this.steps = ground.steps();
        this.received = ground.received();
        this.transaction = new TransactionTemplate(ground.transactions());
    }

    /**
     * A day to run.
     *
     * @param inputs folder with reference/ and a folder per business date
     * @param reports folder that the workbooks go to
     * @param approval who answers for approvable findings, if anybody does; of a correction, who wants it and why
     * @param progress hears of each step
     */
    public record Request(LocalDate businessDate, Path inputs, Path reports, Optional<CycleStore.Approval> approval,
                          DayProgress progress) {
    }

    /**
     * Runs the day to its close, or continues it where it stopped.
     *
     * @return how it ended; a date that is done already is no failure
     * @throws CommandFailure if the date is no business day, if the business day before it is not closed, or while a
     *     correction is unfinished
     */
    public LaunchOutcome run(Request request) {
        return run(request, ActKind.APPROVE_FINDINGS);
    }

    /**
     * Runs a day whose prices.csv did not come: the last marks stand in, on somebody's answer (fault 1).
     *
     * @throws CommandFailure as {@link #run(Request)}
     * @throws IllegalArgumentException if nobody answers for it
     */
    public LaunchOutcome runAtPreviousPrices(Request request) {
        if (request.approval().isEmpty()) {
            throw new IllegalArgumentException("somebody answers for marking at previous prices");
        }
        return run(request, ActKind.PREVIOUS_PRICES);
    }

    private LaunchOutcome run(Request request, ActKind act) {
        transaction.executeWithoutResult(status -> plan.requireNoCorrection());
        Optional<ClearingCycleRow> done = transaction.execute(status -> cycles.official(request.businessDate()));
        if (done.isPresent() && launch.isUnnoted(job, new RunIdentity(request.businessDate(), done.get().cycleNo()))) {
            return launch(request, done.get().cycleNo(), ActKind.APPROVE_FINDINGS);
        }
        if (done.isPresent()) {
            // The process that closed it may have died before it wrote the index.
            return indexed(new LaunchOutcome(LaunchOutcome.Ending.ALREADY_COMPLETE, "the day "
                    + request.businessDate() + " is already closed (cycle " + done.get().cycleNo() + ", digest "
                    + done.get().digest() + ")" + late(request, done.get()), List.of()), request.reports());
        }
        int cycleNo = transaction.execute(status -> plan.toRun(request.businessDate()));
        return launch(request, cycleNo, act);
    }

    /** What lies in the folder of a closed day and was not read (fault 2). */
    private String late(Request request, ClearingCycleRow closed) {
        ReceivedFiles.Reader reader = new ReceivedFiles.Reader(closed.businessDate(), closed.cycleNo(),
                closed.cycleId());
        return transaction.execute(status -> received.late(reader, new InputFolder(request.inputs()), closed.house()))
                .map(files -> "; " + files).orElse("");
    }

    /**
     * Continues the cycle of the date that was begun and is not done, a correction too.
     *
     * @throws CommandFailure as {@link #run}, if there is none
     */
    public LaunchOutcome resume(Request request) {
        Optional<ClearingCycleRow> cycle = unfinished().filter(c -> c.businessDate().equals(request.businessDate()));
        return cycle.isPresent() ? launch(request, cycle.get().cycleNo(), ActKind.APPROVE_FINDINGS) : run(request);
    }

    /**
     * Corrects the latest official date, or a held one, by a new cycle from the same opening (rule 2.3). A correction
     * whose inputs are not accepted goes on with those of this request.
     *
     * @throws CommandFailure if the date is not to be corrected
     * @throws IllegalArgumentException if nobody answers for it
     */
    public LaunchOutcome correct(Request request) {
        if (request.approval().isEmpty()) {
            throw new IllegalArgumentException("somebody answers for a correction");
        }
        int cycleNo = transaction.execute(status -> plan.correction(request.businessDate()).cycleNo());
        return launch(request, cycleNo, ActKind.CORRECT);
    }

    private LaunchOutcome launch(Request request, int cycleNo, ActKind act) {
        Map<String, String> details = new HashMap<>();
        details.put(EndOfDayJobConfiguration.INPUTS, request.inputs().toAbsolutePath().normalize().toString());
        details.put(EndOfDayJobConfiguration.REPORTS, request.reports().toAbsolutePath().normalize().toString());
        request.approval().ifPresent(approval -> {
            details.put(EndOfDayJobConfiguration.ACT, act.name());
            details.put(EndOfDayJobConfiguration.APPROVED_BY, approval.approvedBy());
            details.put(EndOfDayJobConfiguration.REASON, approval.reason());
        });
        steps.reportTo(request.progress());
        try {
            LaunchOutcome outcome = launch.launch(job, new RunIdentity(request.businessDate(), cycleNo), details);
            return outcome.ending() == LaunchOutcome.Ending.COMPLETED ? indexed(outcome, request.reports()) : outcome;
        } finally {
            steps.reportTo(DayProgress.NONE);
        }
    }

    /** The day is closed, whether its index can be written or not. */
    private LaunchOutcome indexed(LaunchOutcome outcome, Path reports) {
        try {
            index.write(reports);
            return outcome;
        } catch (UncheckedIOException e) {
            return new LaunchOutcome(outcome.ending(), outcome.message() + "; but the index of the reports is not up to"
                    + " date: " + e.getMessage(), List.of(e));
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

    /** The newest cycle of a date that is done or under way, and the one it corrects. */
    public Optional<Pair> newest(LocalDate businessDate) {
        return transaction.execute(status -> cycles.unfinished().filter(c -> c.businessDate().equals(businessDate))
                .or(() -> cycles.official(businessDate)).map(cycle -> new Pair(cycle,
                        Optional.ofNullable(cycle.supersedes()).map(cycles::get))));
    }

    /** A cycle and the one it corrects. */
    public record Pair(ClearingCycleRow cycle, Optional<ClearingCycleRow> corrected) {
    }

    /** The business day after the last one closed; empty before the first. */
    public Optional<LocalDate> nextDue() {
        return transaction.execute(status -> cycles.latestDone().map(last ->
                plan.calendar().next(last.businessDate())));
    }
}
