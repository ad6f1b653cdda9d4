package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings on prices and rates, each by a case of its own (rules 1.2, 3.4; faults 10 to 21). */
class PriceFindingsDayTest extends CheckedDay {

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

    /** GAS split 10 for 1 while its multiplier stayed: 10.10 after 100. */
    @Test
    void fault23APriceThatJumpsByASplitStopsTheDay() {
        DayFiles files = files().price("GAS", "10.1");
        assertThat(found(files)).containsExactly("PRICE_OUT_OF_BAND GAS");
        requireBlocked(files);
    }

    @Test
    void fault42AHouseDoesNotBeginWithoutAnOpeningValueThatCouldNotBeRead() {
        DayFiles files = files().reject("funds.csv", 3);
        assertThat(house.check(house.firstDay(), files).isBlocked()).isTrue();
        assertThat(house.check(second, files).isBlocked()).as("later the layer keeps what it has").isFalse();
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
    void configMayMakeAFindingBlockOrNot() {
        house.severity(FindingCode.PRICE_OUT_OF_BAND, Severity.WARNING)
                .severity(FindingCode.INSTRUMENT_UNKNOWN, Severity.BLOCKING);
        assertThat(house.check(second, files().price("GAS", "149")).isBlocked()).isFalse();
        assertThat(house.check(second, files().price("GAS", "151")).isBlocked()).isFalse();
        assertThat(house.check(second, files().alsoPrice("NOPE", "USD", "1")).isBlocked()).isTrue();
    }
}
