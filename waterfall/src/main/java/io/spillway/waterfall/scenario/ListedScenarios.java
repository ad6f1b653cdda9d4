package io.spillway.waterfall.scenario;

import java.util.List;

/**
 * Scenarios that somebody wrote down (rule 7.1).
 *
 * @param instruments what their moves are of
 * @param scenarios numbered from 0 in their order
 */
public record ListedScenarios(List<String> instruments, List<Scenario> scenarios) implements ScenarioSource {

    /** @throws IllegalArgumentException if a scenario has not a move for each instrument */
    public ListedScenarios {
        instruments = List.copyOf(instruments);
        scenarios = List.copyOf(scenarios);
        for (Scenario scenario : scenarios) {
            if (scenario.moves().length != instruments.size()) {
                throw new IllegalArgumentException(scenario.name() + " has " + scenario.moves().length + " moves for "
                        + instruments.size() + " instruments");
            }
        }
    }

    @Override
    public int size() {
        return scenarios.size();
    }

    @Override
    public Scenario scenario(int number) {
        return scenarios.get(number);
    }

    @Override
    public String description() {
        return "hypothetical: " + String.join(", ", scenarios.stream().map(Scenario::name).toList());
    }
}
