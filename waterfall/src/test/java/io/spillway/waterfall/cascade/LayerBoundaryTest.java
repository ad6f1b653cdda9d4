package io.spillway.waterfall.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.member.AccountKind;
import io.spillway.waterfall.cascade.TestHouse.AccountOf;
import io.spillway.waterfall.cascade.TestHouse.Event;
import io.spillway.waterfall.cascade.TestHouse.Running;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults 34 to 39: exact boundaries of the waterfall, in cents. */
class LayerBoundaryTest {

    /** What each layer of {@link #fullHouse()} can pay, in order: 1,075.00 in all. */
    private static final Map<LayerName, Long> SIZES = new LinkedHashMap<>();

    static {
        SIZES.put(LayerName.DEFAULTER_MARGIN, 60_00L);
        SIZES.put(LayerName.DEFAULTER_FUND_CONTRIBUTION, 100_00L);
        SIZES.put(LayerName.SKIN_IN_THE_GAME, 50_00L);
        SIZES.put(LayerName.INSURANCE_FUND, 200_00L);
        SIZES.put(LayerName.SURVIVORS_FUND_CONTRIBUTIONS, 300_00L);
        SIZES.put(LayerName.SECOND_SKIN_IN_THE_GAME, 25_00L);
        SIZES.put(LayerName.ASSESSMENTS, 300_00L);
        SIZES.put(LayerName.SOCIALISED_LOSS, 40_00L);
    }

    private static TestHouse fullHouse() {
        return new TestHouse()
                .member("D", 999_00, 100_00).house("D-H1", "D", 20_00).house("D-H2", "D", 40_00)
                .client("D-C", "D", null, 500_00)
                .member("S1", 1_000_00, 100_00).member("S2", 1_000_00, 200_00)
                .account(new AccountOf("S1-H", "S1", AccountKind.HOUSE, Optional.empty(), 70_00, 30_00))
                .account(new AccountOf("S2-C", "S2", AccountKind.CLIENT_OMNIBUS, Optional.empty(), 70_00, 10_00))
                .account(new AccountOf("S2-H", "S2", AccountKind.HOUSE, Optional.empty(), 70_00, -10_00))
                .pot(LayerName.SKIN_IN_THE_GAME, 50_00).pot(LayerName.INSURANCE_FUND, 200_00)
                .pot(LayerName.SECOND_SKIN_IN_THE_GAME, 25_00);
    }

    /** Every boundary between two layers, one cent under, exactly, and one cent over. */
    static LongStream losses() {
        List<Long> losses = new ArrayList<>(List.of(0L, 1L, 99_999_00L));
        long boundary = 0;
        for (long size : SIZES.values()) {
            boundary += size;
            losses.addAll(List.of(boundary - 1, boundary, boundary + 1));
        }
        return losses.stream().mapToLong(l -> l);
    }

    @ParameterizedTest(name = "a loss of {0} cents")
    @MethodSource("losses")
    void eachLayerPaysItsPartAndNotACentMore(long loss) {
        Running house = fullHouse().start();
        CascadeResult result = house.run(Event.loss("D", loss));

        assertThat(house.isInDefault("D")).isTrue();
        assertThat(result.rounds()).hasSize(loss == 0 ? 0 : 1);
        long left = loss;
        for (Map.Entry<LayerName, Long> layer : SIZES.entrySet()) {
            long part = Math.min(left, layer.getValue());
            assertThat(paid(result, layer.getKey())).as("%s of a loss of %d", layer.getKey(), loss).isEqualTo(part);
            left -= part;
        }
        assertThat(paid(result, LayerName.UNFUNDED)).isEqualTo(left);
        assertThat(house.state().unfunded()).isEqualTo(left);
        assertThat(house.equity("D-C")).as("a client's money never pays").isEqualTo(500_00);
        assertThat(house.capital("D")).as("a defaulter's capital stays with its estate").isEqualTo(999_00);
        assertThat(house.isInDefault("S1") || house.isInDefault("S2")).isFalse();
    }

    static long paid(CascadeResult result, LayerName layer) {
        return result.rounds().stream().flatMap(r -> r.layers().stream()).filter(l -> l.layer() == layer)
                .mapToLong(LayerResult::paid).sum();
    }

    private static LayerResult layer(CascadeResult result, int round, LayerName name) {
        return result.rounds().get(round - 1).layers().stream().filter(l -> l.layer() == name).findFirst()
                .orElseThrow();
    }

    @Test
    void aLossAboveAllLayersIsUnfundedAndGainsHaircutsStopAtTheGains() {
        Running house = fullHouse().start();
        house.run(Event.loss("D", 2_000_00));
        assertThat(house.state().unfunded()).isEqualTo(925_00);
        assertThat(house.equity("S1-H")).isEqualTo(40_00);
        assertThat(house.equity("S2-C")).isEqualTo(60_00);
        assertThat(house.equity("S2-H")).as("no gain, nothing taken").isEqualTo(70_00);
        assertThat(house.contribution("S1") + house.contribution("S2")).isZero();
        assertThat(house.capital("S1")).isEqualTo(900_00);
        assertThat(house.capital("S2")).isEqualTo(800_00);
    }

    @Test
    void withoutSurvivorsTheRestIsUnfunded() {
        Running house = new TestHouse().member("D", 0, 10_00).house("D-H", "D", 0).start();
        CascadeResult result = house.run(Event.loss("D", 25_00));
        assertThat(house.state().unfunded()).isEqualTo(15_00);
        assertThat(result.rounds()).hasSize(1);
    }

    @Test
    void survivorsWithoutContributionsAndGainsPayNothing() {
        Running house = new TestHouse().member("D", 0, 0).member("S1", 500_00, 0).member("S2", 500_00, 0)
                .house("S1-H", "S1", 100_00).start();
        CascadeResult result = house.run(Event.loss("D", 25_00));
        assertThat(house.state().unfunded()).isEqualTo(25_00);
        assertThat(house.capital("S1")).isEqualTo(500_00);
        assertThat(layer(result, 1, LayerName.SURVIVORS_FUND_CONTRIBUTIONS).by()).isEmpty();
        assertThat(layer(result, 1, LayerName.ASSESSMENTS).by()).isEmpty();
    }

    @Test
    void aHouseWithoutAnyLayerLeavesEverythingUnfunded() {
        Running house = fullHouse().layers().start();
        house.run(Event.loss("D", 25_00));
        assertThat(house.state().unfunded()).isEqualTo(25_00);
        assertThat(house.equity("D-H1")).isEqualTo(20_00);
    }

    /** 0.01 over two equal losses: the lower id; 100.00 over 300.00 and 100.00: 75.00 and 25.00. */
    @Test
    void twoDefaultersTogetherShareALayerByTheLossEachStillHas() {
        Running house = new TestHouse().member("A", 0, 100_00).member("B", 0, 0).member("S", 0, 0)
                .pot(LayerName.SKIN_IN_THE_GAME, 100_00).pot(LayerName.INSURANCE_FUND, 1_000_00).start();
        CascadeResult result = house.run(new Event(Map.of(), Map.of(), Map.of("A", 400_00L, "B", 100_00L)));
        assertThat(result.rounds()).hasSize(1);
        assertThat(covered(result, house)).containsExactly("A 10000", "A 7500", "B 2500", "A 22500", "B 7500");
        assertThat(house.state().unfunded()).isZero();
        assertThat(result.rounds().get(0).edges()).extracting(e -> e.from() + " " + e.to() + " " + e.amount())
                .containsExactly("A INSURANCE_FUND 22500", "A SKIN_IN_THE_GAME 7500", "B INSURANCE_FUND 7500",
                        "B SKIN_IN_THE_GAME 2500");

        Running tie = new TestHouse().member("A", 0, 0).member("B", 0, 0).pot(LayerName.SKIN_IN_THE_GAME, 1).start();
        CascadeResult tied = tie.run(new Event(Map.of(), Map.of(), Map.of("B", 5L, "A", 5L)));
        assertThat(covered(tied, tie)).containsExactly("A 1");
        assertThat(tie.state().unfunded()).isEqualTo(9);
    }

    private static List<String> covered(CascadeResult result, Running house) {
        return result.transfers().stream().filter(t -> t.cause() == Cause.COVERED)
                .map(t -> house.book().memberIds().get(t.toIndex()) + " " + t.amount()).toList();
    }

    @Test
    void aLaterDefaultFindsOnlyWhatIsLeftAndTheAssessmentCapCountsEarlierCalls() {
        TestHouse spec = new TestHouse().member("D1", 0, 0).member("D2", 0, 0).member("S", 1_000_00, 100_00)
                .pot(LayerName.SKIN_IN_THE_GAME, 50_00).pot(LayerName.INSURANCE_FUND, 30_00);
        Running house = spec.start();
        CascadeResult first = house.run(Event.loss("D1", 220_00));
        assertThat(paid(first, LayerName.SURVIVORS_FUND_CONTRIBUTIONS)).isEqualTo(100_00);
        assertThat(paid(first, LayerName.ASSESSMENTS)).isEqualTo(40_00);
        assertThat(house.assessed("S")).isEqualTo(40_00);

        CascadeResult second = house.run(Event.loss("D2", 100_00));
        assertThat(paid(second, LayerName.SKIN_IN_THE_GAME)).isZero();
        assertThat(paid(second, LayerName.INSURANCE_FUND)).isZero();
        assertThat(paid(second, LayerName.SURVIVORS_FUND_CONTRIBUTIONS)).isZero();
        assertThat(paid(second, LayerName.ASSESSMENTS)).as("100.00 less 40.00 called before").isEqualTo(60_00);
        assertThat(paid(second, LayerName.UNFUNDED)).isEqualTo(40_00);
        assertThat(house.assessed("S")).isEqualTo(100_00);
        assertThat(house.capital("S")).isEqualTo(900_00);
    }

    @Test
    void anAssessedMemberThatCannotPayDefaultsAndItsOwnContributionPaysTheRest() {
        Running house = new TestHouse().member("D", 0, 0).member("S1", 10_00, 60_00).member("S2", 1_000_00, 40_00)
                .house("S1-H", "S1", 5_00)
                .layers(LayerName.DEFAULTER_MARGIN, LayerName.DEFAULTER_FUND_CONTRIBUTION, LayerName.ASSESSMENTS)
                .start();
        CascadeResult result = house.run(Event.loss("D", 100_00));

        LayerResult assessments = layer(result, 1, LayerName.ASSESSMENTS);
        assertThat(assessments.by()).isEqualTo(Map.of("S1", 15_00L, "S2", 40_00L));
        assertThat(assessments.unpaid()).isEqualTo(Map.of("S1", 45_00L));
        assertThat(paid(result, LayerName.UNFUNDED)).as("the whole call covers D").isZero();
        assertThat(result.rounds().get(0).defaulted()).containsExactly(house.book().memberIds().indexOf("S1"));
        assertThat(result.rounds()).hasSize(2);
        assertThat(layer(result, 2, LayerName.DEFAULTER_FUND_CONTRIBUTION).by()).isEqualTo(Map.of("S1", 45_00L));
        assertThat(house.contribution("S1")).isEqualTo(15_00);
        assertThat(house.capital("S1")).isZero();
        assertThat(house.equity("S1-H")).isZero();
    }

    /** Each member can pay nothing: the calls go round until nobody is left, never longer than there are members. */
    @Test
    void failedAssessmentsEndWhenNobodyIsLeft() {
        TestHouse spec = new TestHouse().member("D", 0, 0);
        for (int m = 1; m <= 6; m++) {
            spec.member("S" + m, 0, 10_00L * (1L << m));
        }
        Running house = spec.layers(LayerName.ASSESSMENTS).start();
        CascadeResult result = house.run(Event.loss("D", 20_00));
        assertThat(result.rounds().size()).isBetween(2, 7);
        assertThat(house.state().unfunded()).isEqualTo(20_00);
        assertThat(IntStream.range(0, 7).filter(house.state()::isInDefault).count()).isEqualTo(7);
    }

    @Test
    void capsAreRoundedDownToTheCent() {
        TestHouse spec = new TestHouse().member("D", 0, 0).member("S", 1_000_00, 33).layers(LayerName.ASSESSMENTS);
        spec.rules(r -> new CascadeRules(r.layers(), new BigDecimal("0.5"), r.socialisedLossBasis(),
                r.executionPrice(), r.liquidationFeeRate(), r.belowMaintenance(), r.initialFactor(), r.maxRounds()));
        Running house = spec.start();
        house.run(Event.loss("D", 1_00));
        assertThat(house.assessed("S")).isEqualTo(16);
        assertThat(house.state().unfunded()).isEqualTo(84);
    }
}
