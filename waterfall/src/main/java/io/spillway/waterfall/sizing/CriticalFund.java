package io.spillway.waterfall.sizing;

import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.scenario.Scenario;
import java.util.List;

/**
 * The smallest insurance fund under which a scenario leaves no loss to be socialised or unpaid, found with the engine
 * itself: what the fund does not pay goes to survivors, whose own defaults make the need larger. A larger fund is taken
 * never to make a scenario worse; the answer is a whole number of steps.
 */
public final class CriticalFund {

    private final StressHouse house;
    private final List<String> instruments;
    private final long step;

    /**
     * For scenarios over these instruments.
     *
     * @param step base minor units, positive
     * @throws IllegalArgumentException if the waterfall has no insurance fund before losses are socialised
     */
    public CriticalFund(StressHouse house, List<String> instruments, long step) {
        List<LayerName> layers = house.rules().layers();
        int fund = layers.indexOf(LayerName.INSURANCE_FUND);
        int socialised = layers.indexOf(LayerName.SOCIALISED_LOSS);
        if (fund < 0 || socialised >= 0 && socialised < fund) {
            throw new IllegalArgumentException("waterfall.layers " + layers + " has no INSURANCE_FUND before losses are"
                    + " socialised: there is no fund to size");
        }
        this.house = house;
        this.instruments = List.copyOf(instruments);
        this.step = step;
    }

    /** @return base minor units; zero where the other layers are enough */
    public long of(Scenario scenario) {
        if (isEnough(0, scenario)) {
            return 0;
        }
        long tooFew = 0;
        long enough = 1;
        while (!isEnough(Math.multiplyExact(enough, step), scenario)) {
            tooFew = enough;
            enough = Math.multiplyExact(enough, 2);
        }
        while (enough - tooFew > 1) {
            long middle = tooFew + (enough - tooFew) / 2;
            if (isEnough(Math.multiplyExact(middle, step), scenario)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return Math.multiplyExact(enough, step);
    }

    private boolean isEnough(long fund, Scenario scenario) {
        return new ScenarioEngine(house.withInsuranceFund(fund), instruments)
                .run(scenario, ScenarioEngine.MemberLosses.IGNORED).socialised() == 0;
    }
}
