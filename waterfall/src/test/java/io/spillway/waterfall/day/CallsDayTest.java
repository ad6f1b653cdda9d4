package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.waterfall.day.Outstanding.OpenCall;
import io.spillway.waterfall.day.Settlements.CallOutcome;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

/** Margin calls over days: met by their due time or not (rule 4.7). */
class CallsDayTest {

    /** A-H needs 10 x 100 x 10% = 100.00, initial 110.00, and has 105.00: called for 5.00 until 10:00 on Tuesday in Paris. */
    private static DayHouse house() {
        return new DayHouse().member("A", 0, 0).house("A").member("B", 0, 0).house("B")
                .holding("A-H", "GAS", 10).holding("B-H", "GAS", -10);
    }

    private static DayOpening tuesday(DayHouse house) {
        DayOpening first = house.firstDay();
        return house.dayAfter(first, house.run(first, DayFiles.usual().cash("1", "A-H", "USD", "105")
                .cash("2", "B-H", "USD", "900")));
    }

    private static DayResult run(DayFiles files) {
        DayHouse house = house();
        return house.run(tuesday(house), files);
    }

    private static CallStatus statusAfter(DayFiles files) {
        return run(files).settlements().calls().get(0).status();
    }

    @Test
    void theCallIsCarriedToTheDayItIsDue() {
        assertThat(tuesday(house()).outstanding().calls()).containsExactly(
                new OpenCall("A-H", 5_00, OffsetDateTime.parse("2026-03-03T10:00+01:00")));
    }

    @Test
    void cashUpToTheDueTimeMeetsIt() {
        DayResult day = run(DayFiles.usual().cash("3", "A-H", "USD", "5"));
        assertThat(day.settlements().calls()).containsExactly(new CallOutcome(0, 5_00, 5_00,
                OffsetDateTime.parse("2026-03-03T10:00+01:00"), CallStatus.MET));
        assertThat(day.settlements().left().calls()).isEmpty();
        assertThat(statusAfter(DayFiles.usual().cashAt("2026-03-03T09:00:00Z", "3", "A-H", "5"))).as("10:00 in Paris")
                .isEqualTo(CallStatus.MET);
        assertThat(statusAfter(DayFiles.usual().cash("3", "A-H", "USD", "2").cash("4", "A-H", "USD", "3")))
                .isEqualTo(CallStatus.MET);
    }

    @Test
    void oneCentOrOneSecondTooLateDoesNot() {
        assertThat(statusAfter(DayFiles.usual())).isEqualTo(CallStatus.UNMET);
        assertThat(statusAfter(DayFiles.usual().cash("3", "A-H", "USD", "4.99"))).isEqualTo(CallStatus.UNMET);
        assertThat(statusAfter(DayFiles.usual().cash("3", "B-H", "USD", "5"))).isEqualTo(CallStatus.UNMET);
        assertThat(statusAfter(DayFiles.usual().cashAt("2026-03-03T09:00:01Z", "3", "A-H", "5")))
                .isEqualTo(CallStatus.UNMET);
    }

    /** EUR 4.79 x 1.10 x 95% = 5.00555; EUR 4.78 is 4.9951. */
    @Test
    void foreignCashCountsAtItsValueAfterHaircut() {
        assertThat(statusAfter(DayFiles.usual().cash("3", "A-H", "EUR", "4.79"))).isEqualTo(CallStatus.MET);
        assertThat(statusAfter(DayFiles.usual().cash("3", "A-H", "EUR", "4.78"))).isEqualTo(CallStatus.UNMET);
    }

    @Test
    void aConfirmedPaymentCounts() {
        assertThat(statusAfter(DayFiles.usual().confirm("A-H"))).isEqualTo(CallStatus.CONFIRMED);
        assertThat(statusAfter(DayFiles.usual().confirm("B-H"))).isEqualTo(CallStatus.UNMET);
        assertThat(statusAfter(DayFiles.usual().confirm("A-H").cash("3", "A-H", "USD", "5")))
                .isEqualTo(CallStatus.MET);
    }

    @Test
    void anUnmetCallIsAFindingAndTheAccountIsCalledAgain() {
        DayResult day = run(DayFiles.usual().cash("3", "A-H", "USD", "2"));
        assertThat(day.inputs().findings()).filteredOn(f -> f.code() == FindingCode.UNMET_CALL).singleElement()
                .satisfies(f -> {
                    assertThat(f.item()).isEqualTo("A-H");
                    assertThat(f.message()).contains("5.00 USD").contains("2026-03-03T10:00+01:00").contains("2.00");
                });
        assertThat(day.close().members().inDefault()).containsExactly(false, false);
        assertThat(day.settlements().left().calls()).extracting(OpenCall::amount).containsExactly(3_00L);
        assertThat(run(DayFiles.usual().confirm("A-H")).inputs().findings()).extracting(Finding::code)
                .doesNotContain(FindingCode.UNMET_CALL);
    }

    @Test
    void byConfigItDeclaresTheMemberInDefaultBeforeRoundOne() {
        DayHouse house = house();
        house.unmetCall = UnmetCall.DECLARE_DEFAULT;
        DayResult day = house.run(tuesday(house), DayFiles.usual());
        assertThat(day.cascade().declaredBefore()).containsExactly(0);
        assertThat(day.cascade().rounds().get(0).closed()).containsExactly(0);
        assertThat(day.close().members().inDefault()).containsExactly(true, false);
        DayResult met = house.run(tuesday(house), DayFiles.usual().cash("3", "A-H", "USD", "5"));
        assertThat(met.cascade().isCalm()).isTrue();
    }

    @Test
    void aCallOnADefaulterLapses() {
        DayHouse house = house();
        DayOpening first = house.firstDay();
        DayOpening second = house.dayAfter(first, house.run(first, DayFiles.usual().cash("1", "A-H", "USD", "105")
                .cash("2", "B-H", "USD", "900").declare("A")));
        DayResult day = house.run(second, DayFiles.usual());
        assertThat(day.settlements().calls()).extracting(CallOutcome::status).containsExactly(CallStatus.LAPSED);
        assertThat(day.inputs().findings()).extracting(Finding::code).doesNotContain(FindingCode.UNMET_CALL);
    }
}
