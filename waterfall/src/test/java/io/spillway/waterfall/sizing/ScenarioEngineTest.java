package io.spillway.waterfall.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.waterfall.Seeds;
import io.spillway.waterfall.cascade.StressHouses;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.scenario.Scenario;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios through the engine of the day (rules 7.2, 7.3). */
class ScenarioEngineTest {

    static LongStream seeds() {
        return Seeds.upTo(150);
    }

    private static Scenario fall(String part) {
        return new Scenario(0, "fall", new long[] {Math.round(-Double.parseDouble(part) * 1e9)});
    }

    static Scenario random(int number, long seed, int instruments) {
        SplittableRandom random = new SplittableRandom(seed * 1_000 + number);
        return new Scenario(number, "random", LongStream.generate(() -> random.nextLong(-400_000_000, 400_000_001))
                .limit(instruments).toArray());
    }

    /**
     * L-H has 150.00 and loses 1,000.00 x fall: the deficit is what is over 150.00; 20.00 of capital pay it or nothing does.
     * The contribution pays 30.00, the rest is the need: 40.00 of skin in the game, 50.00 of the insurance fund, 100.00 of
     * S's contribution, an assessment of 100.00 from S's excess.
     */
    @ParameterizedTest
    @CsvSource({"0.15, 0, 0, 0, 0, 0", "0.16, 1000, 0, 0, 0, 0", "0.17, 2000, 0, 0, 0, 0", "0.171, 2100, 0, 0, 0, 1",
        "0.18, 3000, 0, 0, 0, 1", "0.25, 10000, 7000, 0, 0, 1", "0.37, 22000, 19000, 0, 0, 1",
        "0.371, 22100, 19100, 100, 0, 1", "0.50, 35000, 32000, 13000, 3000, 1"})
    void aFallCostsWhatTheHandSays(String part, long cover1, long need, long beyond, long socialised, int defaults) {
        StressHouse house = StressHouses.twoMembers();
        ScenarioOutcome outcome = new ScenarioEngine(house, List.of("OIL"))
                .run(fall(part), ScenarioEngine.MemberLosses.IGNORED);
        assertThat(outcome.cover1()).isEqualTo(cover1);
        assertThat(outcome.cover2()).isEqualTo(cover1);
        assertThat(outcome.need()).isEqualTo(need);
        assertThat(outcome.linearNeed()).isEqualTo(need);
        assertThat(outcome.beyondPrefunded()).isEqualTo(beyond);
        assertThat(outcome.socialised()).isEqualTo(socialised);
        assertThat(outcome.defaults()).isEqualTo(defaults);
    }

    /** Without impact and without the layers of others the engine itself must need what the estimate says. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theLinearEstimateIsTheEngineWithoutImpactAndLossSharing(long seed) {
        StressHouse still = StressHouses.linear(seed);
        List<String> instruments = StressHouses.instruments(still);
        ScenarioEngine engine = new ScenarioEngine(still, instruments);
        for (int number = 0; number < 5; number++) {
            ScenarioOutcome outcome = engine.run(random(number, seed, instruments.size()),
                    ScenarioEngine.MemberLosses.IGNORED);
            assertThat(outcome.linearNeed()).as("seed " + seed + " scenario " + number).isEqualTo(outcome.need());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aScenarioIsTheSameWhoeverRunsItAndCoverAddsUpMembers(long seed) {
        StressHouse house = StressHouses.random(seed);
        List<String> instruments = StressHouses.instruments(house);
        ScenarioEngine engine = new ScenarioEngine(house, instruments);
        long[] losses = new long[house.book().members()];
        ScenarioOutcome first = engine.run(random(1, seed, instruments.size()), (m, loss) -> losses[m] = loss);
        assertThat(engine.run(random(2, seed, instruments.size()), ScenarioEngine.MemberLosses.IGNORED).number())
                .isEqualTo(2);
        assertThat(new ScenarioEngine(house, instruments).run(random(1, seed, instruments.size()),
                ScenarioEngine.MemberLosses.IGNORED)).as("seed " + seed).isEqualTo(first);
        long[] sorted = LongStream.of(losses).sorted().toArray();
        assertThat(first.cover1()).isEqualTo(sorted[sorted.length - 1]);
        assertThat(first.cover2()).isEqualTo(sorted[sorted.length - 1] + sorted[sorted.length - 2]);
    }

    @Test
    void affiliatedMembersAreOneGroup() {
        StressHouse apart = StressHouses.random(11);
        StressHouse together = new StressHouse(apart.book(), apart.opening(), apart.rules(),
                new int[apart.book().members()], new String[] {"ALL"});
        List<String> instruments = StressHouses.instruments(apart);
        long[] sum = new long[1];
        Scenario scenario = random(0, 11, instruments.size());
        new ScenarioEngine(apart, instruments).run(scenario, (m, loss) -> sum[0] += loss);
        ScenarioOutcome outcome = new ScenarioEngine(together, instruments)
                .run(scenario, ScenarioEngine.MemberLosses.IGNORED);
        assertThat(outcome.cover1()).isEqualTo(sum[0]).isEqualTo(outcome.cover2()).isPositive();
    }

    @Test
    void anUnknownInstrumentIsNamed() {
        assertThatThrownBy(() -> new ScenarioEngine(StressHouses.twoMembers(), List.of("OIL", "TULIPS")))
                .hasMessageContaining("TULIPS");
    }

    /** By the hand above: need - 40.00 of skin - 100.00 - 100.00 must come from the fund; steps of 1.00. */
    @ParameterizedTest
    @CsvSource({"0.25, 0", "0.42, 0", "0.421, 100", "0.50, 8000", "0.5001, 8100"})
    void theCriticalFundIsWhatKeepsLossesFromBeingSocialised(String part, long fund) {
        assertThat(new CriticalFund(StressHouses.twoMembers(), List.of("OIL"), 100).of(fall(part))).isEqualTo(fund);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void underTheCriticalFundNothingIsSocialisedAndAStepLowerSomethingIs(long seed) {
        StressHouse house = StressHouses.random(seed);
        List<String> instruments = StressHouses.instruments(house);
        Scenario scenario = random(3, seed, instruments.size());
        long step = 1_000;
        List<LayerName> layers = house.rules().layers();
        int socialised = layers.indexOf(LayerName.SOCIALISED_LOSS);
        if (!layers.contains(LayerName.INSURANCE_FUND)
                || socialised >= 0 && socialised < layers.indexOf(LayerName.INSURANCE_FUND)) {
            assertThatThrownBy(() -> new CriticalFund(house, instruments, step)).hasMessageContaining("no fund to size");
            return;
        }
        long critical = new CriticalFund(house, instruments, step).of(scenario);
        List<Long> enough = IntStream.of(0, 1, 7, 100).mapToObj(more -> critical + more * step).toList();
        for (long fund : enough) {
            assertThat(new ScenarioEngine(house.withInsuranceFund(fund), instruments)
                    .run(scenario, ScenarioEngine.MemberLosses.IGNORED).socialised()).as("seed " + seed).isZero();
        }
        if (critical > 0) {
            assertThat(new ScenarioEngine(house.withInsuranceFund(critical - step), instruments)
                    .run(scenario, ScenarioEngine.MemberLosses.IGNORED).socialised()).as("seed " + seed).isPositive();
        }
    }
}
