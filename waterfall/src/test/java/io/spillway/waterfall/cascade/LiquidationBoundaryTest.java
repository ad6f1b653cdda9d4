package io.spillway.waterfall.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.member.AccountKind;
import io.spillway.waterfall.cascade.TestHouse.Event;
import io.spillway.waterfall.cascade.TestHouse.Running;
import io.spillway.waterfall.closeout.ExecutionPrice;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults 29 to 31 and 40, rules 4.2, 5.3 to 5.9, 5.15: boundaries of the close-out, in cents. */
class LiquidationBoundaryTest {

    /** Ten lots at 100: notional 1,000.00, maintenance 10%. */
    private static TestHouse tenLots(long equity) {
        return new TestHouse().instrument(TestInstrument.of("OIL", "100")).member("M", 0, 0).house("A", "M", equity)
                .holding("A", "OIL", 10);
    }

    @Test
    void exactlyAtMaintenanceIsNotBelowIt() {
        Running at = tenLots(100_00).start();
        assertThat(at.run(Event.NONE).rounds()).isEmpty();
        assertThat(at.isOpen("A")).isTrue();
    }

    @Test
    void oneCentBelowMaintenanceIsClosedWhole() {
        Running below = tenLots(99_99).start();
        CascadeResult result = below.run(Event.NONE);
        assertThat(result.rounds()).hasSize(1);
        assertThat(result.rounds().get(0).closed()).containsExactly(0);
        assertThat(below.isOpen("A")).isFalse();
        assertThat(below.equity("A")).as("no impact, no fee").isEqualTo(99_99);
        assertThat(below.isInDefault("M")).isFalse();
    }

    /** 1,000.00 x 0.1000001 = 100.0001, rounded up to 100.01. */
    @ParameterizedTest
    @CsvSource({"10000, 1", "10001, 0"})
    void maintenanceIsRoundedUpBeforeEquityIsComparedWithIt(long equity, int rounds) {
        TestHouse house = new TestHouse().instrument(TestInstrument.of("OIL", "100").withRate("0.1000001"))
                .member("M", 0, 0).house("A", "M", equity).holding("A", "OIL", -10);
        assertThat(house.start().run(Event.NONE).rounds()).hasSize(rounds);
    }

    /** B buys back 10 lots, the price rises from 100 to 110: A keeps 105.00 of 205.00 and needs 110.00. */
    @ParameterizedTest
    @CsvSource({"20500, 2", "20999, 2", "21000, 1"})
    void aShortPositionNeedsMoreAsThePriceRises(long equity, int rounds) {
        TestHouse house = new TestHouse().instrument(TestInstrument.of("OIL", "100").withDepth("10000"))
                .member("M", 0, 0).house("A", "M", equity).holding("A", "OIL", -10)
                .member("N", 100_00, 0).house("B", "N", 99_00).holding("B", "OIL", -10);
        assertThat(house.start().run(Event.NONE).rounds()).hasSize(rounds);
    }

    @Test
    void negativeEquityWithoutPositionsIsPaidByTheMember() {
        Running house = new TestHouse().member("M", 30_00, 0).house("A", "M", -50_00).house("B", "M", 20_00).start();
        CascadeResult result = house.run(Event.NONE);
        assertThat(result.rounds()).hasSize(1);
        assertThat(result.rounds().get(0).layers()).isEmpty();
        assertThat(house.equity("A")).isZero();
        assertThat(house.equity("B")).as("house equity pays before capital").isZero();
        assertThat(house.capital("M")).isZero();
        assertThat(house.isInDefault("M")).isFalse();
    }

    @Test
    void oneCentShortAndTheMemberPaysNoneAndDefaults() {
        Running house = new TestHouse().member("M", 29_99, 40_00).house("A", "M", -50_00).house("B", "M", 20_00)
                .start();
        CascadeResult result = house.run(Event.NONE);
        assertThat(house.isInDefault("M")).isTrue();
        assertThat(house.capital("M")).as("stays with the estate").isEqualTo(29_99);
        assertThat(LayerBoundaryTest.paid(result, LayerName.DEFAULTER_MARGIN)).isEqualTo(20_00);
        assertThat(LayerBoundaryTest.paid(result, LayerName.DEFAULTER_FUND_CONTRIBUTION)).isEqualTo(30_00);
        assertThat(house.contribution("M")).isEqualTo(10_00);
    }

    @Test
    void houseMoneyPaysForClientsAndNeverTheOtherWayRound() {
        Running pays = new TestHouse().member("M", 0, 0).house("H", "M", 50_00).client("C", "M", null, -50_00).start();
        pays.run(Event.NONE);
        assertThat(pays.equity("H")).isZero();
        assertThat(pays.isInDefault("M")).isFalse();

        Running refuses = new TestHouse().member("M", 0, 0).house("H", "M", -50_00).client("C", "M", null, 50_00)
                .start();
        refuses.run(Event.NONE);
        assertThat(refuses.equity("C")).isEqualTo(50_00);
        assertThat(refuses.state().unfunded()).isEqualTo(50_00);
    }

    /** A half cent per position: the accounts' go to zero (even), LIQUIDITY's 1.5 cents to two. */
    @Test
    void roundingCentsGoToRounding() {
        TestHouse spec = new TestHouse().instrument(TestInstrument.of("OIL", "100")).member("M", 0, 0);
        for (String account : List.of("A", "B", "C")) {
            spec.house(account, "M", 1_000_00).holding(account, "OIL", 1);
        }
        Running house = spec.start();
        long before = house.wealth();
        house.run(Event.price("OIL", "99.995"));
        assertThat(house.equity("A") + house.equity("B") + house.equity("C")).isEqualTo(3_000_00);
        assertThat(house.state().liquidityEquity()).isEqualTo(2);
        assertThat(house.state().rounding()).isEqualTo(-2);
        assertThat(house.wealth()).isEqualTo(before);
    }

    /** 1,000 lots at 1 against a depth of 100 would fall by 10: it stops at one tick, or at zero without one. */
    @ParameterizedTest
    @CsvSource({"0.5, AVERAGE, 0.5, -25000", "0.5, FINAL, 0.5, -50000", ", AVERAGE, 0, -50000"})
    void thePriceStopsAtItsFloor(String tick, ExecutionPrice execution, String price, long profit) {
        TestInstrument gas = TestInstrument.of("GAS", "1").withDepth("100");
        TestHouse spec = new TestHouse().instrument(tick == null ? gas : gas.withTick(tick)).member("M", 900_00, 0)
                .house("A", "M", 99_99).holding("A", "GAS", 1_000);
        spec.rules(r -> new CascadeRules(r.layers(), r.assessmentMultiple(), r.socialisedLossBasis(), execution,
                r.liquidationFeeRate(), r.belowMaintenance(), r.initialFactor(), r.maxRounds()));
        Running house = spec.start();
        CascadeResult result = house.run(Event.NONE);
        assertThat(house.state().priceOf(0)).isEqualByComparingTo(price);
        assertThat(result.closeOuts()).extracting(CloseOut::profit).containsExactly(profit);
        assertThat(house.equity("A")).isZero();
        assertThat(house.capital("M")).isEqualTo(900_00 + 99_99 + profit);
    }

    /** At the limit of 10% one lot reaches the market: 5 lots take 5 rounds, the last of them not cut. */
    private static TestHouse slicedInFive() {
        return new TestHouse().instrument(TestInstrument.of("OIL", "100").withDepth("1000").withLimit("0.1"))
                .member("M", 0, 0).house("A", "M", 49_99).holding("A", "OIL", 5);
    }

    @Test
    void aPriceLimitSlicesTheOrder() {
        CascadeResult result = slicedInFive().start().run(Event.NONE);
        assertThat(result.rounds()).hasSize(5);
        assertThat(result.rounds()).extracting(r -> r.halted().size()).containsExactly(1, 1, 1, 1, 0);
        assertThat(result.rounds()).extracting(r -> r.closingPrices().get(0).toPlainString())
                .containsExactly("90", "81", "72.9", "65.61", "59.049");
        assertThat(result.closeOuts()).extracting(CloseOut::lots).containsExactly(1L, 1L, 1L, 1L, 1L);
    }

    @Test
    void exactlyMaxRoundsIsAResultAndOneMoreIsNot() {
        assertThat(slicedInFive().maxRounds(5).start().run(Event.NONE).rounds()).hasSize(5);
        assertThatThrownBy(() -> slicedInFive().maxRounds(4).start().run(Event.NONE))
                .isInstanceOf(CascadeException.class).hasMessageContaining("within max rounds, 4");
    }

    /** A tenth of a lot would trade at the limit: one whole lot does, and the price moves by the limit only. */
    @Test
    void whereNotEvenALotFitsOneLotExecutes() {
        CascadeResult result = new TestHouse()
                .instrument(TestInstrument.of("OIL", "100").withDepth("100").withLimit("0.1")).member("M", 0, 0)
                .house("A", "M", 10).holding("A", "OIL", 2).start().run(Event.NONE);
        assertThat(result.rounds()).extracting(r -> r.closingPrices().get(0).toPlainString())
                .containsExactly("90", "81");
        assertThat(result.closeOuts()).extracting(CloseOut::lots).containsExactly(1L, 1L);
    }

    /** The light side's lot crosses, so no lot needs to be forced into the market. */
    @Test
    void whereLotsCrossNoneIsForced() {
        Running house = new TestHouse()
                .instrument(TestInstrument.of("OIL", "100").withDepth("100").withLimit("0.1")).member("M", 500_00, 0)
                .house("A", "M", 10).holding("A", "OIL", 3).house("B", "M", 5).holding("B", "OIL", -1).start();
        CascadeResult result = house.run(Event.NONE);
        assertThat(result.rounds().get(0).closed()).containsExactly(1);
        assertThat(result.rounds().get(0).halted()).containsExactly(0);
        assertThat(result.closeOuts().stream().filter(c -> c.round() == 1)).extracting(CloseOut::lots)
                .containsExactly(1L, -1L);
        assertThat(result.rounds()).extracting(r -> r.closingPrices().get(0).toPlainString())
                .containsExactly("90", "81", "72.9");
    }

    @Test
    void oppositeAccountsCrossAtTheOpeningPriceAndMoveNothing() {
        Running house = new TestHouse().instrument(TestInstrument.of("OIL", "100").withDepth("100"))
                .member("M", 0, 0).house("A", "M", 1_00).holding("A", "OIL", 7).house("B", "M", 2_00)
                .holding("B", "OIL", -7).start();
        CascadeResult result = house.run(Event.NONE);
        assertThat(result.rounds()).hasSize(1);
        assertThat(house.state().priceOf(0)).isEqualByComparingTo("100");
        assertThat(house.equity("A")).isEqualTo(1_00);
        assertThat(house.equity("B")).isEqualTo(2_00);
        assertThat(house.state().liquidityLotsOf(0)).isZero();
    }

    @Test
    void clientsMoveToTheirBackupUnlessItIsInDefaultToo() {
        TestHouse spec = new TestHouse().instrument(TestInstrument.of("OIL", "100"))
                .member("D", 0, 0).member("E", 0, 0).member("S", 0, 0)
                .client("C1", "D", "S", 10_00).holding("C1", "OIL", 1)
                .client("C2", "D", "E", 10_00).holding("C2", "OIL", 1)
                .client("C3", "D", "S", 9_99).holding("C3", "OIL", 1)
                .client("C4", "D", null, 10_00).holding("C4", "OIL", 1);
        Running house = spec.start();
        CascadeResult result = house.run(new Event(Map.of(), Map.of(),
                Map.of("D", 1L, "E", 1L)));
        assertThat(result.portedBefore()).containsExactly(0);
        assertThat(house.memberOf("C1")).isEqualTo("S");
        assertThat(house.isOpen("C1")).isTrue();
        assertThat(List.of("C2", "C3", "C4")).allMatch(a -> house.memberOf(a).equals("D") && !house.isOpen(a));
        assertThat(house.equity("C2")).as("left for the client").isEqualTo(10_00);
    }

    /** D-C closes its GAS whole and is far above maintenance, but its OIL is cut short: it must not move. */
    @Test
    void aClientInTheMiddleOfAHaltedCloseOutIsNotPorted() {
        Running house = new TestHouse()
                .instrument(TestInstrument.of("OIL", "100").withDepth("1000").withLimit("0.1"))
                .instrument(TestInstrument.of("GAS", "100")).member("D", 0, 0).member("S", 0, 0)
                .house("D-H", "D", -1_00).client("D-C", "D", "S", 1_049_99).holding("D-C", "OIL", 5)
                .holding("D-C", "GAS", 100).start();
        CascadeResult result = house.run(Event.NONE);
        assertThat(result.rounds().get(0).defaulted()).containsExactly(house.book().memberIds().indexOf("D"));
        assertThat(result.rounds().get(0).halted()).containsExactly(house.book().accountIds().indexOf("D-C"));
        assertThat(result.rounds()).allMatch(r -> r.ported().isEmpty()).hasSize(5);
        assertThat(house.memberOf("D-C")).isEqualTo("D");
        assertThat(house.isOpen("D-C")).isFalse();
    }

    /** Sold at 99.5 on average, 100 before: -5.00, which a gains haircut may no longer take. The fee is no gain. */
    @Test
    void closingMovesEquityAndGainAndItsFeeMovesEquityOnly() {
        TestHouse spec = new TestHouse().instrument(TestInstrument.of("OIL", "100").withDepth("100000"))
                .member("M", 0, 0).account(new TestHouse.AccountOf("A", "M", AccountKind.HOUSE, Optional.empty(),
                        99_99, 20_00)).holding("A", "OIL", 10).house("B", "M", 50_00).holding("B", "OIL", -1);
        spec.rules(r -> new CascadeRules(r.layers(), r.assessmentMultiple(), r.socialisedLossBasis(),
                r.executionPrice(), new BigDecimal("0.001"), r.belowMaintenance(), r.initialFactor(),
                r.maxRounds()));
        Running house = spec.start();
        house.run(Event.NONE);
        assertThat(house.equity("A")).isEqualTo(99_99 - 5_00 - 1_00);
        assertThat(house.state().gainOf(0)).isEqualTo(15_00);
        assertThat(house.equity("B")).as("re-marked from 100 to 99").isEqualTo(51_00);
        assertThat(house.state().gainOf(1)).isEqualTo(1_00);
    }

    @Test
    void callFirstTakesCapitalOnlyIfItCoversTheCallInFull() {
        TestHouse spec = new TestHouse().instrument(TestInstrument.of("OIL", "100")).member("M", 10_00, 0)
                .house("A", "M", 99_99).holding("A", "OIL", 10);
        spec.rules(r -> new CascadeRules(r.layers(), r.assessmentMultiple(), r.socialisedLossBasis(),
                r.executionPrice(), r.liquidationFeeRate(), BelowMaintenance.CALL_FIRST, r.initialFactor(),
                r.maxRounds()));
        Running short1 = spec.start();
        CascadeResult refused = short1.run(Event.NONE);
        assertThat(refused.called()).isEmpty();
        assertThat(short1.capital("M")).isEqualTo(10_00);
        assertThat(short1.isOpen("A")).isFalse();

        TestHouse richer = spec.copy();
        richer.members.set(0, new TestHouse.MemberOf("M", 10_01, 0));
        Running met = richer.start();
        CascadeResult called = met.run(Event.NONE);
        assertThat(called.called()).containsExactly(0);
        assertThat(called.rounds()).isEmpty();
        assertThat(met.equity("A")).as("initial margin: 110% of 100.00").isEqualTo(110_00);
        assertThat(met.capital("M")).isZero();
    }

    @Test
    void feesGoToTheInsuranceFund() {
        TestHouse spec = tenLots(99_99);
        spec.rules(r -> new CascadeRules(r.layers(), r.assessmentMultiple(), r.socialisedLossBasis(),
                r.executionPrice(), new BigDecimal("0.0005"), r.belowMaintenance(), r.initialFactor(),
                r.maxRounds()));
        Running house = spec.start();
        house.run(Event.NONE);
        assertThat(house.equity("A")).isEqualTo(99_49);
        assertThat(house.state().balanceOf(LayerName.INSURANCE_FUND)).isEqualTo(50);
    }

    @Test
    void anAmountPast64BitsIsRefusedNotClamped() {
        TestHouse spec = new TestHouse()
                .instrument(TestInstrument.of("OIL", "9999999999").withTerms(PriceTerms.PLAIN)).member("M", 0, 0)
                .house("A", "M", 0).holding("A", "OIL", Long.MAX_VALUE / 2);
        assertThatThrownBy(() -> spec.start().run(Event.NONE)).isInstanceOf(ArithmeticException.class);
    }
}
