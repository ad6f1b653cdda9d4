package io.spillway.waterfall.day;

import static io.spillway.waterfall.day.DayInputs.FundMovementKind.REPLENISHMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.waterfall.cascade.LayerResult;
import io.spillway.waterfall.layer.LayerName;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Defaults that follow each other: what is left pays, and calls are capped over the period (5.13.7; fault 38). */
class PeriodDayTest {

    /**
     * GAS without impact. D-H long 100 with 1,100.00, E-H long 100 with 3,000.00, F-H long 50 with 2,400.00, S-H short
     * 250 with 10,000.00. Contributions D 100.00, E 100.00, S 300.00; skin in the game 500.00.
     */
    private static DayHouse house() {
        return new DayHouse().member("D", 0, 100_00).house("D").member("E", 0, 100_00).house("E").member("F", 0, 0)
                .house("F").member("S", 250_00, 300_00).house("S").holding("D-H", "GAS", 100)
                .holding("E-H", "GAS", 100).holding("F-H", "GAS", 50).holding("S-H", "GAS", -250)
                .pot(LayerName.SKIN_IN_THE_GAME, 500_00);
    }

    private static Map<LayerName, Long> paid(DayResult day) {
        Map<LayerName, Long> paid = new TreeMap<>();
        for (LayerResult layer : day.cascade().rounds().get(0).layers()) {
            if (layer.paid() > 0) {
                paid.put(layer.layer(), layer.paid());
            }
        }
        return paid;
    }

    /** Runs the day and goes on to the next. */
    private static final class Days {

        private final DayHouse house;
        private DayOpening opening;

        private Days(int coolingOffDays) {
            house = house();
            house.coolingOffDays = coolingOffDays;
            opening = house.firstDay();
        }

        private DayResult next(String gas, UnaryOperator<DayFiles> change) {
            DayResult result = house.run(opening, change.apply(DayFiles.usual().price("GAS", gas)));
            opening = house.dayAfter(opening, result);
            return result;
        }
    }

    private static DayFiles deposits(DayFiles files) {
        return files.cash("1", "D-H", "USD", "1100").cash("2", "E-H", "USD", "3000").cash("3", "F-H", "USD", "2400")
                .cash("4", "S-H", "USD", "10000");
    }

    /**
     * Tuesday, 80: D loses 900.00: its own 100.00, skin 500.00, 300.00 of E's and S's contributions by 1 to 3, 75.00 and
     * 225.00. Wednesday, 60: E loses 1,000.00: its own 25.00, no skin is left, S's last 75.00, assessments up to
     * 1 x 300.00 although S has nothing in the fund, 600.00 of S's gains.
     */
    @Test
    void fault38ASecondDefaultFindsWhatTheFirstOneLeft() {
        Days days = new Days(20);
        days.next("100", PeriodDayTest::deposits);
        assertThat(paid(days.next("80", files -> files))).isEqualTo(Map.of(
                LayerName.DEFAULTER_FUND_CONTRIBUTION, 100_00L, LayerName.SKIN_IN_THE_GAME, 500_00L,
                LayerName.SURVIVORS_FUND_CONTRIBUTIONS, 300_00L));
        assertThat(days.opening.members().contribution()).containsExactly(0, 25_00, 0, 75_00);
        assertThat(paid(days.next("60", files -> files))).isEqualTo(Map.of(
                LayerName.DEFAULTER_FUND_CONTRIBUTION, 25_00L, LayerName.SURVIVORS_FUND_CONTRIBUTIONS, 75_00L,
                LayerName.ASSESSMENTS, 300_00L, LayerName.SOCIALISED_LOSS, 600_00L));
        assertThat(days.opening.members().assessed()).containsExactly(0, 0, 0, 300_00);
        assertThat(days.opening.members().periodContribution()).containsExactly(100_00, 100_00, 0, 300_00);
        assertThat(days.opening.outstanding().dues()).as("E is in default and owes its loss instead")
                .extracting(d -> d.member() + " " + d.dueOn() + " " + d.amount())
                .containsExactly("S 2026-03-06 22500", "S 2026-03-09 7500");
    }

    /**
     * S brings its 300.00 back on Friday; on Monday, 45, F loses 350.00. Within the period S's contribution pays 300.00
     * and nothing more can be called. A period of one business day ended on Friday: the new one's base is the 300.00
     * again, of which 50.00 are called.
     */
    @Test
    void callsAreCappedOverThePeriodAndANewPeriodBeginsAnew() {
        for (int coolingOff : new int[] {20, 1}) {
            Days days = new Days(coolingOff);
            days.next("100", PeriodDayTest::deposits);
            days.next("80", files -> files);
            days.next("60", files -> files);
            DayResult friday = days.next("60", files -> files.fund("1", REPLENISHMENT, "S", "300"));
            assertThat(friday.close().members().assessed()).as("its last day is part of it")
                    .containsExactly(0, 0, 0, 300_00);
            DayResult monday = days.next("45", files -> files);
            LayerName last = coolingOff == 20 ? LayerName.SOCIALISED_LOSS : LayerName.ASSESSMENTS;
            assertThat(paid(monday)).as("%d days", coolingOff).isEqualTo(Map.of(
                    LayerName.SURVIVORS_FUND_CONTRIBUTIONS, 300_00L, last, 50_00L));
            assertThat(monday.close().members().assessed()[3]).isEqualTo(coolingOff == 20 ? 300_00 : 50_00);
            assertThat(monday.close().lastDefault()).contains(monday.settlements().shares().get(0).paidOn());
        }
    }
}
