package io.spillway.batch.sizing;

import io.spillway.batch.sizing.SizingRequest.Sensitivities;
import io.spillway.batch.sizing.SizingStore.Result;
import io.spillway.batch.sizing.SizingStore.Varied;
import io.spillway.waterfall.scenario.Scenario;
import io.spillway.waterfall.sizing.CriticalFund;
import io.spillway.waterfall.sizing.ScenarioEngine;
import io.spillway.waterfall.sizing.ScenarioEngine.MemberLosses;
import io.spillway.waterfall.sizing.ScenarioOutcome;
import io.spillway.waterfall.sizing.Sensitivity;
import io.spillway.waterfall.sizing.StressHouse;
import io.spillway.waterfall.sizing.Variation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs scenarios, for several threads at once. Each scenario is computed by itself and sums are of whole numbers,
 * so that neither the threads nor the ranges can be seen in the results.
 */
final class ScenarioRunner {

    private final SizingHouse sizing;
    private final ScenarioEngine engine;
    private final CriticalFund critical;
    private final List<VariedHouse> varied = new ArrayList<>();

    ScenarioRunner(SizingHouse sizing, SizingRequest request) {
        this.sizing = sizing;
        this.engine = new ScenarioEngine(sizing.house(), sizing.source().instruments());
        this.critical = new CriticalFund(sizing.house(), sizing.source().instruments(), request.rules().step());
        if (request.sensitivities() == Sensitivities.ON) {
            Variation.ALL.stream().filter(variation -> !variation.isAsItIs(sizing.house()))
                    .forEach(variation -> varied.add(VariedHouse.of(variation, sizing, request.rules().step())));
        }
    }

    /** The house with one thing taken otherwise. */
    private record VariedHouse(Variation variation, ScenarioEngine engine, CriticalFund critical) {

        private static VariedHouse of(Variation variation, SizingHouse sizing, long step) {
            StressHouse house = variation.of(sizing.house());
            List<String> instruments = sizing.source().instruments();
            return new VariedHouse(variation, new ScenarioEngine(house, instruments),
                    new CriticalFund(house, instruments, step));
        }

        private Sensitivity.Outcome run(Scenario scenario, long criticalAsItIs) {
            ScenarioOutcome outcome = engine.run(scenario, MemberLosses.IGNORED);
            long fund = !variation.changesCriticalFund() ? criticalAsItIs : outcome.need() == 0 ? 0 : critical.of(scenario);
            return new Sensitivity.Outcome(outcome.need(), outcome.socialised(), fund);
        }
    }

    /**
     * A range's results.
     *
     * @param results in the order of the numbers asked for
     * @param varied what comes out otherwise in the house varied
     * @param memberLosses per member, stress losses over margin added up
     */
    record Range(List<Result> results, List<Varied> varied, long[] memberLosses) {
    }

    /** @param numbers of the scenarios, at least one */
    Range run(int[] numbers) {
        List<Result> results = new ArrayList<>();
        List<Varied> otherwise = new ArrayList<>();
        long[] losses = new long[sizing.house().book().members()];
        List<Scenario> scenarios = Arrays.stream(numbers).mapToObj(sizing.source()::scenario).toList();
        List<ScenarioOutcome> outcomes = engine.run(scenarios,
                (member, loss) -> losses[member] = Math.addExact(losses[member], loss));
        for (int s = 0; s < numbers.length; s++) {
            int number = numbers[s];
            Scenario scenario = scenarios.get(s);
            ScenarioOutcome outcome = outcomes.get(s);
            long fund = outcome.need() == 0 ? 0 : critical.of(scenario);
            results.add(new Result(outcome, scenario.name(), fund));
            Sensitivity.Outcome asItIs = new Sensitivity.Outcome(outcome.need(), outcome.socialised(), fund);
            for (VariedHouse house : varied) {
                if (house.variation().canChange(outcome)) {
                    Sensitivity.Outcome changed = house.run(scenario, fund);
                    if (!changed.equals(asItIs)) {
                        otherwise.add(new Varied(house.variation(), number, changed));
                    }
                }
            }
        }
        return new Range(results, otherwise, losses);
    }
}
