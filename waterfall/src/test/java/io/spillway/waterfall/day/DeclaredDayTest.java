package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.waterfall.layer.LayerName;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A member declared in default by decision on a day that would have been calm (rules 5.11, 5.12). */
class DeclaredDayTest {

    /**
     * D is long 100 GAS for itself, its client C long 10 and its client P long 10 with backup S; S is short 120. All
     * have more than they need. T holds nothing.
     */
    private static DayHouse house() {
        return new DayHouse().depth("GAS", "80000").member("D", 700_00, 300_00).house("D").client("D-C", "D", null)
                .client("D-P", "D", "S").member("S", 500_00, 400_00).house("S").member("T", 500_00, 100_00).house("T")
                .holding("D-H", "GAS", 100).holding("D-C", "GAS", 10).holding("D-P", "GAS", 10)
                .holding("S-H", "GAS", -120).pot(LayerName.SKIN_IN_THE_GAME, 50_00);
    }

    private static DayOpening secondDay(DayHouse house) {
        DayOpening first = house.firstDay();
        return house.dayAfter(first, house.run(first, DayFiles.usual().cash("1", "D-H", "USD", "2500")
                .cash("2", "D-C", "USD", "1000").cash("3", "D-P", "USD", "1000").cash("4", "S-H", "USD", "5000")));
    }

    private static DayResult declare(DayHouse house, String... members) {
        return Day.compute(secondDay(house), DayFiles.usual().inputs().declaring(List.of(members)), house.rules(),
                "settings");
    }

    /**
     * 110 GAS are sold: 110 x 100 / 80,000 = 13.75% to 86.25, at 93.125 on average. D-H loses 100 x 6.875 = 687.50 and
     * D-C 68.75; neither owes anything, so nobody pays. Accounts in order: D-C, D-H, D-P, S-H, T-H.
     */
    @Test
    void itsHouseAccountsAreClosedInRoundOneAndItsClientsPort() {
        DayResult day = declare(house(), "D");
        assertThat(day.margins().status()).as("before the cascade nothing was wrong").containsOnly(AccountStatus.GOOD);
        assertThat(day.cascade().declaredBefore()).containsExactly(0);
        assertThat(day.cascade().portedBefore()).containsExactly(2);
        assertThat(day.cascade().rounds()).hasSize(1);
        assertThat(day.cascade().rounds().get(0).closed()).containsExactly(0, 1);
        assertThat(day.cascade().rounds().get(0).defaulted()).as("declared before the round").isEmpty();
        assertThat(day.cascade().rounds().get(0).loss()).isZero();
        assertThat(day.close().marks()[1]).isEqualByComparingTo("86.25");
        assertThat(day.close().accountMember()).containsExactly(0, 0, 1, 1, 2);
        assertThat(day.close().members().inDefault()).containsExactly(true, false, false);
        assertThat(day.close().equity()[1]).isEqualTo(2_500_00 - 687_50);
        assertThat(day.close().members().capital()).containsExactly(700_00, 500_00, 500_00);
        assertThat(day.close().lastDefault()).as("the period begins").contains(LocalDate.of(2026, 3, 3));
    }

    @Test
    void theNextDayKnowsTheMemberAsADefaulter() {
        DayHouse house = house();
        DayOpening third = house.dayAfter(secondDay(house), declare(house, "D"));
        assertThat(third.members().inDefault()).containsExactly(true, false, false);
        DayResult next = house.run(third, DayFiles.usual().price("GAS", "87"));
        assertThat(next.margins().status()[1]).isEqualTo(AccountStatus.IN_DEFAULT);
        assertThat(next.cascade().isCalm()).isTrue();
    }

    @Test
    void aMemberWithoutPositionsIsDeclaredWithoutARound() {
        DayResult day = declare(house(), "T");
        assertThat(day.cascade().rounds()).isEmpty();
        assertThat(day.cascade().declaredBefore()).containsExactly(2);
        assertThat(day.cascade().isCalm()).as("a declaration is no calm day").isFalse();
        assertThat(day.close().members().inDefault()).containsExactly(false, false, true);
    }

    @Test
    void theDigestTellsWhoWasDeclaredByDecisionAndNotInWhichOrder() {
        assertThat(declare(house(), "T").digest()).isNotEqualTo(declare(house()).digest());
        assertThat(declare(house(), "T", "D").digest()).isEqualTo(declare(house(), "D", "T", "D").digest());
    }

    @Test
    void aMemberThatTheHouseDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> declare(house(), "X")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("X").hasMessageContaining("no such member");
    }
}
