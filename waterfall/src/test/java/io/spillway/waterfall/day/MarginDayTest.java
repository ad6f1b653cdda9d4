package io.spillway.waterfall.day;

import static io.spillway.domain.ledger.LedgerAccountType.ACCOUNT_CASH;
import static io.spillway.domain.ledger.LedgerAccountType.DEFAULT_FUND;
import static io.spillway.domain.ledger.LedgerAccountType.MEMBER_CAPITAL_CALLED;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.waterfall.layer.LayerName;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules 4.1, 4.2, 4.6 and 4.7; faults 29, 30 and 33. */
class MarginDayTest {

    /** Both hold 10 GAS at 100: maintenance 100.00, initial 110.00. B is rich. */
    private static DayHouse tenLots() {
        return new DayHouse().member("A", 50_00, 0).house("A").member("B", 0, 0).house("B")
                .holding("A-H", "GAS", 10).holding("B-H", "GAS", -10);
    }

    private static DayFiles cash(String amount) {
        return DayFiles.usual().cash("1", "A-H", "USD", amount).cash("2", "B-H", "USD", "1000");
    }

    @ParameterizedTest
    @CsvSource({"110, GOOD, 0", "109.99, MARGIN_CALL, 1", "100, MARGIN_CALL, 1000", "99.99, BELOW_MAINTENANCE, 0"})
    void statusAndCallFollowEquity(String equity, AccountStatus status, long call) {
        DayHouse house = tenLots();
        DayResult day = house.run(house.firstDay(), cash(equity));
        assertThat(day.margins().maintenance()).containsExactly(100_00, 100_00);
        assertThat(day.margins().initial()).containsExactly(110_00, 110_00);
        assertThat(day.margins().status()).containsExactly(status, AccountStatus.GOOD);
        assertThat(day.calls()).extracting(DayResult.MarginCall::amount)
                .isEqualTo(call == 0 ? List.of() : List.of(call));
        assertThat(day.end().isOpen(0)).as("closed only below maintenance").isEqualTo(
                status != AccountStatus.BELOW_MAINTENANCE);
    }

    /** 2026-03-05 is a holiday of the house, so a call of Wednesday is due on Friday; Paris is an hour east. */
    @Test
    void aCallIsDueOnTheNextBusinessDayInTheHousesZone() {
        DayHouse house = tenLots();
        DayOpening monday = house.firstDay();
        DayResult first = house.run(monday, cash("105"));
        assertThat(first.calls()).extracting(DayResult.MarginCall::dueAt)
                .containsExactly(ZonedDateTime.of(LocalDate.of(2026, 3, 3).atTime(10, 0), DayHouse.ZONE));
        DayOpening tuesday = house.dayAfter(monday, first);
        DayResult second = house.run(tuesday, DayFiles.usual());
        DayOpening wednesday = house.dayAfter(tuesday, second);
        DayResult third = house.run(wednesday, DayFiles.usual().price("OIL", "71"));
        assertThat(third.calls()).extracting(c -> c.dueAt().toString())
                .containsExactly("2026-03-06T10:00+01:00[Europe/Paris]");
        assertThat(third.calls()).extracting(DayResult.MarginCall::amount).containsExactly(5_00L);
        DayOpening friday = house.dayAfter(wednesday, third);
        assertThat(friday.businessDate()).isEqualTo(LocalDate.of(2026, 3, 6));
        DayResult met = house.run(friday, DayFiles.usual().price("OIL", "72").cash("9", "A-H", "USD", "5"));
        assertThat(met.calls()).isEmpty();
    }

    /** A loses 20.00 overnight: 95.00 is below 98.00 (10 x 98 x 10%). */
    @Test
    void aDaysLossTakesAnAccountBelowMaintenance() {
        DayHouse house = tenLots();
        DayOpening first = house.firstDay();
        DayOpening second = house.dayAfter(first, house.run(first, cash("115")));
        DayResult day = house.run(second, DayFiles.usual().price("GAS", "98"));
        assertThat(day.margins().equity()).containsExactly(95_00, 1_020_00);
        assertThat(day.margins().maintenance()).containsExactly(98_00, 98_00);
        assertThat(day.margins().status()[0]).isEqualTo(AccountStatus.BELOW_MAINTENANCE);
        assertThat(day.cascade().rounds()).hasSize(1);
        assertThat(day.close().equity()[0]).as("no impact: closed at the mark").isEqualTo(95_00);
        assertThat(day.close().liquidityLots()[1]).as("GAS is second").isEqualTo(10);
    }

    @Test
    void negativeEquityWithoutPositionsIsBelowMaintenanceAndPaidFromCapital() {
        DayHouse house = tenLots().client("C", "A", null);
        house.positions.clear();
        DayFiles files = DayFiles.usual().cash("1", "A-H", "USD", "1000").cash("2", "B-H", "USD", "2000")
                .cash("3", "C", "USD", "300");
        DayOpening first = house.firstDay();
        DayResult bought = house.run(first, files.trade("T", "C", "B-H", "GAS", "20", "100"));
        DayOpening second = house.dayAfter(first, bought);
        DayResult day = house.run(second, DayFiles.usual().price("GAS", "80").trade("U", "B-H", "C", "GAS", "20", "80"));
        assertThat(day.margins().status()).containsExactly(AccountStatus.GOOD, AccountStatus.GOOD,
                AccountStatus.BELOW_MAINTENANCE);
        assertThat(day.margins().equity()[2]).isEqualTo(-100_00);
        assertThat(day.close().cash().get("USD")).containsExactly(900_00, 2_400_00, 0);
        assertThat(day.close().members().inDefault()).containsExactly(false, false);
        assertThat(Books.rulesOf(day, "DEFAULTER_LOSS:A")).containsExactly("5.8", "5.9");
    }

    @Test
    void callFirstMovesCapitalIntoTheAccountBeforeTheCascade() {
        DayHouse house = tenLots().callFirst();
        DayResult day = house.run(house.firstDay(), cash("99.99"));
        assertThat(day.cascade().called()).containsExactly(0);
        assertThat(day.cascade().rounds()).isEmpty();
        assertThat(day.close().equity()[0]).isEqualTo(110_00);
        assertThat(day.close().members().capital()).containsExactly(39_99, 0);
        Books books = Books.of(day);
        assertThat(books.of(MEMBER_CAPITAL_CALLED, "A", "USD")).isEqualTo(-10_01);
        assertThat(books.of(ACCOUNT_CASH, "A-H", "USD")).isEqualTo(110_00);
        assertThat(Books.rulesOf(day, "MEMBER_CAPITAL_CALLED:A")).containsExactly("4.6");
    }

    /** 200.00 in the account, initial margin 110.00: 90.00 may leave, a cent more may not. */
    @ParameterizedTest
    @CsvSource({"-90, 11000, 0", "-90.01, 20000, 1", "-200.01, 20000, 1"})
    void aWithdrawalThatLeavesEquityBelowInitialIsRefused(String amount, long left, int refused) {
        DayHouse house = tenLots();
        DayResult day = house.run(house.firstDay(), cash("200").cash("W", "A-H", "USD", amount));
        assertThat(day.close().cash().get("USD")[0]).isEqualTo(left);
        assertThat(day.inputs().findings()).extracting(Finding::code)
                .isEqualTo(refused == 0 ? List.of() : List.of(FindingCode.WITHDRAWAL_REFUSED));
        assertThat(day.movements()).hasSize(3 - refused);
        assertThat(day.margins().status()[0]).isEqualTo(AccountStatus.GOOD);
    }

    @Test
    void withdrawalsAreJudgedOneByOneAfterAllDeposits() {
        DayHouse house = tenLots();
        DayResult day = house.run(house.firstDay(), cash("100").cash("W1", "A-H", "USD", "-60")
                .cash("W2", "A-H", "USD", "-50").cash("W3", "A-H", "USD", "-30").cash("Z", "A-H", "USD", "100"));
        assertThat(day.inputs().findings()).extracting(Finding::item).containsExactly("W2");
        assertThat(day.close().cash().get("USD")[0]).isEqualTo(110_00);
    }

    @Test
    void foreignCashIsNotWithdrawnBelowZeroAndCountsAfterHaircut() {
        DayHouse house = tenLots();
        DayFiles files = cash("100").cash("3", "A-H", "EUR", "100");
        DayResult tooMuch = house.run(house.firstDay(), files.cash("W", "A-H", "EUR", "-100.01"));
        assertThat(tooMuch.inputs().findings()).extracting(Finding::code)
                .containsExactly(FindingCode.WITHDRAWAL_REFUSED);
        // EUR 9.57 x 1.10 x 0.95 = 10.00065 stays, 110.00 with the dollars
        DayResult enough = house.run(house.firstDay(), cash("100").cash("3", "A-H", "EUR", "100")
                .cash("W", "A-H", "EUR", "-90.43"));
        assertThat(enough.close().cash().get("EUR")[0]).isEqualTo(9_57);
        DayResult aCentMore = house.run(house.firstDay(), cash("100").cash("3", "A-H", "EUR", "100")
                .cash("W", "A-H", "EUR", "-90.44"));
        assertThat(aCentMore.close().cash().get("EUR")[0]).isEqualTo(100_00);
    }

    @Test
    void fundMovementsChangeMeansBeforeTheCascade() {
        DayHouse house = tenLots();
        DayResult day = house.run(house.firstDay(), cash("99.99")
                .fund("1", DayInputs.FundMovementKind.CAPITAL, "A", "-50")
                .fund("2", DayInputs.FundMovementKind.CONTRIBUTION, "B", "12.34")
                .fund("3", DayInputs.FundMovementKind.LAYER, "INSURANCE_FUND", "1000"));
        assertThat(day.close().members().capital()).containsExactly(0, 0);
        assertThat(day.close().members().contribution()).containsExactly(0, 12_34);
        assertThat(day.close().pots()).containsEntry(LayerName.INSURANCE_FUND, 1_000_00L);
        assertThat(Books.of(day).of(DEFAULT_FUND, "B", "USD"))
                .isEqualTo(12_34);
    }
}
