package io.spillway.waterfall.day;

import static io.spillway.domain.ledger.LedgerAccountType.ACCOUNT_CASH;
import static io.spillway.domain.ledger.LedgerAccountType.CLIENT_SURPLUS_RETURNED;
import static io.spillway.domain.ledger.LedgerAccountType.DEFAULTER_LOSS;
import static io.spillway.domain.ledger.LedgerAccountType.DEFAULT_FUND;
import static io.spillway.domain.ledger.LedgerAccountType.INSURANCE_FUND;
import static io.spillway.domain.ledger.LedgerAccountType.LIQUIDATION_FEES;
import static io.spillway.domain.ledger.LedgerAccountType.MEMBER_CAPITAL_CALLED;
import static io.spillway.domain.ledger.LedgerAccountType.OUTSIDE;
import static io.spillway.domain.ledger.LedgerAccountType.SEIZED_COLLATERAL;
import static io.spillway.domain.ledger.LedgerAccountType.UNFUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.ledger.Journal;
import io.spillway.waterfall.layer.LayerName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A default as the ledger and the next day see it (rules 2.4, 2.7, 5, 6.1; faults 30, 32, 37, 38). */
class CascadeDayTest {

    /**
     * D is long 100 GAS for itself, its client C long 10 and its client P long 10 with backup S; S is short 120. GAS
     * falls from 100 to 80: D-H loses 2,000.00. The close-out of D moves GAS by 100 x 80 / 80,000 = 10% to 72, at 76
     * on average.
     */
    private static DayHouse house() {
        return new DayHouse().depth("GAS", "80000").member("D", 0, 300_00).house("D").client("D-C", "D", null)
                .client("D-P", "D", "S").member("S", 500_00, 400_00).house("S").member("T", 500_00, 100_00).house("T")
                .holding("D-H", "GAS", 100).holding("D-C", "GAS", 10).holding("D-P", "GAS", 10)
                .holding("S-H", "GAS", -120).pot(LayerName.SKIN_IN_THE_GAME, 50_00)
                .pot(LayerName.INSURANCE_FUND, 100_00);
    }

    private static DayFiles deposits() {
        return DayFiles.usual().cash("1", "D-H", "USD", "1100").cash("2", "D-C", "USD", "1000")
                .cash("3", "D-P", "USD", "1000").cash("4", "S-H", "USD", "5000").cash("5", "T-H", "EUR", "100");
    }

    private static DayOpening secondDay(DayHouse house) {
        DayOpening first = house.firstDay();
        return house.dayAfter(first, house.run(first, deposits()));
    }

    /** Accounts in order: D-C, D-H, D-P, S-H, T-H; members D, S, T. */
    private static DayResult defaultDay(DayHouse house) {
        return house.run(secondDay(house), DayFiles.usual().price("GAS", "80"));
    }

    /**
     * D-H: 1,100.00 - 2,000.00 = -900.00 at the mark, then 100 x (76 - 80) = -400.00: a loss of 1,300.00. Its
     * contribution pays 300.00, skin in the game 50.00, the fund 100.00, S and T 400.00 and 100.00, assessments up to
     * 500.00 the last 350.00 (280.00 and 70.00 by 4 to 1).
     */
    @Test
    void theLossRunsThroughTheLayers() {
        DayResult day = defaultDay(house());
        assertThat(day.margins().status()).containsExactly(AccountStatus.GOOD, AccountStatus.BELOW_MAINTENANCE,
                AccountStatus.GOOD, AccountStatus.GOOD, AccountStatus.GOOD);
        assertThat(day.margins().equity()[1]).isEqualTo(-900_00);
        assertThat(day.cascade().rounds().get(0).loss()).isEqualTo(1_300_00);
        assertThat(day.close().members().inDefault()).containsExactly(true, false, false);
        assertThat(day.close().members().contribution()).containsExactly(0, 0, 0);
        assertThat(day.close().members().capital()).containsExactly(0, 220_00, 430_00);
        assertThat(day.close().members().assessed()).containsExactly(0, 280_00, 70_00);
        assertThat(day.isUnfunded()).isFalse();
        assertThat(day.close().lastDefault()).contains(LocalDate.of(2026, 3, 3));
    }

    @Test
    void theLedgerTellsTheSameInDoubleEntries() {
        Books books = Books.of(defaultDay(house()));
        assertThat(books.of(DEFAULTER_LOSS, "D", "USD")).as("all covered").isZero();
        assertThat(books.of(DEFAULT_FUND, "D", "USD")).isEqualTo(-300_00);
        assertThat(books.of(DEFAULT_FUND, "S", "USD")).isEqualTo(-400_00);
        assertThat(books.of(INSURANCE_FUND, "USD")).isEqualTo(-100_00);
        assertThat(books.of(MEMBER_CAPITAL_CALLED, "S", "USD")).isEqualTo(-280_00);
        assertThat(books.of(UNFUNDED, "USD")).isZero();
        assertThat(books.of(ACCOUNT_CASH, "LIQUIDITY", "USD")).isZero();
    }

    /**
     * LIQUIDITY took D's 100 at 76 while GAS went to 72: -400.00, and C's 10 in round 2, which move GAS by
     * 10 x 80 / 80,000 = 1% to 71.28, at 71.64: (71.28 - 71.64) x 10 - 100 x 0.72 = -75.60.
     */
    @Test
    void whatLiquidityGainedGoesOutside() {
        DayResult day = defaultDay(house());
        assertThat(day.close().marks()[1]).isEqualByComparingTo("71.28");
        assertThat(day.close().liquidityLots()[1]).isEqualTo(110);
        assertThat(day.close().outside()).containsOnlyKeys("USD").containsEntry("USD", -475_60L);
        assertThat(Books.of(day).of(OUTSIDE, "USD")).isEqualTo(-475_60);
    }

    /** C: 1,000.00 - 200.00 - 80.00 (72) - 3.60 (71.64) = 716.40 goes back; P is ported with 1,000.00 - 287.20. */
    @Test
    void aClosedClientGetsItsMoneyBackAndAPortedOneKeepsIt() {
        DayResult day = defaultDay(house());
        assertThat(day.cascade().rounds().get(0).ported()).containsExactly(2);
        assertThat(day.close().accountMember()[2]).as("S").isEqualTo(1);
        assertThat(Books.of(day).of(CLIENT_SURPLUS_RETURNED, "D-C", "USD")).isEqualTo(716_40);
        assertThat(day.close().cash().get("USD")[0]).isZero();
        assertThat(day.close().cash().get("USD")[2]).isEqualTo(712_80);
        assertThat(Books.rulesOf(day, "ACCOUNT_CASH:D-C")).containsExactly("3.1", "5.7", "5.6", "5.10");
    }

    @Test
    void theNextDayOpensWithTheCascadesPriceAndTheNewOwners() {
        DayHouse house = house();
        DayOpening second = secondDay(house);
        DayResult day = house.run(second, DayFiles.usual().price("GAS", "80"));
        DayOpening third = house.dayAfter(second, day);
        assertThat(third.businessDate()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(third.marks()[1]).isEqualByComparingTo("71.28");
        assertThat(third.publishedPrices()[1]).as("stored beside it").isEqualByComparingTo("80");
        DayResult next = house.run(third, DayFiles.usual().price("GAS", "73.28"));
        assertThat(next.variationMargin().accounts().get("USD")).containsExactly(0, 0, 20_00, -240_00, 0);
        assertThat(next.variationMargin().liquidity()).containsEntry("USD", 220_00L);
        assertThat(next.close().outside()).containsEntry("USD", 220_00L);
        assertThat(next.book().memberOf(2)).isEqualTo(1);
        assertThat(next.margins().status()[1]).isEqualTo(AccountStatus.IN_DEFAULT);
        assertThat(next.cascade().rounds()).isEmpty();
    }

    @Test
    void feesOfTheCloseOutPassThroughToTheInsuranceFund() {
        DayHouse house = house().feeRate("0.001");
        DayResult day = defaultDay(house);
        Books books = Books.of(day);
        assertThat(books.of(LIQUIDATION_FEES, "USD")).isZero();
        // 8,000.00 x 0.1% in round 1, 720.00 x 0.1% in round 2; the waterfall waits for D's last account
        assertThat(day.cascade().rounds().get(1).layers().get(3).by()).containsEntry("INSURANCE_FUND", 108_72L);
        assertThat(books.of(INSURANCE_FUND, "USD")).isEqualTo(-100_00);
        assertThat(day.cascade().rounds().get(0).loss()).isEqualTo(1_308_00);
    }

    /** Without more layers 850.00 stays unpaid, on every balance that tells it. */
    @Test
    void whatNobodyPaysIsUnfunded() {
        DayHouse house = house().layers(LayerName.DEFAULTER_MARGIN, LayerName.DEFAULTER_FUND_CONTRIBUTION,
                LayerName.SKIN_IN_THE_GAME, LayerName.INSURANCE_FUND);
        DayResult day = defaultDay(house);
        assertThat(day.isUnfunded()).isTrue();
        assertThat(day.end().unfunded()).isEqualTo(850_00);
        assertThat(Books.of(day).of(UNFUNDED, "USD")).isEqualTo(-850_00);
    }

    /**
     * D-H has 300.00 and EUR 500.00, worth 522.50 after haircut: 822.50 with its deposit. It loses 1,000.00, and its
     * euros are taken at 522.50 before its contribution pays the rest.
     */
    @Test
    void aDefaultersForeignCashIsTakenAtItsValueAfterHaircut() {
        DayHouse house = new DayHouse().member("D", 0, 300_00).house("D").member("S", 0, 0).house("S")
                .holding("D-H", "GAS", 50).holding("S-H", "GAS", -50).pot(LayerName.INSURANCE_FUND, 100_00);
        DayOpening first = house.firstDay();
        DayOpening second = house.dayAfter(first, house.run(first, DayFiles.usual().cash("1", "D-H", "USD", "300")
                .cash("2", "D-H", "EUR", "500").cash("3", "S-H", "USD", "5000")));
        DayResult day = house.run(second, DayFiles.usual().price("GAS", "80"));
        assertThat(day.margins().equity()[0]).isEqualTo(-177_50);
        assertThat(day.close().cash().get("EUR")).containsExactly(0, 0);
        assertThat(day.close().cash().get("USD")).containsExactly(0, 6_000_00);
        assertThat(day.close().members().contribution()[0]).isEqualTo(122_50);
        Books books = Books.of(day);
        assertThat(books.of(SEIZED_COLLATERAL, "EUR")).isEqualTo(500_00);
        assertThat(books.of(SEIZED_COLLATERAL, "USD")).isEqualTo(-522_50);
    }

    /**
     * S pays its client's deficit of 30.00 from EUR: 28.71 of them are worth 30.00195, so 30.00 and no cent more. The
     * 71.29 left are worth 74.49805; a cent from ROUNDING keeps its equity at 104.50 - 30.00.
     */
    @Test
    void aSurvivorsForeignCashIsTakenOnlyAsFarAsNeeded() {
        DayHouse house = new DayHouse().member("S", 0, 0).house("S").client("S-C", "S", null).member("T", 0, 0)
                .house("T").holding("S-C", "GAS", 10).holding("T-H", "GAS", -10);
        DayOpening first = house.firstDay();
        DayOpening second = house.dayAfter(first, house.run(first, DayFiles.usual().cash("1", "S-C", "USD", "170")
                .cash("2", "S-H", "EUR", "100").cash("3", "T-H", "USD", "5000")));
        DayResult day = house.run(second, DayFiles.usual().price("GAS", "80"));
        assertThat(day.close().members().inDefault()).containsExactly(false, false);
        assertThat(day.close().cash().get("EUR")[1]).as("S-H").isEqualTo(71_29);
        assertThat(day.close().cash().get("USD")[1]).as("S-H").isEqualTo(1);
        assertThat(day.close().equity()[1]).isEqualTo(74_50).isEqualTo(day.end().equityOf(1));
        assertThat(day.close().rounding()).containsEntry("USD", -1L);
    }

    @Test
    void aDefaultOfTwoMembersOnOneDayIsSharedByTheirLosses() {
        DayHouse house = new DayHouse().member("D", 0, 0).house("D").member("E", 0, 0).house("E").member("S", 0, 0)
                .house("S").holding("D-H", "GAS", 30).holding("E-H", "GAS", 10).holding("S-H", "GAS", -40)
                .pot(LayerName.SKIN_IN_THE_GAME, 10_00).layers(LayerName.SKIN_IN_THE_GAME);
        DayOpening first = house.firstDay();
        DayOpening second = house.dayAfter(first, house.run(first, DayFiles.usual().cash("1", "D-H", "USD", "330")
                .cash("2", "E-H", "USD", "110").cash("3", "S-H", "USD", "5000")));
        DayResult day = house.run(second, DayFiles.usual().price("GAS", "80"));
        assertThat(day.cascade().rounds()).hasSize(1);
        assertThat(day.end().unfunded()).isEqualTo(270_00 + 90_00 - 10_00);
        assertThat(day.journals().stream().filter(j -> j.rule().equals("5.14"))).extracting(Journal::amount)
                .containsExactly(7_50L, 2_50L);
    }

    /** A second default three weeks later finds what is left and what was called; after the period the base is new. */
    @Test
    void aPeriodRunsForTheCoolingOffDaysAndNoLonger() {
        for (int coolingOff : List.of(3, 20)) {
            DayHouse house = house();
            house.coolingOffDays = coolingOff;
            DayOpening opening = secondDay(house);
            DayResult day = house.run(opening, DayFiles.usual().price("GAS", "80"));
            assertThat(day.close().members().periodContribution()).containsExactly(300_00, 400_00, 100_00);
            for (int i = 1; i <= 3; i++) {
                opening = house.dayAfter(opening, day);
                assertThat(opening.lastDefault()).contains(LocalDate.of(2026, 3, 3));
                day = house.run(opening, DayFiles.usual().price("GAS", "7" + i).price("OIL", "7" + i)
                        .price("ESX", "400" + i).price("NKY", "3000" + i));
                assertThat(day.close().members().assessed()).containsExactly(0, 280_00, 70_00);
            }
            opening = house.dayAfter(opening, day);
            DayResult after = house.run(opening, DayFiles.usual().price("GAS", "75")
                    .fund("1", DayInputs.FundMovementKind.CONTRIBUTION, "S", "250"));
            boolean over = coolingOff == 3;
            assertThat(after.close().lastDefault()).isEqualTo(over ? Optional.empty()
                    : Optional.of(LocalDate.of(2026, 3, 3)));
            assertThat(after.close().members().assessed()).isEqualTo(
                    over ? new long[3] : new long[] {0, 280_00, 70_00});
            assertThat(after.close().members().periodContribution()).isEqualTo(
                    over ? new long[] {0, 250_00, 0} : new long[] {300_00, 400_00, 100_00});
        }
    }
}
