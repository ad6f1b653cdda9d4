package io.spillway.waterfall.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.waterfall.Seeds;
import io.spillway.waterfall.cascade.StressHouses;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.scenario.Scenario;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The quick search of the critical fund against the plain one (rule 7.3). */
class CriticalFundTest {

    private static final int SCENARIOS = 4;

    private static boolean hasFundToSize(StressHouse house) {
        List<LayerName> layers = house.rules().layers();
        int fund = layers.indexOf(LayerName.INSURANCE_FUND);
        int socialised = layers.indexOf(LayerName.SOCIALISED_LOSS);
        return fund >= 0 && (socialised < 0 || socialised > fund);
    }

    /**
     * Both answers are enough while a step less is not. Two such answers that differ show a larger fund that is worse than
     * a smaller one; only there the searches may come to rest at different ones.
     */
    @Test
    void itFindsWhatHalvingFindsInAFewRuns() {
        int positive = 0;
        int differing = 0;
        long plainRuns = 0;
        long runs = 0;
        for (long seed : Seeds.upTo(300).toArray()) {
            StressHouse house = StressHouses.random(seed);
            if (!hasFundToSize(house)) {
                continue;
            }
            List<String> instruments = StressHouses.instruments(house);
            for (long step : LongStream.of(1, 1_000, 100_000).toArray()) {
                CriticalFund quick = new CriticalFund(house, instruments, step);
                HalvingSearch plain = new HalvingSearch(house, instruments, step);
                for (int number = 0; number < SCENARIOS; number++) {
                    Scenario scenario = ScenarioEngineTest.random(number, seed, instruments.size());
                    String which = "seed " + seed + " scenario " + number + " step " + step;
                    long expected = plain.of(scenario);
                    CriticalFund.Found found = quick.search(scenario);
                    plainRuns += plain.takeRuns();
                    runs += found.runs();
                    assertThat(plain.isEnough(found.fund(), scenario)).as(which).isTrue();
                    if (found.fund() > 0) {
                        positive++;
                        assertThat(plain.isEnough(found.fund() - step, scenario)).as(which).isFalse();
                    }
                    differing += found.fund() == expected ? 0 : 1;
                    plain.takeRuns();
                }
            }
        }
        assertThat(differing).isLessThanOrEqualTo(positive / 200);
        assertThat(runs * 4).isLessThan(plainRuns);
    }
}
