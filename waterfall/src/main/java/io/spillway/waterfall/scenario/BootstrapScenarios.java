package io.spillway.waterfall.scenario;

import java.util.List;

/** Windows of the history drawn with replacement (rule 7.1). */
public final class BootstrapScenarios implements ScenarioSource {

    private final PriceHistory history;
    private final int size;
    private final long seed;

    public BootstrapScenarios(PriceHistory history, int size, long seed) {
        this.history = history;
        this.size = size;
        this.seed = seed;
    }

    @Override
    public List<String> instruments() {
        return history.instruments();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Scenario scenario(int number) {
        return history.scenario(number, Seeds.of(seed, number).nextInt(history.windows()));
    }

    @Override
    public String description() {
        return "bootstrap: " + size + " draws from " + history.windows() + " windows of " + history.holdingPeriodDays()
                + " days, seed " + seed;
    }
}
