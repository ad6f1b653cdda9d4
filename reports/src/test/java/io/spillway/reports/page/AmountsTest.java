package io.spillway.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Figures as text are exact (fault 58)")
class AmountsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"0|0.00", "1|1.00", "-1|-1.00", "999.9|999.90", "1000|1,000.00",
            "-1000|-1,000.00", "-999|-999.00",
        "1E+6|1,000,000.00", "123456789012345678.91|123,456,789,012,345,678.91", "1.500|1.50"})
    void amountsAreGroupedByThreeWithAllMinorUnits(BigDecimal amount, String text) {
        assertThat(new Amounts("USD", 2).exact(amount)).isEqualTo(text);
    }

    @Test
    void aCurrencyWithoutMinorUnitsHasNoPoint() {
        assertThat(new Amounts("JPY", 0).money(new BigDecimal("-1234567"))).isEqualTo("JPY -1,234,567");
    }

    @ParameterizedTest
    @CsvSource({"0,7,0%", "7,7,100%", "6.9999,7,99.9%", "0.001,7,less than 0.1%", "1,3,33.3%", "1,0,n/a"})
    void aShareIsRoundedDownSoThatOnlyAllOfItIsAHundredPercent(BigDecimal part, BigDecimal whole, String text) {
        assertThat(Amounts.share(part, whole)).isEqualTo(text);
    }

    @Test
    void aPercentageCarriesItsSign() {
        assertThat(Amounts.percent(Optional.of(new BigDecimal("-0.123456")))).isEqualTo("-12.35%");
        assertThat(Amounts.percent(Optional.of(new BigDecimal("12.5")))).isEqualTo("+1,250.00%");
        assertThat(Amounts.percent(Optional.empty())).isEqualTo("n/a");
    }

    @Test
    void unfundedKeepsItsNameInCapitals() {
        assertThat(Layers.label("UNFUNDED")).isEqualTo("UNFUNDED");
        assertThat(Layers.label("SECOND_SKIN_IN_THE_GAME")).isEqualTo("Second skin in the game");
        assertThat(Layers.label("My fund")).isEqualTo("My fund");
    }
}
