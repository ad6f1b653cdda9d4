package io.spillway.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 17 and rule 1.2. */
class DecimalsTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "-0, 0", "0.000, 0", "007, 7", "-12.50, -12.5", "100, 100", "1.1234567890, 1.123456789",
            "-36.98, -36.98", "0.0000000001, 0.0000000001"})
    void readsPlainDecimalsWithoutTrailingZeros(String text, String plain) {
        BigDecimal value = Decimals.parse(text, Decimals.MAX_PRICE_SCALE);
        assertThat(value.toPlainString()).isEqualTo(plain);
        assertThat(value.scale()).isNotNegative();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "N/A", "null", "NaN", "Infinity", "-Infinity", "1e308", "1E5", "1,5", "1.234,5",
            "1 000", " 1", "1 ", "+1", "--1", "-", ".5", "5.", "1.2.3", "0x10", "1_000", "\u0663", "\uff11", "1\n",
            "1\u0000", "\u22121"})
    void refusesWhatIsNoPlainDecimal(String text) {
        assertThatThrownBy(() -> Decimals.parse(text, 10)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(is empty|is not a plain decimal).*");
    }

    @Test
    void refusesMoreThanFortyCharactersBeforeLookingAtThem() {
        assertThat(Decimals.parse("1".repeat(40), 0)).isEqualTo(new BigDecimal("1".repeat(40)));
        assertThatThrownBy(() -> Decimals.parse("1".repeat(41), 0)).hasMessageContaining("longer than 40");
    }

    @Test
    void countsDecimalPlacesWithoutTrailingZeros() {
        assertThat(Decimals.parse("1.500", 1)).isEqualByComparingTo("1.5");
        assertThatThrownBy(() -> Decimals.parse("1.501", 2)).hasMessageContaining("more than 2 decimal places");
        assertThatThrownBy(() -> Decimals.parse("0.00000000001", Decimals.MAX_PRICE_SCALE))
                .hasMessageContaining("more than 10");
        assertThatThrownBy(() -> Decimals.parse("0.000000001", Decimals.MAX_QUANTITY_SCALE))
                .hasMessageContaining("more than 8");
    }

    @Test
    void writesPlainTextWithoutExponent() {
        assertThat(Decimals.text(new BigDecimal("1E+5"))).isEqualTo("100000");
        assertThat(Decimals.text(new BigDecimal("1E-10"))).isEqualTo("0.0000000001");
        assertThat(Decimals.text(new BigDecimal("-2.500"))).isEqualTo("-2.5");
        assertThat(Decimals.text(new BigDecimal("0.00"))).isEqualTo("0");
        assertThat(Decimals.normal(new BigDecimal("1E+3"))).isEqualTo(new BigDecimal("1000"));
    }
}
