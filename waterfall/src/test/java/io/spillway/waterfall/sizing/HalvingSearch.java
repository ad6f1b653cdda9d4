package io.spillway.waterfall.sizing;

import io.spillway.waterfall.scenario.Scenario;
import java.util.List;

/** The critical fund found the plain way: doubled until it is enough, then halved, a whole run for each guess. */
final class HalvingSearch {

    private final StressHouse house;
    private final List<String> instruments;
    private final long step;
    private int runs;

    HalvingSearch(StressHouse house, List<String> instruments, long step) {
        this.house = house;
        this.instruments = instruments;
        this.step = step;
    }

    long of(Scenario scenario) {
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

    boolean isEnough(long fund, Scenario scenario) {
        runs++;
        return new ScenarioEngine(house.withInsuranceFund(fund), instruments)
                .run(scenario, ScenarioEngine.MemberLosses.IGNORED).socialised() == 0;
    }

    /** Runs of the engine since the last call. */
    int takeRuns() {
        int taken = runs;
        runs = 0;
        return taken;
    }
}
