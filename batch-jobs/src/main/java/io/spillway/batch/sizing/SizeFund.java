package io.spillway.batch.sizing;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.DayComputation;
import io.spillway.batch.launch.JobLaunch;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.launch.RunIdentity;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.domain.money.CurrencyUnit;
import io.spillway.waterfall.scenario.HypotheticalScenario;
import io.spillway.waterfall.sizing.FundSizing;
import io.spillway.waterfall.sizing.ReverseStress;
import io.spillway.waterfall.sizing.ScenarioEngine;
import io.spillway.waterfall.sizing.ScenarioOutcome;
import io.spillway.waterfall.sizing.Sensitivity;
import io.spillway.waterfall.sizing.StressHouse;
import io.spillway.waterfall.sizing.Variation;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
     * @param named the house's hypothetical scenarios, each run once whatever the source
     * @param sensitivities in the order of {@link Variation#ALL}; empty where they were not asked for
     * @param reverse empty where no candidate uses up the prefunded layers
     */
    public record Sized(ClearingCycleRow cycle, SizingRequest request, CurrencyUnit base, StressHouse house,
                        FundSizing figures, List<SizedScenario> scenarios, List<NamedScenario> named,
                        List<Sensitivity> sensitivities, Optional<ReverseStress.Found> reverse, Source source) {
    }

    /** Hears how far a run is, from several threads. */
    @FunctionalInterface
    public interface Progress {

        /** @param done of {@code size} scenarios */
        void done(int done, int size);
    }

    /** What a hypothetical scenario would cost. */
    public record NamedScenario(HypotheticalScenario scenario, ScenarioOutcome outcome) {
    }

    /**
     * How a launch goes about it; cannot be seen in the results.
     *
     * @param rangeScenarios how many scenarios a thread takes at once
     */
    public record Pace(int threads, int rangeScenarios) {

        /** Every processor, in ranges of 200. */
        public static Pace standard() {
            return of(Runtime.getRuntime().availableProcessors());
        }

        public static Pace of(int threads) {
            return new Pace(threads, 200);
        }

        public Pace {
            if (threads < 1 || rangeScenarios < 1) {
                throw new IllegalArgumentException("--threads must be at least 1, not " + threads);
            }
        }
    }

    /** A scenario's outcome with its name and the fund that would have been enough. */
    public record SizedScenario(String name, ScenarioOutcome outcome, long criticalFund) {
    }

    /**
     * What the scenarios were made from.
     *
     * @param sha256 digest of the set, as its file has it
     */
    public record Source(String description, String sha256, List<String> instruments) {
    }

    /**
     * Runs the scenarios that are not done yet.
     *
     * @param progress is told how many are done
     * @return how it ended; a request that was run in full before is no failure
     * @throws CommandFailure if the date is not closed
     */
    public LaunchOutcome run(LocalDate date, SizingRequest request, Pace pace, Progress progress) {
        ClearingCycleRow cycle = official(date);
        steps.prepare(request, pace, progress);
        LaunchOutcome outcome = launch.launch(job,
                new RunIdentity(cycle.businessDate(), cycle.cycleNo(), request.text()), Map.of());
        return outcome.ending() == Ending.FAILED && steps.failure().isPresent()
                ? new LaunchOutcome(Ending.FAILED, "the sizing failed: " + steps.failure().get().getMessage()
                + "; launched again it goes on where it was", List.of(steps.failure().get())) : outcome;
    }

    private ClearingCycleRow official(LocalDate date) {
        return transaction.execute(status -> cycles.official(date)).orElseThrow(() -> new CommandFailure(
                ExitCode.BLOCKED_BY_DATA, date + " is not closed; run eod --date " + date + " first"));
    }

    /**
     * Draws the conclusions of a run that is done, on the house that the run read if it was just now.
     *
     * @throws CommandFailure if it is not
     */
    public Sized conclude(LocalDate date, SizingRequest request) {
        ClearingCycleRow cycle = official(date);
        return transaction.execute(status -> {
            SizingStore store = new SizingStore(ground.jdbc());
            long id = store.find(cycle, request).orElseThrow(() -> unfinished(request));
            SizingHouse sizing = steps.house(id).orElseGet(() ->
                    SizingHouse.read(ground.jdbc(), ground.computation(), cycle, request));
            steps.end();
            if (store.done(id) < sizing.source().size()) {
                throw unfinished(request);
            }
            List<SizedScenario> scenarios = store.results(id).stream()
                    .map(r -> new SizedScenario(r.name(), r.outcome(), r.criticalFund())).toList();
            FundSizing.Runs runs = store.runs(id, cycle, sizing.house());
            FundSizing figures = FundSizing.of(sizing.house(), request.rules(), runs, request.seed());
            store.recommend(id, figures.recommended().amount(), sizing.house().insuranceFund());
            return new Sized(cycle, request, sizing.base(), sizing.house(), figures, scenarios, named(sizing, request),
                    sensitivities(store, id, runs, new Asked(sizing, request)), reverse(sizing, scenarios),
                    new Source(sizing.description(), store.sha256(id), sizing.source().instruments()));
        });
    }

    /**
     * Writes a request's scenarios to a file.
     *
     * @throws CommandFailure if the date is not closed, or the file is there already
     */
    public void writeScenarios(LocalDate date, SizingRequest request, Path target) {
        ClearingCycleRow cycle = official(date);
        transaction.executeWithoutResult(status -> ScenarioFile.write(
                SizingHouse.read(ground.jdbc(), ground.computation(), cycle, request).source(), target));
    }

    private static List<NamedScenario> named(SizingHouse sizing, SizingRequest request) {
        ScenarioEngine engine = new ScenarioEngine(sizing.house(), sizing.named().instruments());
        return IntStream.range(0, sizing.named().size()).mapToObj(s -> new NamedScenario(
                request.named().scenarios().get(s),
                engine.run(sizing.named().scenario(s), ScenarioEngine.MemberLosses.IGNORED))).toList();
    }

    private record Asked(SizingHouse sizing, SizingRequest request) {
    }

    private static List<Sensitivity> sensitivities(SizingStore store, long id, FundSizing.Runs runs, Asked asked) {
        if (asked.request().sensitivities() == SizingRequest.Sensitivities.OFF) {
            return List.of();
        }
        Sensitivity.Ground asItIs = new Sensitivity.Ground(asked.sizing().house(), asked.request().rules(), runs,
                asked.request().seed());
        return Variation.ALL.stream().map(v -> Sensitivity.of(asItIs, store.varied(id, v), v)).toList();
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
