package io.spillway.waterfall.cascade;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.member.AccountKind;
import io.spillway.waterfall.cascade.TestHouse.AccountOf;
import io.spillway.waterfall.cascade.TestHouse.Event;
import io.spillway.waterfall.layer.Claims;
import io.spillway.waterfall.layer.Layer;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.Payment;
import io.spillway.waterfall.layer.Payment.Source;
import io.spillway.waterfall.layer.Resources;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Controls of rule 5.17: a cascade whose money does not add up gives no result. */
class BrokenLayersTest {

    /** D owes 100.00; S has 30.00 of everything: house equity, gain, contribution, capital; the fund has 30.00. */
    private static TestHouse house() {
        return new TestHouse().member("D", 0, 30_00).house("D-H", "D", 30_00).member("S", 10_00, 30_00)
                .account(new AccountOf("S-H", "S", AccountKind.HOUSE,
                        Optional.empty(), 20_00, 30_00))
                .pot(LayerName.INSURANCE_FUND, 30_00);
    }

    private static void run(LayerName name, BiFunction<Claims, Resources, List<Payment>> absorb) {
        Layer layer = new Layer() {
            @Override
            public LayerName name() {
                return name;
            }

            @Override
            public List<Payment> absorb(Claims claims, Resources resources) {
                return absorb.apply(claims, resources);
            }
        };
        house().start(List.of(layer)).run(Event.loss("D", 100_00));
    }

    /** Payer 0 is D and its account, 1 is S and its account. */
    private static Payment payment(Source source, long paid) {
        return switch (source) {
            case HOUSE_EQUITY_OF_DEFAULTER, CONTRIBUTION -> new Payment(source, 0, 0, paid, 0);
            case POT -> new Payment(source, 0, Payment.SHARED, paid, 0);
            case CALL, ACCOUNT_GAIN, ACCOUNT_EQUITY -> new Payment(source, 1, Payment.SHARED, paid, 0);
        };
    }

    private static LayerName layerOf(Source source) {
        return switch (source) {
            case HOUSE_EQUITY_OF_DEFAULTER -> LayerName.DEFAULTER_MARGIN;
            case CONTRIBUTION -> LayerName.DEFAULTER_FUND_CONTRIBUTION;
            case POT -> LayerName.INSURANCE_FUND;
            case CALL -> LayerName.ASSESSMENTS;
            case ACCOUNT_GAIN, ACCOUNT_EQUITY -> LayerName.SOCIALISED_LOSS;
        };
    }

    private static long means(Source source) {
        return source == Source.ACCOUNT_EQUITY ? 20_00 : 30_00;
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void aLayerMayPayAllThatItsPayerHas(Source source) {
        assertThatCode(() -> run(layerOf(source), (claims, means) -> List.of(payment(source, means(source)))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void aLayerThatPaysACentThatItsPayerDoesNotHaveFailsTheRun(Source source) {
        assertThatThrownBy(() -> run(layerOf(source),
                (claims, means) -> List.of(payment(source, means(source) + 1)))).isInstanceOf(CascadeException.class)
                .hasMessageContaining("takes " + (means(source) + 1)).hasMessageEndingWith("has " + means(source));
    }

    @Test
    void aLayerThatCoversMoreThanTheLossFailsTheRun() {
        assertThatThrownBy(() -> run(LayerName.ASSESSMENTS,
                (claims, means) -> List.of(new Payment(Source.CALL, 1, Payment.SHARED, 30_00, 70_01))))
                .isInstanceOf(CascadeException.class);
    }

    @Test
    void aLayerThatCoversMoreThanIsPaidFailsTheRun() {
        assertThatThrownBy(() -> run(LayerName.INSURANCE_FUND,
                (claims, means) -> List.of(new Payment(Source.POT, 0, Payment.SHARED, 10_00, 1))))
                .isInstanceOf(CascadeException.class).hasMessageContaining("INSURANCE_FUND does not add up");
    }

    @Test
    void aNegativePaymentFailsTheRun() {
        assertThatThrownBy(() -> run(LayerName.INSURANCE_FUND, (claims, means) -> List.of(payment(Source.POT, -1))))
                .isInstanceOf(CascadeException.class).hasMessageContaining("negative");
    }

    @Test
    void aLayerThatMakesMoneyOnTheSideFailsTheRun() {
        assertThatThrownBy(() -> run(LayerName.INSURANCE_FUND, (claims, means) -> {
            ((CascadeState) means).equity[1] += 1;
            return List.of();
        })).isInstanceOf(CascadeException.class).hasMessageContaining("conservation broken")
                .hasMessageContaining("1 minor units");
        assertThatThrownBy(() -> run(LayerName.INSURANCE_FUND, (claims, means) -> {
            ((CascadeState) means).contribution[1] -= 5;
            return List.of();
        })).isInstanceOf(CascadeException.class).hasMessageContaining("conservation broken in round 1: -5");
    }
}
