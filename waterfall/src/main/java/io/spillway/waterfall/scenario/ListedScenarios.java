package io.spillway.waterfall.scenario;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Scenarios that somebody wrote down (rule 7.1).
 *
 * @param instruments what their moves are of
 * @param scenarios numbered from 0 in their order
 */
public record ListedScenarios(List<String> instruments, List<Scenario> scenarios) implements ScenarioSource {

    private static final int MOST_NAMED = 8;

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
        String first = scenarios.stream().limit(MOST_NAMED).map(Scenario::name).collect(Collectors.joining(", "));
        return "listed: " + first + (size() > MOST_NAMED ? " and " + (size() - MOST_NAMED) + " more" : "");
    }
}
