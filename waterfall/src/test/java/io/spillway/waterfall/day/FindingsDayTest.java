package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.waterfall.cascade.Recording;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every finding of the day's checks by a case of its own (rules 1.2, 2.1, 2.6, 3.4; faults 10 to 28). */
class FindingsDayTest {

    private DayHouse house;
    private DayOpening second;

    /** A long 10 GAS and 1 ESX against B; a first day at the usual prices is closed. */
    @BeforeEach
    void closeAFirstDay() {
        house = new DayHouse().member("A", 0, 100_00).house("A").member("B", 0, 100_00).house("B")
                .holding("A-H", "GAS", 10).holding("B-H", "GAS", -10).holding("A-H", "ESX", 1)
                .holding("B-H", "ESX", -1);
        DayOpening first = house.firstDay();
        second = house.dayAfter(first, house.run(first, DayFiles.usual().cash("1", "A-H", "USD", "100000")
                .cash("2", "B-H", "USD", "100000")));
    }

    private static DayFiles files() {
        return DayFiles.usual().price("OIL", "71").price("NKY", "30001").price("GAS", "101").price("ESX", "4001");
    }

    /** CODE item, one a finding. */
    private List<String> found(DayFiles files) {
        return house.check(second, files).findings().stream().map(f -> f.code() + " " + f.item()).toList();
    }

    private List<String> rejected(DayFiles files) {
        return house.check(second, files).rejects().stream().map(r -> r.file() + " " + r.line() + " " + r.column())
                .toList();
    }

    private void requireBlocked(DayFiles files) {
        assertThat(house.check(second, files).isBlocked()).isTrue();
        assertThatThrownBy(() -> house.run(second, files)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("blocked");
    }

    private void requireGoesOn(DayFiles files) {
        assertThat(house.check(second, files).isBlocked()).isFalse();
        assertThat(house.run(second, files).digest()).isNotEmpty();
    }

    @Test
    void aCleanDayHasNoFindings() {
        assertThat(found(files())).isEmpty();
        assertThat(rejected(files())).isEmpty();
        requireGoesOn(files());
    }

    @Test
    void equalPricesOfOneInstrumentAreUsedOnce() {
        DayFiles files = files().alsoPrice("GAS", "USD", "101.0");
        assertThat(found(files)).containsExactly("PRICE_DUPLICATE GAS");
        requireGoesOn(files);
    }

    @Test
    void differingPricesOfOneInstrumentBlock() {
        DayFiles files = files().alsoPrice("GAS", "USD", "102");
        assertThat(found(files)).containsExactly("PRICE_CONFLICT GAS");
        assertThat(house.check(second, files).published()[0]).as("ESX has one").isNotNull();
        assertThat(house.check(second, files).published()[1]).as("GAS has neither price").isNull();
        requireBlocked(files);
    }

    @Test
    void aPriceOfAnUnknownInstrumentIsNotUsed() {
        DayFiles files = files().alsoPrice("NOPE", "USD", "1").alsoPrice("BRENT", "USD", "75");
        assertThat(found(files)).as("BRENT is an underlying").containsExactly("INSTRUMENT_UNKNOWN NOPE");
        requireGoesOn(files);
    }

    @Test
    void aHeldInstrumentWithoutAPriceBlocks() {
        assertThat(found(files().withoutPrice("GAS"))).containsExactly("PRICE_MISSING GAS");
        requireBlocked(files().withoutPrice("GAS"));
        assertThat(found(files().withoutPrice("OIL"))).as("nobody holds OIL").isEmpty();
        requireGoesOn(files().withoutPrice("OIL"));
    }

    @Test
    void anInstrumentTradedTodayIsHeldToo() {
        DayFiles files = files().withoutPrice("OIL").trade("T", "A-H", "B-H", "OIL", "1", "71");
        assertThat(found(files)).containsExactly("PRICE_MISSING OIL");
    }

    @Test
    void theLastMarkStandsInWhereConfigSaysSo() {
        house.severity(FindingCode.PRICE_MISSING, Severity.WARNING);
        DayFiles files = files().withoutPrice("GAS");
        assertThat(found(files)).containsExactly("PRICE_MISSING GAS");
        DayResult day = house.run(second, files);
        assertThat(day.close().marks()[1]).isEqualByComparingTo("100");
        assertThat(day.variationMargin().accounts().get("USD")).containsExactly(0, 0);
        assertThat(day.margins().maintenance()[0]).isEqualTo(100_00 + 4_401_10);
        assertThat(day.inputs().daysUnchanged()[1]).isEqualTo(1);
    }

    /** There is no default of zero: without a mark nothing can stand in, whatever config says (rule 3.4). */
    @Test
    void withoutAMarkToStandInAMissingPriceBlocksWhateverConfigSays() {
        house.severity(FindingCode.PRICE_MISSING, Severity.WARNING)
                .severity(FindingCode.PRICE_CONFLICT, Severity.WARNING);
        DayOpening first = house.firstDay();
        DayFiles missing = files().withoutPrice("GAS");
        assertThat(house.check(first, missing).isBlocked()).isTrue();
        assertThat(house.check(first, files().alsoPrice("GAS", "USD", "99")).isBlocked()).isTrue();
        DayFiles traded = files().withoutPrice("OIL").trade("T", "A-H", "B-H", "OIL", "1", "71");
        assertThat(house.check(first, traded).isBlocked()).isTrue();
    }

    @Test
    void withoutARateToStandInAMissingRateBlocksWhateverConfigSays() {
        house.severity(FindingCode.FX_RATE_MISSING, Severity.WARNING);
        assertThat(house.check(house.firstDay(), files().withoutRate("EUR")).isBlocked()).isTrue();
        requireGoesOn(files().withoutRate("EUR"));
        assertThat(house.check(second, files().withoutRate("EUR")).fx().get("EUR")).isEqualByComparingTo("1.10");
    }

    @Test
    void aPriceThatDoesNotMoveIsFoundAfterTheDaysAllowed() {
        DayOpening opening = second;
        for (int day = 1; day <= 2; day++) {
            CheckedInputs checked = house.check(opening, DayFiles.usual());
            assertThat(checked.findings()).isEmpty();
            assertThat(checked.daysUnchanged()[1]).isEqualTo(day);
            opening = house.dayAfter(opening, house.run(opening, DayFiles.usual()));
        }
        List<Finding> third = house.check(opening, DayFiles.usual().price("GAS", "100.5")).findings();
        assertThat(third).extracting(f -> f.code() + " " + f.item()).containsExactly("PRICE_UNCHANGED ESX",
                "PRICE_UNCHANGED NKY", "PRICE_UNCHANGED OIL");
        assertThat(third).extracting(Finding::severity).containsOnly(Severity.WARNING);
    }

    /** The band is 50% of the last mark of 100: 150 is inside, a cent more is not; also a price in pence. */
    @ParameterizedTest
    @CsvSource({"150, 0", "150.01, 1", "50, 0", "49.99, 1", "10000, 1", "1, 1"})
    void aPriceOutsideItsBandBlocks(String price, int findings) {
        DayFiles files = files().price("GAS", price);
        assertThat(found(files)).isEqualTo(findings == 0 ? List.of() : List.of("PRICE_OUT_OF_BAND GAS"));
        if (findings > 0) {
            requireBlocked(files);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void zeroAndNegativePricesAreRejectedWhereNotAllowed(String price) {
        DayFiles files = files().withoutPrice("GAS").alsoPrice("GAS", "USD", price);
        assertThat(found(files)).containsExactly("PRICE_MISSING GAS", "ROW_REJECTED prices.csv");
        assertThat(rejected(files)).containsExactly("prices.csv 5 settlement_price");
        requireBlocked(files);
        house.allowNegative("GAS").severity(FindingCode.PRICE_OUT_OF_BAND, Severity.WARNING);
        DayOpening first = house.firstDay();
        assertThat(house.check(first, files).findings()).isEmpty();
    }

    @Test
    void aPriceOffItsTickOrInAnotherCurrencyIsRejected() {
        DayFiles offTick = files().withoutPrice("ESX").alsoPrice("ESX", "EUR", "4000.25");
        assertThat(rejected(offTick)).containsExactly("prices.csv 5 settlement_price");
        assertThat(found(offTick)).containsExactly("PRICE_MISSING ESX", "ROW_REJECTED prices.csv");
        DayFiles inDollars = files().withoutPrice("ESX").alsoPrice("ESX", "USD", "4000");
        assertThat(rejected(inDollars)).containsExactly("prices.csv 5 currency");
        requireBlocked(inDollars);
    }

    @Test
    void aCurrencyInUseWithoutARateBlocks() {
        assertThat(found(files().withoutRate("EUR"))).containsExactly("FX_RATE_MISSING EUR");
        requireBlocked(files().withoutRate("EUR"));
        assertThat(found(files().withoutRate("JPY"))).as("nobody has yen").isEmpty();
        assertThat(found(files().withoutRate("JPY").cash("1", "A-H", "JPY", "5")))
                .containsExactly("FX_RATE_MISSING JPY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.1"})
    void ratesThatAreNotPositiveAreRejected(String rate) {
        DayFiles files = files().rate("EUR", rate);
        assertThat(found(files)).containsExactly("FX_RATE_MISSING EUR", "ROW_REJECTED fx.csv");
        requireBlocked(files);
    }

    /** The band is 20% of 1.10; an inverted rate, 0.909, is inside it, so the test is on a rate of 0.8. */
    @ParameterizedTest
    @CsvSource({"1.32, 0", "1.3200001, 1", "0.88, 0", "0.8, 1"})
    void aRateOutsideItsBandBlocks(String rate, int findings) {
        DayFiles files = files().rate("EUR", rate);
        assertThat(found(files)).isEqualTo(findings == 0 ? List.of() : List.of("FX_RATE_OUT_OF_BAND EUR"));
    }

    @Test
    void twoRatesOfACurrencyOrABaseRateOtherThanOneAreRejected() {
        assertThat(found(files().alsoRate("EUR", "1.2"))).containsExactly("FX_RATE_MISSING EUR",
                "ROW_REJECTED fx.csv");
        assertThat(found(files().alsoRate("EUR", "1.100"))).isEmpty();
        assertThat(found(files().alsoRate("USD", "1.01"))).containsExactly("ROW_REJECTED fx.csv");
        assertThat(house.check(second, files().alsoRate("USD", "1.01")).fx().get("USD")).isEqualByComparingTo("1");
    }

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
    void aMovementListedTwiceIsUsedOnceWhicheverRowIsReadFirst() {
        DayFiles files = files().cash("1", "A-H", "USD", "5").cash("1", "A-H", "USD", "7");
        for (int order = 0; order < 4; order++) {
            CheckedInputs checked = house.check(second, files.shuffled(order));
            assertThat(checked.movements()).extracting(CheckedInputs.CashMovement::amount).containsExactly(5_00L);
            assertThat(checked.rejects()).extracting(Reject::line).containsExactly(3L);
        }
        DayFiles funds = files().fund("1", DayInputs.FundMovementKind.CAPITAL, "A", "5")
                .fund("1", DayInputs.FundMovementKind.CAPITAL, "A", "7");
        for (int order = 0; order < 4; order++) {
            assertThat(house.check(second, funds.shuffled(order)).fundMovements())
                    .extracting(CheckedInputs.FundMovement::amount).containsExactly(5_00L);
        }
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
    void configMayMakeAFindingBlockOrNot() {
        house.severity(FindingCode.PRICE_OUT_OF_BAND, Severity.WARNING)
                .severity(FindingCode.INSTRUMENT_UNKNOWN, Severity.BLOCKING);
        assertThat(house.check(second, files().price("GAS", "149")).isBlocked()).isFalse();
        assertThat(house.check(second, files().price("GAS", "151")).isBlocked()).isFalse();
        assertThat(house.check(second, files().alsoPrice("NOPE", "USD", "1")).isBlocked()).isTrue();
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
