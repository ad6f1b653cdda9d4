package io.spillway.waterfall.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sources of scenarios (rule 7.1) and the bad data they refuse (fault 42). */
class ScenarioSourcesTest {

    private static final LocalDate START = LocalDate.of(2026, 1, 1);

    private static Instrument instrument(String id) {
        return new Instrument(id, Product.FUTURE, "USD", BigDecimal.ONE, BigDecimal.ONE, PriceTerms.PLAIN,
                new BigDecimal("0.1"), ImpactTerms.NONE);
    }

    private static SortedMap<LocalDate, Map<String, BigDecimal>> prices(String id, String... prices) {
        SortedMap<LocalDate, Map<String, BigDecimal>> history = new TreeMap<>();
        for (int d = 0; d < prices.length; d++) {
            if (!prices[d].isEmpty()) {
                history.computeIfAbsent(START.plusDays(d), date -> new HashMap<>()).put(id, new BigDecimal(prices[d]));
            }
        }
        return history;
    }

    private static PriceHistory random(int instruments, int days) {
        SplittableRandom random = new SplittableRandom(5);
        SortedMap<LocalDate, Map<String, BigDecimal>> history = new TreeMap<>();
        double[] price = new double[instruments];
        Arrays.fill(price, 100);
        for (int d = 0; d < days; d++) {
            double market = random.nextDouble() - 0.5;
            Map<String, BigDecimal> day = new HashMap<>();
            for (int i = 0; i < instruments; i++) {
                price[i] *= 1 + 0.02 * market + 0.02 * (random.nextDouble() - 0.5);
                day.put("I" + i, BigDecimal.valueOf(Math.round(price[i] * 100), 2));
            }
            history.put(START.plusDays(d), day);
        }
        return PriceHistory.of(IntStream.range(0, instruments).mapToObj(i -> instrument("I" + i)).toList(), history, 1);
    }

    /** 100 to 110 is a tenth; 110 to 99 a tenth down; over two days 100 to 99 a hundredth down. */
    @Test
    void aWindowsMoveIsAPartOfThePriceAtItsBeginning() {
        HistoricalScenarios daily = new HistoricalScenarios(PriceHistory.of(List.of(instrument("A")),
                prices("A", "100", "110", "99"), 1));
        assertThat(daily.size()).isEqualTo(2);
        assertThat(daily.scenario(0).moves()).containsExactly(100_000_000);
        assertThat(daily.scenario(1).moves()).containsExactly(-100_000_000);
        assertThat(daily.scenario(1).name()).isEqualTo("1 days to 2026-01-03");
        PriceHistory two = PriceHistory.of(List.of(instrument("A")), prices("A", "100", "110", "99", "110"), 2);
        assertThat(new HistoricalScenarios(two).scenario(0).move(0)).isEqualByComparingTo("-0.01");
    }

    @Test
    void datesOnWhichAnInstrumentHasNoPriceAreLeftOut() {
        SortedMap<LocalDate, Map<String, BigDecimal>> both = prices("A", "100", "101", "102", "103");
        both.forEach((date, day) -> {
            if (!date.equals(START.plusDays(1))) {
                day.put("B", BigDecimal.TEN);
            }
        });
        assertThat(PriceHistory.of(List.of(instrument("A"), instrument("B")), both, 1).windows()).isEqualTo(2);
    }

    @Test
    void fault42AHistoryThatSaysNothingIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> PriceHistory.of(List.of(instrument("A"), instrument("B")), prices("A", "1", "2", "3"), 1))
                .hasMessageContaining("B is held and has no past price").hasMessageContaining("history.csv");
        assertThatThrownBy(() -> PriceHistory.of(List.of(instrument("A")), prices("A", "1", "2"), 1))
                .hasMessageContaining("need 3").hasMessageContaining("history.csv");
        assertThatThrownBy(() -> PriceHistory.of(List.of(instrument("A")), prices("A", "0", "2", "3"), 1))
                .hasMessageContaining("A: its price before 2026-01-02 is zero");
        assertThatThrownBy(() -> Covariance.of(PriceHistory.of(List.of(instrument("A")), prices("A", "5", "5", "5"), 1)))
                .hasMessageContaining("A never moved: its variance is zero");
        assertThatThrownBy(() -> Covariance.given(List.of("A", "B"), new double[][] {{1, 2}, {2, 1}}))
                .hasMessageContaining("not positive definite");
        assertThatThrownBy(() -> Covariance.given(List.of("A"), new double[][] {{Double.NaN}}))
                .hasMessageContaining("A has a variance of NaN");
        assertThatThrownBy(() -> Scenario.unitsOf(Double.NaN, "A")).hasMessageContaining("A: a move of NaN is none");
        assertThatThrownBy(() -> new MonteCarloScenarios(Covariance.given(List.of("A"), new double[][] {{1}}), 2, 5, 1))
                .hasMessageContaining("at least 3, not 2");
    }

    /** More instruments than windows: the sample's matrix has no inverse, the shrunk one has. */
    @Test
    void aShortHistoryIsShrunkTowardsItsDiagonal() {
        PriceHistory history = random(20, 12);
        Covariance covariance = Covariance.of(history);
        assertThat(covariance.intensity()).isBetween(0.01, 1.0);
        double[][] root = covariance.root();
        double sum = 0;
        for (int j = 0; j <= 3; j++) {
            sum += root[3][j] * root[3][j];
        }
        assertThat(sum).isCloseTo(covariance.of(3, 3), within(1e-12));
        assertThat(Covariance.of(random(5, 2_000)).intensity()).as("a long history hardly").isLessThan(0.05);
    }

    @Test
    void drawsHaveTheCovarianceAndTheTailsAskedFor() {
        Covariance covariance = Covariance.given(List.of("A", "B"), new double[][] {{4e-4, 1e-4}, {1e-4, 1e-4}});
        int size = 20_000;
        MonteCarloScenarios draws = new MonteCarloScenarios(covariance, 6, size, 9);
        double aa = 0;
        double ab = 0;
        double fourth = 0;
        for (int k = 0; k < size; k++) {
            Scenario scenario = draws.scenario(k);
            double a = scenario.moves()[0] / 1e9;
            double b = scenario.moves()[1] / 1e9;
            aa += a * a / size;
            ab += a * b / size;
            fourth += a * a * a * a / size;
        }
        assertThat(aa).isCloseTo(4e-4, within(2e-5));
        assertThat(ab).isCloseTo(1e-4, within(1e-5));
        assertThat(fourth / aa / aa).as("kurtosis of t with 6 degrees: 6, of a normal: 3").isBetween(4.2, 9.0);
    }

    @Test
    void aScenarioIsTheSameWhoeverDrawsItAndInWhichOrder() {
        Covariance covariance = Covariance.of(random(8, 300));
        MonteCarloScenarios one = new MonteCarloScenarios(covariance, 4, 100, 77);
        MonteCarloScenarios other = new MonteCarloScenarios(covariance, 4, 100, 77);
        for (int k = 99; k >= 0; k--) {
            assertThat(other.scenario(k).moves()).containsExactly(one.scenario(k).moves());
        }
        assertThat(new MonteCarloScenarios(covariance, 4, 100, 78).scenario(0).moves())
                .isNotEqualTo(one.scenario(0).moves());
        PriceHistory history = random(3, 50);
        BootstrapScenarios drawn = new BootstrapScenarios(history, 500, 1);
        assertThat(drawn.scenario(17).moves()).containsExactly(new BootstrapScenarios(history, 500, 1).scenario(17).moves());
        assertThat(IntStream.range(0, 500).mapToObj(k -> drawn.scenario(k).name()).distinct().count())
                .as("all 49 windows come up").isEqualTo(49);
    }

    /** (0.02, 0.01) under variances 4e-4 and 1e-4 and none shared: the root of 1 + 1. */
    @Test
    void theDistanceIsMahalanobiss() {
        Covariance covariance = Covariance.given(List.of("A", "B"), new double[][] {{4e-4, 0}, {0, 1e-4}});
        Scenario scenario = new Scenario(0, "both", new long[] {20_000_000, -10_000_000});
        assertThat(covariance.mahalanobis(scenario)).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(covariance.mahalanobis(scenario.times(3))).isCloseTo(3 * Math.sqrt(2), within(1e-12));
    }

    @Test
    void aListedScenarioHasAMoveForEachInstrument() {
        assertThatThrownBy(() -> new ListedScenarios(List.of("A", "B"), List.of(new Scenario(0, "crash", new long[1]))))
                .hasMessageContaining("crash has 1 moves for 2 instruments");
    }
}
