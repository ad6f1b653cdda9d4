package io.spillway.domain.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules 1.2, 1.3 and 5.3. */
class PriceTermsTest {

    private static BigDecimal price(String text) {
        return new BigDecimal(text);
    }

    private static PriceTerms terms(String tick, String reference, NegativePrices negative) {
        return new PriceTerms(Optional.ofNullable(tick).map(BigDecimal::new),
                Optional.ofNullable(reference).map(BigDecimal::new), Optional.empty(), negative);
    }

    @Test
    void priceBaseNeverVanishesWhereThereIsAReference() {
        PriceTerms oil = terms("0.01", "20", NegativePrices.ALLOWED);
        assertThat(oil.base(price("0.01"))).isEqualByComparingTo("20");
        assertThat(oil.base(price("-36.98"))).isEqualByComparingTo("36.98");
        assertThat(oil.base(price("20"))).isEqualByComparingTo("20");
        assertThat(PriceTerms.PLAIN.base(price("-3"))).isEqualByComparingTo("3");
        assertThat(PriceTerms.PLAIN.base(BigDecimal.ZERO)).isEqualByComparingTo("0");
    }

    @Test
    void leastPriceIsOneTickOrZeroUnlessNegativePricesAreAllowed() {
        assertThat(terms("0.25", null, NegativePrices.REFUSED).floored(price("-1"))).isEqualByComparingTo("0.25");
        assertThat(terms("0.25", null, NegativePrices.REFUSED).floored(price("0.25"))).isEqualByComparingTo("0.25");
        assertThat(terms(null, null, NegativePrices.REFUSED).floored(price("-1"))).isEqualByComparingTo("0");
        assertThat(terms("0.25", null, NegativePrices.ALLOWED).floored(price("-1"))).isEqualByComparingTo("-1");
    }

    @ParameterizedTest
    @CsvSource({"100.125, 100.00", "100.375, 100.50", "100.25, 100.25", "0.1, 0.25", "-5, 0.25"})
    void roundsToTheTickHalfEvenAndFloors(String from, String to) {
        assertThat(terms("0.25", null, NegativePrices.REFUSED).rounded(price(from), RoundingMode.HALF_EVEN))
                .isEqualByComparingTo(to);
    }

    @Test
    void roundsToTenPlacesWithoutATick() {
        assertThat(PriceTerms.PLAIN.rounded(price("1.00000000005"), RoundingMode.HALF_EVEN)).isEqualByComparingTo("1");
        assertThat(PriceTerms.PLAIN.rounded(price("1.00000000015"), RoundingMode.HALF_EVEN))
                .isEqualByComparingTo("1.0000000002");
        assertThat(PriceTerms.PLAIN.step()).isEqualByComparingTo("1e-10");
    }

    @Test
    void onTickMeansAWholeNumberOfTicks() {
        PriceTerms quarter = terms("0.25", null, NegativePrices.ALLOWED);
        assertThat(quarter.isOnTick(price("-1.75"))).isTrue();
        assertThat(quarter.isOnTick(price("1.80"))).isFalse();
        assertThat(quarter.isOnTick(BigDecimal.ZERO)).isTrue();
        assertThat(PriceTerms.PLAIN.isOnTick(price("1.23456789"))).isTrue();
    }

    @Test
    void termsThatAreNotPositiveAreRefusedByName() {
        assertThatThrownBy(() -> terms("0", null, NegativePrices.REFUSED)).hasMessageContaining("tick");
        assertThatThrownBy(() -> terms(null, "-1", NegativePrices.REFUSED)).hasMessageContaining("referencePrice");
        assertThatThrownBy(() -> new PriceTerms(Optional.empty(), Optional.empty(), Optional.of(BigDecimal.ZERO),
                NegativePrices.REFUSED)).hasMessageContaining("priceLimit: must be positive, not 0");
    }
}
