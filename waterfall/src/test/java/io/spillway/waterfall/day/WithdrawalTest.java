package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.waterfall.day.Withdrawal.Asked;
import io.spillway.waterfall.day.Withdrawal.Verdict;
import org.junit.jupiter.api.Test;

/** A withdrawal judged against a close (rule 4.7, fault 33). */
class WithdrawalTest {

    /**
     * A-H holds 10 GAS at 100: maintenance 100.00, initial 110.00. It has USD 100.00 and EUR 20.00, which counts
     * 20 x 1.10 x 95% = 20.90: 10.90 may leave. B-H is declared in default.
     */
    private static Verdict verdict(int account, String currency, long amount) {
        DayHouse house = new DayHouse().member("A", 0, 0).house("A").member("B", 0, 0).house("B")
                .holding("A-H", "GAS", 10).holding("B-H", "GAS", -10);
        DayOpening opening = house.firstDay();
        DayResult day = house.run(opening, DayFiles.usual().cash("1", "A-H", "USD", "100").cash("2", "A-H", "EUR", "20")
                .cash("3", "B-H", "USD", "900").declare("B"));
        return Withdrawal.judge(opening, day, house.rules(), new Asked(account, currency, amount)).verdict();
    }

    @Test
    void fault33WhatIsAboveInitialMarginMayLeaveAndNotACentMore() {
        assertThat(verdict(0, "USD", 10_90)).isEqualTo(Verdict.ALLOWED);
        assertThat(verdict(0, "USD", 10_91)).isEqualTo(Verdict.BELOW_INITIAL_MARGIN);
    }

    /** EUR 10.43 takes 10.89935 of equity, EUR 10.44 takes 10.9098. */
    @Test
    void foreignCashTakesItsValueAfterHaircut() {
        assertThat(verdict(0, "EUR", 10_43)).isEqualTo(Verdict.ALLOWED);
        assertThat(verdict(0, "EUR", 10_44)).isEqualTo(Verdict.BELOW_INITIAL_MARGIN);
    }

    @Test
    void cashThatIsNotThereAndCashOfADefaulterStay() {
        assertThat(verdict(0, "USD", 100_01)).isEqualTo(Verdict.NO_SUCH_BALANCE);
        assertThat(verdict(0, "JPY", 1)).isEqualTo(Verdict.NO_SUCH_BALANCE);
        assertThat(verdict(1, "USD", 1)).isEqualTo(Verdict.IN_DEFAULT);
    }
}
