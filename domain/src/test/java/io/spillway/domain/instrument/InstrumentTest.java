package io.spillway.domain.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rule 1.2 and fault 28. */
class InstrumentTest {

    private static Instrument instrument(String multiplier, String lot, String rate) {
        return new Instrument("FUT", Product.FUTURE, "USD", new BigDecimal(multiplier), new BigDecimal(lot),
                PriceTerms.PLAIN, new BigDecimal(rate), ImpactTerms.NONE);
    }

    @Test
    void quantitiesAreWholeLots() {
        Instrument mini = instrument("50", "0.001", "0.1");
        assertThat(mini.lots(new BigDecimal("1.5"))).isEqualTo(1_500);
        assertThat(mini.lots(new BigDecimal("-0.001"))).isEqualTo(-1);
        assertThat(mini.lots(BigDecimal.ZERO)).isZero();
        assertThat(mini.quantity(-1_500)).isEqualTo(new BigDecimal("-1.5"));
        assertThat(mini.unitsPerLot()).isEqualByComparingTo("0.05");
    }

    @Test
    void anOffLotQuantityIsRefusedWithTheLotAndTheInstrument() {
        assertThatThrownBy(() -> instrument("1", "10", "0").lots(new BigDecimal("25")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quantity 25 is not a whole multiple of the lot 10 of FUT");
        assertThatThrownBy(() -> instrument("1", "1", "0").lots(new BigDecimal("0.5"))).hasMessageContaining("0.5");
    }

    @Test
    void aQuantityOfMoreLotsThan64BitsHoldIsRefused() {
        Instrument tiny = instrument("1", "0.00000001", "0");
        assertThat(tiny.lots(new BigDecimal("92233720368.54775807"))).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> tiny.lots(new BigDecimal("92233720368.54775808")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quantity 92233720368.54775808 of FUT passes 64 bits of lots");
    }

    @Test
    void termsThatMakeNoSenseAreRefusedByName() {
        assertThatThrownBy(() -> instrument("0", "1", "0")).hasMessageContaining("multiplier");
        assertThatThrownBy(() -> instrument("1", "-1", "0")).hasMessageContaining("lot");
        assertThatThrownBy(() -> instrument("1", "1", "-0.1")).hasMessageContaining("maintenanceRate");
        assertThatThrownBy(() -> impact(ImpactModel.LINEAR, "0", null, null)).hasMessageContaining("depth");
        assertThatThrownBy(() -> impact(ImpactModel.SQUARE_ROOT, null, null, "1")).hasMessageContaining("sigma");
        assertThatThrownBy(() -> impact(ImpactModel.SQUARE_ROOT, null, "0.1", null)).hasMessageContaining("adv");
        assertThatThrownBy(() -> impact(ImpactModel.SQUARE_ROOT, null, "0.1", "0")).hasMessageContaining("adv");
    }

    private static ImpactTerms impact(ImpactModel model, String depth, String sigma, String adv) {
        return new ImpactTerms(model, Optional.ofNullable(depth).map(BigDecimal::new),
                sigma == null ? null : new BigDecimal(sigma), adv == null ? null : new BigDecimal(adv),
                BigDecimal.ONE);
    }
}
