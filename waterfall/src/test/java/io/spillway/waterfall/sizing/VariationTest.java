package io.spillway.waterfall.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.waterfall.cascade.StressHouses;
import io.spillway.waterfall.scenario.ListedScenarios;
import io.spillway.waterfall.scenario.Scenario;
import io.spillway.waterfall.sizing.ScenarioEngine.MemberLosses;
import io.spillway.waterfall.sizing.Variation.Parameter;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The house taken otherwise, by hand and against the engine (rule 7.3); the stress test of groups (rule 7.2). */
class VariationTest {

    private static final Scenario HALF = new Scenario(0, "half", new long[] {-500_000_000});

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /**
     * A fall by a half needs 320.00 of others: 40.00 skin in the game, 50.00 of the fund, 100.00 of S's contribution, 100.00
     * called, 30.00 socialised. Without calls 130.00 is; twice the contribution may be called: nothing is; with no fund
     * 80.00; with half a fund 55.00; with double nothing. Enough would be 80.00 with calls, 180.00 without.
     */
    @ParameterizedTest
    @CsvSource({"ASSESSMENT_MULTIPLE, 0, 13000, 18000", "ASSESSMENT_MULTIPLE, 1, 3000, 8000",
        "ASSESSMENT_MULTIPLE, 2, 0, 0", "INSURANCE_FUND, 0, 8000, 8000", "INSURANCE_FUND, 0.5, 5500, 8000",
        "INSURANCE_FUND, 1, 3000, 8000", "INSURANCE_FUND, 2, 0, 8000", "IMPACT, 0, 3000, 8000", "IMPACT, 2, 3000, 8000"})
    void aHouseTakenOtherwisePaysWhatTheHandSays(Parameter parameter, BigDecimal value, long socialised, long critical) {
        StressHouse house = new Variation(parameter, value).of(StressHouses.twoMembers());
        assertThat(new ScenarioEngine(house, List.of("OIL")).run(HALF, MemberLosses.IGNORED).socialised())
                .isEqualTo(socialised);
        assertThat(new CriticalFund(house, List.of("OIL"), 100).of(HALF)).isEqualTo(critical);
    }

    @Test
    void sensitivitiesAreDrawnFromWhatChangedAndWhatDidNot() {
        StressHouse house = StressHouses.twoMembers();
        SizingRules rules = new SizingRules(List.of(new BigDecimal("0.9")), new BigDecimal("0.1"), 100,
                SizingRules.ContributionBasis.MARGIN, 0);
        List<ScenarioOutcome> outcomes = IntStream.range(0, 10).mapToObj(n -> new ScenarioOutcome(n, 0, 0, n * 100, n * 100,
                0, n > 8 ? 50 : 0, 1, 1)).toList();
        long[] critical = IntStream.range(0, 10).mapToLong(n -> n > 8 ? 300 : 0).toArray();
        Sensitivity.Ground ground = new Sensitivity.Ground(house, rules,
                new FundSizing.Runs(outcomes, critical, new long[2], new long[2]), 1);
        Variation variation = new Variation(Parameter.ASSESSMENT_MULTIPLE, BigDecimal.ZERO);
        Map<Integer, Sensitivity.Outcome> changed = new HashMap<>();
        assertThat(Sensitivity.of(ground, changed, variation)).satisfies(none -> {
            assertThat(none.largestNeed()).isEqualTo(900);
            assertThat(none.socialised().happened()).isEqualTo(1);
            assertThat(none.fundForTarget()).isZero();
            assertThat(none.asItIs()).isFalse();
        });
        changed.put(8, new Sensitivity.Outcome(1_000, 70, 200));
        assertThat(Sensitivity.of(ground, changed, variation)).satisfies(one -> {
            assertThat(one.largestNeed()).isEqualTo(1_000);
            assertThat(one.highest().valueAtRisk().value()).isEqualTo(1_000);
            assertThat(one.socialised().happened()).isEqualTo(2);
            assertThat(one.fundForTarget()).isEqualTo(200);
        });
        assertThat(new Variation(Parameter.ASSESSMENT_MULTIPLE, new BigDecimal("1.0")).isAsItIs(house)).isTrue();
    }

    /** What is not run anew would come out the same: no close-out, no impact; no need, neither fund nor calls. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aScenarioThatCannotChangeDoesNot(long seed) {
        StressHouse house = StressHouses.random(seed);
        List<String> instruments = StressHouses.instruments(house);
        ScenarioEngine engine = new ScenarioEngine(house, instruments);
        for (int number = 0; number < 4; number++) {
            Scenario scenario = ScenarioEngineTest.random(number, seed, instruments.size()).times(0.1 * (number + 1));
            ScenarioOutcome asItIs = engine.run(scenario, MemberLosses.IGNORED);
            for (Variation variation : Variation.ALL) {
                if (!variation.canChange(asItIs)) {
                    assertThat(new ScenarioEngine(variation.of(house), instruments).run(scenario, MemberLosses.IGNORED))
                            .as("seed " + seed + " " + variation).isEqualTo(asItIs);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theStressTestSaysWhatTheEngineSaysOfCoverAndNamesTheGroups(long seed) {
        StressHouse house = StressHouses.random(seed);
        List<String> instruments = StressHouses.instruments(house);
        List<Scenario> scenarios = IntStream.range(0, 5).mapToObj(n -> ScenarioEngineTest.random(n, seed, instruments.size()))
                .toList();
        ScenarioEngine engine = new ScenarioEngine(house, instruments);
        for (StressTest.Loss loss : new StressTest(house).of(new ListedScenarios(instruments, scenarios))) {
            long[] byGroup = new long[house.groupIds().length];
            ScenarioOutcome outcome = engine.run(scenarios.get(loss.number()),
                    (member, amount) -> byGroup[house.groups()[member]] += amount);
            assertThat(loss.cover1()).as("seed " + seed).isEqualTo(outcome.cover1());
            assertThat(loss.cover2()).as("seed " + seed).isEqualTo(outcome.cover2());
            if (!loss.secondGroup().isEmpty()) {
                List<String> ids = List.of(house.groupIds());
                assertThat(byGroup[ids.indexOf(loss.firstGroup())] + byGroup[ids.indexOf(loss.secondGroup())])
                        .isEqualTo(loss.cover2());
            }
        }
    }

    @Test
    void impactIsTakenManyTimesByItsOwnModel() {
        ImpactTerms linear = new ImpactTerms(ImpactModel.LINEAR, Optional.of(new BigDecimal("1000")), null, null,
                BigDecimal.ONE);
        assertThat(linear.times(new BigDecimal("2")).depth()).contains(new BigDecimal("500"));
        ImpactTerms root = new ImpactTerms(ImpactModel.SQUARE_ROOT, Optional.empty(), new BigDecimal("0.02"), BigDecimal.TEN,
                new BigDecimal("0.5"));
        assertThat(root.times(new BigDecimal("2")).y()).isEqualByComparingTo("1");
        assertThat(root.times(BigDecimal.ZERO)).isEqualTo(ImpactTerms.NONE);
    }
}
