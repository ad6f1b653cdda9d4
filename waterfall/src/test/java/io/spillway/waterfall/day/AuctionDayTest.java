package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.domain.instrument.OptionRight;
import io.spillway.domain.instrument.OptionTerms;
import io.spillway.domain.instrument.PremiumStyle;
import io.spillway.waterfall.day.DayOpening.OwnCloseOut;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions of a defaulter that an auction closed, in place of the market (rules 2.6, 5.6, 5.11; fault 32). */
class AuctionDayTest {

    /** D is long 100 GAS for itself, client C 10, client P 10 with backup S; S is short 120. Accounts: D-C, D-H, D-P, S-H, T-H. */
    private static DayHouse house() {
        return new DayHouse().depth("GAS", "80000").member("D", 0, 300_00).house("D").client("D-C", "D", null)
                .client("D-P", "D", "S").member("S", 500_00, 400_00).house("S").member("T", 500_00, 100_00).house("T")
                .holding("D-H", "GAS", 100).holding("D-C", "GAS", 10).holding("D-P", "GAS", 10)
                .holding("S-H", "GAS", -120).pot(LayerName.SKIN_IN_THE_GAME, 50_00)
                .pot(LayerName.INSURANCE_FUND, 100_00);
    }

    private static DayOpening secondDay(DayHouse house) {
        DayOpening first = house.firstDay();
        return house.dayAfter(first, house.run(first, DayFiles.usual().cash("1", "D-H", "USD", "1100")
                .cash("2", "D-C", "USD", "1000").cash("3", "D-P", "USD", "1000").cash("4", "S-H", "USD", "5000")
                .cash("5", "T-H", "EUR", "100").cash("6", "T-H", "USD", "3000")));
    }

    private static DayFiles declared() {
        return DayFiles.usual().price("GAS", "90").declare("D");
    }

    /**
     * GAS falls from 100 to 90: D-H 1,100.00 - 1,000.00 = 100.00. T takes 60 of its 100 GAS at 85: D-H loses
     * 60 x (90 - 85) = 300.00, T-H gains it. Round 1 sells 40 of D-H and 10 of D-C: 50 x 90 / 80,000 = 5.625%, to
     * 84.9375, at 87.46875. D-H loses 40 x 2.53125 = 101.25: deficit 301.25, of which its contribution pays 300.00
     * and skin in the game 1.25. T-H: 3,000.00 + 104.50 (EUR 100 after 5%) + 300.00 - 60 x 5.0625 = 3,100.75.
     */
    @Test
    void theBuyerTakesThePositionAtTheAuctionsPriceAndTheRestGoesToTheMarket() {
        DayHouse house = house();
        DayResult day = house.run(secondDay(house), declared().closeout("D-H GAS 60 85 T-H"));
        assertThat(day.margins().equity()[1]).isEqualTo(-200_00);
        assertThat(day.margins().equity()[4]).isEqualTo(3_404_50);
        assertThat(day.margins().maintenance()[4]).as("60 x 90 x 10%").isEqualTo(540_00);
        assertThat(day.settlements().auction()).singleElement().satisfies(c -> {
            assertThat(c.profit()).isEqualTo(-300_00);
            assertThat(c.mark()).isEqualByComparingTo("90");
        });
        assertThat(day.close().marks()[1]).isEqualByComparingTo("84.9375");
        assertThat(day.close().liquidityLots()[1]).isEqualTo(50);
        assertThat(day.cascade().rounds().get(0).loss()).isEqualTo(301_25);
        assertThat(day.close().pots().get(LayerName.SKIN_IN_THE_GAME)).isEqualTo(48_75);
        assertThat(day.close().equity()[4]).isEqualTo(3_100_75);
    }

    /** The whole of D: nothing is left for the market, so the price stays and LIQUIDITY takes nothing. */
    @Test
    void aWholeBookSoldAtAuctionMovesNoPrice() {
        DayHouse house = house();
        DayResult day = house.run(secondDay(house), declared().closeout("D-H GAS 100 88 T-H")
                .closeout("D-C GAS 10 89.5 T-H"));
        assertThat(day.close().marks()[1]).isEqualByComparingTo("90");
        assertThat(day.close().liquidityLots()[1]).isZero();
        assertThat(day.close().equity()[1]).as("100 - 200 = -100, paid by its contribution").isZero();
        assertThat(day.close().members().contribution()[0]).isEqualTo(200_00);
        assertThat(day.close().equity()[4]).isEqualTo(3_104_50 + 205_00);
        assertThat(Books.of(day).of(LedgerAccountType.CLIENT_SURPLUS_RETURNED, "D-C", "USD"))
                .as("1,000 - 100 - 5").isEqualTo(895_00);
    }

    @Test
    void theLedgerTellsTheAuctionByRuleFiveSixAndTheHouseKeepsNothing() {
        DayHouse house = house();
        DayResult day = house.run(secondDay(house), declared().closeout("D-H GAS 60 85 T-H"));
        assertThat(day.journals().stream().filter(j -> j.cause().startsWith("auction"))).hasSize(2)
                .allSatisfy(j -> {
                    assertThat(j.rule()).isEqualTo("5.6");
                    assertThat(j.amount()).isEqualTo(300_00);
                });
        assertThat(Books.of(day).of(LedgerAccountType.VARIATION_MARGIN_HOUSE, "USD")).isZero();
    }

    /** A survivor's gains may be haircut: what it took over cheaply is the price of the position, not such a gain. */
    @Test
    void theBuyersAdvantageIsNoGainOfTheDay() {
        DayHouse house = house();
        DayResult day = house.run(secondDay(house), declared().closeout("D-H GAS 60 85 T-H"));
        assertThat(day.opening().accounts().gain()[4]).isZero();
        assertThat(day.opening().accounts().gain()[1]).isEqualTo(-1_300_00);
    }

    /** A short position is bought back by nobody: the buyer takes it over short, below the mark it loses. */
    @Test
    void aShortPositionIsTakenOverAsItIsHeld() {
        DayHouse house = house();
        DayResult day = house.run(secondDay(house), DayFiles.usual().price("GAS", "110").declare("S")
                .closeout("S-H GAS -120 112 T-H"));
        assertThat(day.settlements().auction().get(0).profit()).as("-120 x (112 - 110)").isEqualTo(-240_00);
        assertThat(day.margins().equity()[3]).as("5,000 - 1,200 - 240").isEqualTo(3_560_00);
        assertThat(day.margins().equity()[4]).isEqualTo(3_104_50 + 240_00);
    }

    /**
     * D-H holds 5 calls, ten units a lot, marked at 4.50: worth 225.00. T pays 4.00 for them: 200.00 of cash for a value
     * of 225.00. D-H: 1,100.00 - 1,000.00 + 200.00; both lose and gain 25.00 of equity.
     */
    @Test
    void aPremiumStyleOptionIsPaidWholeAndItsValueGoesOver() {
        DayHouse house = house().option("CALL", new OptionTerms(new BigDecimal("70"), OptionRight.CALL,
                PremiumStyle.PREMIUM), LocalDate.of(2026, 6, 19)).holding("D-H", "CALL", 5).holding("S-H", "CALL", -5);
        DayOpening first = house.firstDay();
        DayOpening second = house.dayAfter(first, house.run(first, DayFiles.usual().price("CALL", "4.5")
                .price("BRENT", "70").cash("1", "D-H", "USD", "1100").cash("4", "S-H", "USD", "5000")
                .cash("2", "D-C", "USD", "1000").cash("3", "D-P", "USD", "1000").cash("6", "T-H", "USD", "3000")));
        DayResult day = house.run(second, declared().price("CALL", "4.5").price("BRENT", "70")
                .closeout("D-H CALL 5 4 T-H"));
        assertThat(day.settlements().auction().get(0).profit()).isEqualTo(-25_00);
        assertThat(day.settlements().auction().get(0).cash()).isEqualTo(200_00);
        assertThat(day.margins().equity()[1]).isEqualTo(1_100_00 - 1_000_00 + 200_00);
        assertThat(day.margins().equity()[4]).isEqualTo(3_000_00 - 200_00 + 225_00);
    }

    @Test
    void theNextDaysStatementIsExplainedByIt() {
        DayHouse house = house();
        DayOpening second = secondDay(house);
        DayOpening third = house.dayAfter(second, house.run(second, declared().closeout("D-H GAS 60 85 T-H")));
        assertThat(third.ownCloseOuts()).contains(new OwnCloseOut(1, 1, 60), new OwnCloseOut(4, 1, -60));
        CheckedInputs checked = house.check(third, DayFiles.usual().price("GAS", "85").states(new long[] {0, 1, 10},
                new long[] {1, 1, 100}, new long[] {2, 1, 10}, new long[] {3, 1, -120}));
        assertThat(checked.findings()).extracting(Finding::code).containsOnly(FindingCode.POSITION_EXPLAINED);
        assertThat(checked.findings()).extracting(Finding::item).containsExactly("D-C GAS", "D-H GAS", "T-H GAS");
    }

    @ParameterizedTest(name = "{0} because of {1}")
    @CsvSource({
        "X-H GAS 60 85 T-H, account_id, no such account",
        "T-H GAS 60 85 S-H, account_id, is not in default",
        "D-H TIN 60 85 T-H, instrument_id, no such instrument",
        "D-H GAS 60 85 LIQUIDITY, buyer_account_id, no such account",
        "D-H GAS 10 85 D-C, buyer_account_id, is in default and may not buy",
        "D-H GAS 101 85 T-H, quantity, the account has 100 left to close",
        "D-H GAS -60 85 T-H, quantity, as it is held",
        "D-H GAS 0 85 T-H, quantity, left to close",
        "D-H GAS 0.5 85 T-H, quantity, whole multiple of the lot",
        "D-H OIL 1 70.005 T-H, price, not a whole number of ticks",
        "D-H GAS 60 0 T-H, price, may not trade at zero",
    })
    void aRowThatCannotStandIsRejectedWholeAndStopsTheDay(String row, String column, String reason) {
        DayHouse house = house();
        CheckedInputs checked = house.check(secondDay(house), declared().closeout("D-C GAS 1 85 T-H").closeout(row));
        assertThat(checked.rejects()).singleElement().satisfies(reject -> {
            assertThat(reject.file()).isEqualTo("closeouts.csv");
            assertThat(reject.line()).isEqualTo(3);
            assertThat(reject.column()).isEqualTo(column);
            assertThat(reject.reason()).contains(reason);
        });
        assertThat(checked.findings()).filteredOn(f -> f.code() == FindingCode.CLOSEOUT_REJECTED).singleElement()
                .extracting(Finding::severity).isEqualTo(Severity.BLOCKING);
        assertThat(checked.decisions().auction()).as("the row before stands").hasSize(1);
    }

    @Test
    void rowsOfOnePositionMayNotCloseMoreThanItTogether() {
        DayHouse house = house();
        CheckedInputs checked = house.check(secondDay(house), declared().closeout("D-H GAS 60 85 T-H")
                .closeout("D-H GAS 41 84 S-H").closeout("D-H GAS 40 84 S-H"));
        assertThat(checked.rejects()).extracting(Reject::line).containsExactly(3L);
        assertThat(checked.decisions().auction()).extracting(CheckedInputs.AuctionFill::lots).isEqualTo(List.of(60L, 40L));
    }

    @Test
    void theDigestKnowsThePriceAndTheBuyer() {
        DayHouse house = house();
        DayOpening second = secondDay(house);
        assertThat(List.of(house.run(second, declared()).digest(),
                house.run(second, declared().closeout("D-H GAS 60 85 T-H")).digest(),
                house.run(second, declared().closeout("D-H GAS 60 86 T-H")).digest(),
                house.run(second, declared().closeout("D-H GAS 60 85 S-H")).digest())).doesNotHaveDuplicates();
    }
}
