package io.spillway.batch.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spillway.domain.instrument.OptionRight;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Black76Test {

    /** At the money the formula is F (2 N(s/2) - 1); N from tables to ten places. */
    @ParameterizedTest
    @CsvSource({"0.1, 0.5398278373, 0.2", "0.5, 0.6914624613, 1.0", "1.0, 0.8413447461, 2.0"})
    void atTheMoneyItIsTheTablesValue(double half, double cumulative, double deviation) {
        assertThat(Black76.cumulativeNormal(half)).isCloseTo(cumulative, within(7.5e-8));
        assertThat(Black76.cumulativeNormal(-half)).isCloseTo(1 - cumulative, within(7.5e-8));
        assertThat(Black76.value(OptionRight.CALL, 100, 100, deviation)).isCloseTo(100 * (2 * cumulative - 1), within(2e-5));
    }

    @Test
    void aCallLessAPutIsTheForwardLessTheStrike() {
        for (double strike = 50; strike <= 150; strike += 10) {
            assertThat(Black76.value(OptionRight.CALL, 100, strike, 0.3) - Black76.value(OptionRight.PUT, 100, strike, 0.3))
                    .isCloseTo(100 - strike, within(1e-9));
        }
    }

    @Test
    void atExpiryItIsTheIntrinsicValue() {
        assertThat(Black76.value(OptionRight.CALL, 107, 100, 0)).isEqualTo(7);
        assertThat(Black76.value(OptionRight.CALL, 93, 100, 0)).isZero();
        assertThat(Black76.value(OptionRight.PUT, 93, 100, 0)).isEqualTo(7);
        assertThat(Black76.value(OptionRight.PUT, 107, 100, 0)).isZero();
    }
}
