package io.spillway.waterfall.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbabilityTest {

    /** 0 of n has the closed form 1 - 0.025^(1/n); 5 of 10 is a textbook value. */
    @ParameterizedTest
    @CsvSource({"0, 10, 0, 0.308497", "10, 10, 0.691503, 1", "5, 10, 0.187086, 0.812914", "1, 1000, 0.0000253, 0.005559"})
    void theIntervalIsClopperAndPearsons(int happened, int scenarios, double low, double high) {
        Probability probability = Probability.of(happened, scenarios);
        assertThat(probability.low()).isCloseTo(low, within(1e-6));
        assertThat(probability.high()).isCloseTo(high, within(1e-6));
        assertThat(probability.value()).isEqualTo((double) happened / scenarios);
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Probability.of(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Probability.of(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
