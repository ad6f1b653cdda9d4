package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.waterfall.cascade.Recording;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Findings on positions, trades and movements, each by a case of its own (rules 2.1, 2.6; faults 24 to 28). */
class FindingsDayTest extends CheckedDay {

    @Test
    void aBookThatIsNotFlatBlocks() {
        DayHouse crooked = new DayHouse().member("A", 0, 0).house("A").holding("A-H", "GAS", 10)
                .holding("A-H", "OIL", -1);
        CheckedInputs checked = crooked.check(crooked.firstDay(), files());
        assertThat(checked.findings()).extracting(f -> f.code() + " " + f.item()).containsExactly("BOOK_NOT_FLAT GAS",
                "BOOK_NOT_FLAT OIL");
        assertThat(checked.findings().get(0).message()).contains("sum to 10");
        assertThat(checked.isBlocked()).isTrue();
    }

    @Test
    void statedPositionsMustBeTheBooks() {
        long[][] own = {{0, 1, 10}, {1, 1, -10}, {0, 0, 1}, {1, 0, -1}};
        assertThat(house.instruments.stream().map(i -> i.id()).sorted()).startsWith("ESX", "GAS");
        assertThat(found(files().states(own))).isEmpty();
        assertThat(found(files().states(own[0], own[1], own[2], own[3], new long[] {-1, 1, 77}))).isEmpty();
        assertThat(found(files().states(own[0], own[1], own[2]))).containsExactly("POSITION_BREAK B-H ESX");
        assertThat(found(files().states(own[0], own[1], own[2], own[3], new long[] {0, 2, 1})))
                .containsExactly("POSITION_BREAK A-H NKY");
        assertThat(found(files().states(new long[] {0, 1, 4}, new long[] {0, 1, 6}, own[1], own[2], own[3])))
                .as("rows of a position add up").isEmpty();
        requireBlocked(files().states(own[0], own[1], own[2]));
    }

    @Test
    void theHousesOwnCloseOutsExplainADifference() {
        DayResult day = house.run(second, files().price("ESX", "3000").cash("W", "A-H", "USD", "-91500"));
        assertThat(day.end().isOpen(0)).as("A fell below maintenance").isTrue();
        DayHouse poor = new DayHouse().member("A", 0, 0).house("A").member("B", 0, 0).house("B")
                .holding("A-H", "GAS", 10).holding("B-H", "GAS", -10);
        DayOpening first = poor.firstDay();
        DayResult closed = poor.run(first, DayFiles.usual().cash("1", "A-H", "USD", "99").cash("2", "B-H", "USD", "900"));
        DayOpening next = poor.dayAfter(first, closed);
        DayFiles stated = files().states(new long[] {0, 1, 10}, new long[] {1, 1, -10});
        assertThat(poor.check(next, stated).findings()).extracting(f -> f.code() + " " + f.item())
                .containsExactly("POSITION_EXPLAINED A-H GAS");
        assertThat(poor.check(next, stated).isBlocked()).isFalse();
        DayFiles wrong = files().states(new long[] {0, 1, 9}, new long[] {1, 1, -10});
        assertThat(poor.check(next, wrong).findings()).extracting(Finding::code)
                .containsExactly(FindingCode.POSITION_BREAK);
    }

    @Test
    void aTradeListedTwiceCountsOnce() {
        DayFiles files = files().trade("T", "A-H", "B-H", "GAS", "1", "100").side("T-B", "T", "A-H", "GAS", "1.0",
                "100.0");
        assertThat(found(files)).containsExactly("TRADE_DUPLICATE T-B");
        assertThat(house.check(second, files).trades()).hasSize(2);
    }

    @Test
    void aTradeListedTwiceWithOtherTermsBlocks() {
        DayFiles files = files().trade("T", "A-H", "B-H", "GAS", "1", "100").side("T-B", "T", "A-H", "GAS", "2",
                "100");
        assertThat(found(files)).containsExactly("TRADE_CONFLICT T-B");
        assertThat(house.check(second, files).trades()).isEmpty();
        requireBlocked(files);
    }

    @Test
    void aMatchMustNetToZeroInQuantityAndMoney() {
        assertThat(found(files().side("1", "T", "A-H", "GAS", "1", "100"))).containsExactly("MATCH_NOT_FLAT T");
        assertThat(found(files().side("1", "T", "A-H", "GAS", "1", "100").side("2", "T", "B-H", "GAS", "-1", "101")))
                .containsExactly("MATCH_NOT_FLAT T");
        assertThat(found(files().side("1", "T", "A-H", "GAS", "1", "100").side("2", "T", "B-H", "ESX", "-1", "100")))
                .containsExactly("MATCH_NOT_FLAT T");
        assertThat(found(files().side("1", "T", "A-H", "GAS", "1", "100").side("2", "T", "B-H", "GAS", "-1", "100")))
                .isEmpty();
        requireBlocked(files().side("1", "T", "A-H", "GAS", "1", "100"));
    }

    @ParameterizedTest
    @CsvSource({"NOBODY, GAS, 1, 100, account_id", "LIQUIDITY, GAS, 1, 100, account_id",
            "A-H, NOPE, 1, 100, instrument_id", "A-H, GAS, 0.5, 100, quantity", "A-H, ESX, 1, 4000.2, price",
            "A-H, GAS, 9223372036854775808, 100, quantity", "A-H, GAS, 1, -5, price", "A-H, GAS, 1, 0, price"})
    void oneBadRowRejectsItsMatchAndNoOther(String account, String instrument, String quantity, String price,
                                           String column) {
        DayFiles files = files().trade("T", account, "B-H", instrument, quantity, price)
                .trade("U", "A-H", "B-H", "GAS", "3", "101");
        assertThat(found(files)).containsExactly("MATCH_REJECTED T", "ROW_REJECTED trades.csv");
        assertThat(rejected(files)).containsExactly("trades.csv 2 " + column);
        assertThat(house.check(second, files).trades()).extracting(CheckedInputs.Trade::tradeId)
                .containsExactly("U-B", "U-S");
        requireGoesOn(files);
    }

    @Test
    void negativeTradePricesAreTakenWhereTheInstrumentAllowsThem() {
        house.allowNegative("GAS");
        CheckedInputs checked = house.check(house.firstDay(), files().trade("T", "A-H", "B-H", "GAS", "1", "-5"));
        assertThat(checked.findings()).isEmpty();
        assertThat(checked.trades()).hasSize(2);
    }

    @Test
    void aMatchThatLostAnUnreadRowIsRejectedWithoutBlocking() {
        DayFiles files = files().side("1", "T", "A-H", "GAS", "1", "100").reject(DayInputs.TRADES, 3);
        assertThat(found(files)).containsExactly("MATCH_REJECTED T", "ROW_REJECTED trades.csv");
        requireGoesOn(files);
    }

    /** The cut-off is 18:00 in Paris, whatever offset the trade is stamped with. */
    @ParameterizedTest
    @CsvSource({"2026-03-03T18:00:00+01:00, 0", "2026-03-03T18:00:00.001+01:00, 1", "2026-03-03T17:00:00Z, 0",
            "2026-03-03T17:00:01Z, 1", "2026-03-04T02:00:00+09:00, 0"})
    void tradesAfterTheCutOffBelongToTheNextDay(String time, int late) {
        DayFiles files = files().side("1", "T", "A-H", "GAS", "1", "100")
                .sideAt(OffsetDateTime.parse(time), "2", "T", "B-H", "GAS -1 100");
        assertThat(found(files)).isEqualTo(late == 0 ? List.of() : List.of("TRADE_AFTER_CUT_OFF T"));
        assertThat(house.check(second, files).trades()).hasSize(late == 0 ? 2 : 0);
        requireGoesOn(files);
    }

    @Test
    void tradesOfAMemberInDefaultAreRejectedAsAMatch() {
        second.members().inDefault()[1] = true;
        DayFiles files = files().trade("T", "A-H", "B-H", "GAS", "1", "100");
        assertThat(found(files)).containsExactly("TRADE_OF_DEFAULTER T");
        assertThat(house.check(second, files).trades()).isEmpty();
    }

    @Test
    void collateralOfAnUnknownAccountBlocksAndOfAnUnknownAssetIsRejected() {
        assertThat(found(files().cash("1", "NOBODY", "USD", "5"))).containsExactly("ACCOUNT_UNKNOWN NOBODY",
                "ROW_REJECTED collateral.csv");
        requireBlocked(files().cash("1", "NOBODY", "USD", "5"));
        assertThat(rejected(files().cash("1", "A-H", "GOLD", "5"))).containsExactly("collateral.csv 2 asset_id");
        assertThat(rejected(files().cash("1", "A-H", "USD", "0.001"))).containsExactly("collateral.csv 2 quantity");
        assertThat(rejected(files().cash("1", "A-H", "JPY", "0.5"))).containsExactly("collateral.csv 2 quantity");
    }

    @Test
    void fault26AMovementListedTwiceAlikeIsBookedOnce() {
        DayFiles files = files().cash("1", "A-H", "USD", "5").cash("1", "A-H", "USD", "5.0");
        assertThat(house.check(second, files).movements()).extracting(CheckedInputs.CashMovement::amount)
                .containsExactly(5_00L);
        assertThat(rejected(files)).containsExactly("collateral.csv 3 movement_id");
        requireGoesOn(files);
    }

    @Test
    void fault26AMovementListedTwiceWithOtherTermsIsNotBookedWhicheverRowIsReadFirst() {
        DayFiles files = files().cash("1", "A-H", "USD", "5").cash("1", "A-H", "USD", "7").cash("2", "A-H", "USD", "9");
        DayFiles funds = files().fund("1", DayInputs.FundMovementKind.CAPITAL, "A", "5")
                .fund("1", DayInputs.FundMovementKind.CAPITAL, "A", "7");
        for (int order = 0; order < 4; order++) {
            CheckedInputs checked = house.check(second, files.shuffled(order));
            assertThat(checked.movements()).extracting(CheckedInputs.CashMovement::movementId).containsExactly("2");
            assertThat(checked.rejects()).extracting(Reject::line).containsExactly(2L, 3L);
            assertThat(checked.findings()).extracting(f -> f.code() + " " + f.item()).containsExactly(
                    "MOVEMENT_CONFLICT 1", "ROW_REJECTED collateral.csv");
            assertThat(checked.isBlocked()).isTrue();
            assertThat(house.check(second, funds.shuffled(order)).fundMovements()).isEmpty();
        }
        requireBlocked(funds);
    }

    @Test
    void fundMovementsNameKnownOwnersAndStayAboveZero() {
        assertThat(rejected(files().fund("1", DayInputs.FundMovementKind.CAPITAL, "Z", "5")))
                .containsExactly("fund-movements.csv 2 member_id or layer");
        assertThat(rejected(files().fund("1", DayInputs.FundMovementKind.LAYER, "ASSESSMENTS", "5")))
                .containsExactly("fund-movements.csv 2 member_id or layer");
        assertThat(rejected(files().fund("1", DayInputs.FundMovementKind.CONTRIBUTION, "A", "-100.01")))
                .containsExactly("fund-movements.csv 2 amount");
        assertThat(rejected(files().fund("1", DayInputs.FundMovementKind.CONTRIBUTION, "A", "-60")
                .fund("2", DayInputs.FundMovementKind.CONTRIBUTION, "A", "-60")))
                .containsExactly("fund-movements.csv 3 amount");
        assertThat(rejected(files().fund("1", DayInputs.FundMovementKind.CONTRIBUTION, "A", "-100"))).isEmpty();
    }

    @Test
    void rejectsOfTheReaderAreListedByFile() {
        CheckedInputs checked = house.check(second, files().reject(DayInputs.PRICES, 9).reject(DayInputs.PRICES, 4));
        assertThat(checked.findings()).extracting(f -> f.code() + " " + f.item()).containsExactly(
                "ROW_REJECTED prices.csv");
        assertThat(checked.findings().get(0).message()).startsWith("2 rows");
        assertThat(checked.rejects()).extracting(Reject::line).containsExactly(4L, 9L);
    }

    @Test
    void positionsThatTogetherPass64BitsAreRefusedByName() {
        DayHouse huge = new DayHouse().member("A", 0, 0).house("A").client("B", "A", null)
                .holding("A-H", "GAS", Long.MAX_VALUE).holding("B", "GAS", 1);
        assertThatThrownBy(() -> huge.check(huge.firstDay(), files())).isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("GAS");
        DayFiles files = files().trade("T", "A-H", "B-H", "GAS", String.valueOf(Long.MAX_VALUE), "101");
        assertThatThrownBy(() -> house.run(second, files)).isInstanceOf(ArithmeticException.class);
    }

    /** The ledger is booked from the cascade's transfers: a day that records none would book nothing. */
    @Test
    void aDayRecordsTransfers() {
        house.recording = Recording.ROUNDS;
        assertThatThrownBy(() -> house.rules()).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recording");
        house.recording = Recording.WITHOUT_MAP;
        assertThat(house.rules().priceBand()).isEqualTo(new BigDecimal("0.5"));
    }
}
