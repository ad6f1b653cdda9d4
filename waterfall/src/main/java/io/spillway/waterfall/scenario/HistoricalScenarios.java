package io.spillway.waterfall.scenario;

import java.util.List;

/** Every window of the history, oldest first (rule 7.1). */
public final class HistoricalScenarios implements ScenarioSource {

    private final PriceHistory history;

    public HistoricalScenarios(PriceHistory history) {
        this.history = history;
    }

    @Override
    public List<String> instruments() {
        return history.instruments();
    }

    @Override
    public int size() {
        return history.windows();
    }

    @Override
    public Scenario scenario(int number) {
        return history.scenario(number, number);
    }

    @Override
    public String description() {
        return "historical: " + size() + " windows of " + history.holdingPeriodDays() + " days, to " + history.end(0)
                + " and on to " + history.end(size() - 1);
    }
}
