package io.spillway.waterfall.sizing;

import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.scenario.Scenario;
import io.spillway.waterfall.sizing.ScenarioEngine.FundUse;
import java.util.List;

/**
 * The smallest insurance fund under which a scenario leaves no loss to be socialised or unpaid, found with the engine
 * itself: what the fund does not pay goes to survivors, whose own defaults make the need larger. A larger fund is taken
 * never to make a scenario worse; the answer is a whole number of steps. Where a larger one does, which is rare, the answer
 * is one that is enough while a step less is not.
 *
 * <p>Few runs are needed, since each says how much was socialised: with so much more in the fund it mostly just is enough,
 * because every later layer had given all it could. Where it is not, what a fund without end pays bounds the search from
 * above, since any fund as large behaves alike.
 */
public final class CriticalFund {

    /** No house pays as much, and sums with it still fit 64 bits. */
    private static final long WITHOUT_END = Long.MAX_VALUE / 4;

    private final ScenarioEngine engine;
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
        this.engine = new ScenarioEngine(house, instruments);
        this.step = step;
    }

    /** @return base minor units; zero where the other layers are enough */
    public long of(Scenario scenario) {
        return search(scenario).fund();
    }

    /**
     * An answer.
     *
     * @param runs of the engine that it took
     */
    record Found(long fund, int runs) {
    }

    Found search(Scenario scenario) {
        Search search = new Search(scenario);
        long steps = search.smallest();
        return new Found(Math.multiplyExact(steps, step), search.runs);
    }

    private long stepsFor(long amount) {
        return -Math.floorDiv(-amount, step);
    }

    /** Narrows the gap between a fund that is not enough and one that is; counted in steps. */
    private final class Search {

        private final Scenario scenario;
        private long tooFew;
        /** What is socialised with the fund that is not enough. */
        private long missing;
        private long enough = Long.MAX_VALUE;
        private int runs;

        private Search(Scenario scenario) {
            this.scenario = scenario;
        }

        private long smallest() {
            probe(0);
            if (enough == 0) {
                return 0;
            }
            probe(stepsFor(missing));
            if (enough == Long.MAX_VALUE) {
                enough = Math.max(tooFew + 1, stepsFor(run(WITHOUT_END).paidByFund()));
            }
            while (enough - tooFew > 1) {
                long wasTooFew = tooFew;
                probe(Math.min(tooFew + stepsFor(missing), enough - 1));
                if (enough - tooFew > 1 && tooFew == wasTooFew) {
                    probe(enough - 1);
                }
                if (enough - tooFew > 1) {
                    probe(tooFew + (enough - tooFew) / 2);
                }
            }
            return enough;
        }

        private void probe(long steps) {
            long socialised = run(Math.multiplyExact(steps, step)).socialised();
            if (socialised == 0) {
                enough = steps;
            } else {
                tooFew = steps;
                missing = socialised;
            }
        }

        private FundUse run(long fund) {
            runs++;
            return engine.useOf(scenario, fund);
        }
    }
}
