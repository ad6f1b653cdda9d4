package io.spillway.batch.sizing;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.DayComputation;
import io.spillway.batch.launch.JobLaunch;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.RunIdentity;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.waterfall.sizing.FundSizing;
import io.spillway.waterfall.sizing.ReverseStress;
import io.spillway.waterfall.sizing.ScenarioEngine;
import io.spillway.waterfall.sizing.ScenarioOutcome;
import io.spillway.waterfall.sizing.StressHouse;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.springframework.batch.core.job.Job;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sizes the insurance fund on the close of a date: runs the scenarios once, draws the conclusions as often as asked. */
public final class SizeFund {

    /** Candidates of the reverse stress test: the scenarios with the largest needs, or else the largest Cover-2. */
    private static final int CANDIDATES = 20;

    private final Job job;
    private final JobLaunch launch;
    private final SizingSteps steps;
    private final CycleStore cycles;
    private final Ground ground;
    private final TransactionTemplate transaction;

    SizeFund(Job job, JobLaunch launch, SizingSteps steps, CycleStore cycles, Ground ground) {
        this.job = job;
        this.launch = launch;
        this.steps = steps;
        this.cycles = cycles;
        this.ground = ground;
        this.transaction = new TransactionTemplate(ground.transactions());
    }

    /** What this stands on. */
    record Ground(JdbcTemplate jdbc, DayComputation computation, PlatformTransactionManager transactions) {
    }

    /**
     * A sizing that is done.
     *
     * @param cycle the close that it is of
     * @param base currency of all amounts, which are its minor units
     * @param scenarios every one with its name and critical fund
     * @param reverse empty where no candidate uses up the prefunded layers
     */
    public record Sized(ClearingCycleRow cycle, SizingRequest request, CurrencyUnit base, StressHouse house,
                        FundSizing figures, List<SizedScenario> scenarios, Optional<ReverseStress.Found> reverse,
                        Source source) {
    }

    /** A scenario's outcome with its name and the fund that would have been enough. */
    public record SizedScenario(String name, ScenarioOutcome outcome, long criticalFund) {
    }

    /** What the scenarios were made from. */
    public record Source(String description, List<String> instruments, int windows) {
    }

    /**
     * Runs the scenarios that are not done yet.
     *
     * @param progress is told how many are done
     * @return how it ended; a request that was run in full before is no failure
     * @throws CommandFailure if the date is not closed
     */
    public LaunchOutcome run(LocalDate date, SizingRequest request, int threads, IntConsumer progress) {
        ClearingCycleRow cycle = official(date);
        steps.prepare(request, threads, progress);
        try {
            return launch.launch(job, new RunIdentity(cycle.businessDate(), cycle.cycleNo(), request.text()), Map.of());
        } finally {
            steps.end();
        }
    }

    private ClearingCycleRow official(LocalDate date) {
        return transaction.execute(status -> cycles.official(date)).orElseThrow(() -> new CommandFailure(
                ExitCode.BLOCKED_BY_DATA, date + " is not closed; run eod --date " + date + " first"));
    }

    /**
     * Draws the conclusions of a run that is done.
     *
     * @throws CommandFailure if it is not
     */
    public Sized conclude(LocalDate date, SizingRequest request) {
        ClearingCycleRow cycle = official(date);
        return transaction.execute(status -> {
            SizingStore store = new SizingStore(ground.jdbc());
            SizingHouse sizing = SizingHouse.read(ground.jdbc(), ground.computation(), cycle, request);
            long id = store.find(cycle, request).orElseThrow(() -> unfinished(request));
            if (store.done(id) < sizing.source().size()) {
                throw unfinished(request);
            }
            List<SizedScenario> scenarios = store.results(id).stream()
                    .map(r -> new SizedScenario(r.name(), r.outcome(), r.criticalFund())).toList();
            FundSizing figures = FundSizing.of(sizing.house(), request.rules(), store.runs(id, sizing.house()),
                    request.seed());
            return new Sized(cycle, request, sizing.base(), sizing.house(), figures, scenarios, reverse(sizing, scenarios),
                    new Source(sizing.description(), sizing.source().instruments(), sizing.history().windows()));
        });
    }

    private static CommandFailure unfinished(SizingRequest request) {
        return new CommandFailure(ExitCode.FAILED, "the sizing is not finished: " + request.text()
                + "; launch it again to continue");
    }

    private static Optional<ReverseStress.Found> reverse(SizingHouse sizing, List<SizedScenario> scenarios) {
        List<Integer> candidates = scenarios.stream().sorted(Comparator
                .comparingLong((SizedScenario s) -> s.outcome().need()).thenComparingLong(s -> s.outcome().cover2())
                .reversed().thenComparingInt(s -> s.outcome().number()))
                .limit(CANDIDATES).map(s -> s.outcome().number()).toList();
        return new ReverseStress(new ScenarioEngine(sizing.house(), sizing.source().instruments()), sizing.covariance())
                .among(candidates, sizing.source()::scenario);
    }
}
