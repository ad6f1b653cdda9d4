package io.spillway.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules 1.1, 1.4 and 1.6. */
class AmountsTest {

    @ParameterizedTest
    @CsvSource({"-12.50, 2, -1250", "12.5, 2, 1250", "0.01, 2, 1", "1500, 0, 1500", "1.234, 3, 1234",
            "0.00000001, 8, 1", "92233720368547758.07, 2, 9223372036854775807",
            "-92233720368547758.08, 2, -9223372036854775808"})
    void readsMinorUnits(String text, int scale, long minor) {
        assertThat(Amounts.parse(text, scale)).isEqualTo(minor);
    }

    @Test
    void refusesWhatIsFinerThanTheMinorUnit() {
        assertThatThrownBy(() -> Amounts.parse("1.005", 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 2 decimal places");
        assertThatThrownBy(() -> Amounts.exact(new BigDecimal("0.5"), 0))
                .hasMessageContaining("'0.5' is not a whole number of minor units");
    }

    @Test
    void refusesWhatPasses64BitsAndNamesIt() {
        assertThatThrownBy(() -> Amounts.parse("92233720368547758.08", 2))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("92233720368547758.08");
        assertThatThrownBy(() -> Amounts.rounded(new BigDecimal("1e20"), 0, RoundingMode.DOWN))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void roundsAsTheCallerSays() {
        BigDecimal half = new BigDecimal("0.125");
        assertThat(Amounts.rounded(half, 2, RoundingMode.HALF_EVEN)).isEqualTo(12);
        assertThat(Amounts.rounded(half, 2, RoundingMode.CEILING)).isEqualTo(13);
        assertThat(Amounts.rounded(half.negate(), 2, RoundingMode.FLOOR)).isEqualTo(-13);
        assertThat(Amounts.rounded(half.negate(), 2, RoundingMode.CEILING)).isEqualTo(-12);
    }

    @Test
    void writesExactlyTheCurrencysDigits() {
        assertThat(Amounts.text(-5, 2)).isEqualTo("-0.05");
        assertThat(Amounts.text(1200, 2)).isEqualTo("12.00");
        assertThat(Amounts.text(1200, 0)).isEqualTo("1200");
        assertThat(Amounts.text(1, 8)).isEqualTo("0.00000001");
        assertThat(Amounts.text(Long.MIN_VALUE, 2)).isEqualTo("-92233720368547758.08");
    }

    @Test
    void knowsMinorUnitsOfIsoCurrenciesAndNoOthers() {
        assertThat(CurrencyUnit.iso("JPY").scale()).isZero();
        assertThat(CurrencyUnit.iso("USD").scale()).isEqualTo(2);
        assertThat(CurrencyUnit.iso("KWD").scale()).isEqualTo(3);
        assertThatThrownBy(() -> CurrencyUnit.iso("BTC")).hasMessageContaining("'BTC' is not a currency of ISO 4217");
        assertThatThrownBy(() -> CurrencyUnit.iso("XAU")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CurrencyUnit("BTC", 9)).hasMessageContaining("0 to 8");
    }
}
