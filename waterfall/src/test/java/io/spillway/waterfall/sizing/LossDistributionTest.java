package io.spillway.waterfall.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.waterfall.scenario.Seeds;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 7.3, Acerbi and Tasche's mean of the tail, and whether the bootstrap's intervals hold what they promise. */
class LossDistributionTest {

    /** 1 to 100: t = 2.5 at 97.5%; the worst are 100, 99 and half of 98: (100 + 99 + 49) / 2.5 = 99.2, rounded up. */
    @ParameterizedTest
    @CsvSource({"0.975, 98, 100", "0.99, 100, 100", "0.95, 96, 98", "0.999, 100, 100", "0.50, 51, 76"})
    void valueAtRiskIsARankAndExpectedShortfallTheMeanOfTheTail(String level, long valueAtRisk, long shortfall) {
        LossDistribution losses = new LossDistribution(LongStream.rangeClosed(1, 100).toArray(), 1);
        LossDistribution.Level figures = losses.at(new BigDecimal(level));
        assertThat(figures.valueAtRisk().value()).isEqualTo(valueAtRisk);
        assertThat(figures.expectedShortfall().value()).isEqualTo(shortfall);
        assertThat(losses.largest()).isEqualTo(100);
    }

    @Test
    void theOrderOfTheScenariosDoesNotMatterAndTheSeedGivesTheIntervals() {
        long[] losses = new SplittableRandom(3).longs(500, 0, 1_000_000).toArray();
        long[] reversed = LongStream.range(0, 500).map(i -> losses[499 - (int) i]).toArray();
        BigDecimal level = new BigDecimal("0.99");
        assertThat(new LossDistribution(reversed, 7).at(level)).isEqualTo(new LossDistribution(losses, 7).at(level));
    }

    @Test
    void aThinTailSaysSo() {
        LossDistribution losses = new LossDistribution(new long[1_000], 1);
        assertThat(losses.at(new BigDecimal("0.99")).isThin()).isFalse();
        assertThat(losses.at(new BigDecimal("0.999")).isThin()).isTrue();
        assertThatThrownBy(() -> new LossDistribution(new long[1], 1)).hasMessageContaining("--scenarios");
    }

    /**
     * Losses with a known tail: exponential with mean 1,000,000, whose quantile is m ln(1 / (1 - level)) and whose expected
     * shortfall is that plus m. A 95% interval must cover them about 95 times of 100; percentile intervals of a tail of ten
     * cover somewhat less.
     */
    @ParameterizedTest
    @CsvSource({"0.99, 2000, 200, 0.90", "0.999, 10000, 60, 0.85"})
    void intervalsCoverTheTruthAboutAsOftenAsTheySay(String level, int scenarios, int samples, double atLeast) {
        double mean = 1_000_000;
        double quantile = -mean * Math.log(1 - Double.parseDouble(level));
        int values = 0;
        int shortfalls = 0;
        for (int sample = 0; sample < samples; sample++) {
            SplittableRandom random = Seeds.of(42, sample);
            long[] losses = LongStream.range(0, scenarios)
                    .map(i -> Math.round(-mean * Math.log(1 - random.nextDouble()))).toArray();
            LossDistribution.Level figures = new LossDistribution(losses, sample).at(new BigDecimal(level));
            values += holds(figures.valueAtRisk(), quantile);
            shortfalls += holds(figures.expectedShortfall(), quantile + mean);
        }
        assertThat((double) values / samples).as("value at risk").isBetween(atLeast, 0.995);
        assertThat((double) shortfalls / samples).as("expected shortfall").isBetween(atLeast - 0.03, 0.995);
    }

    private static int holds(LossDistribution.Estimate estimate, double truth) {
        return estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }
}
