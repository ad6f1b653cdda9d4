package io.spillway.waterfall.day;

import static io.spillway.domain.ledger.LedgerAccountType.ACCOUNT_CASH;
import static io.spillway.domain.ledger.LedgerAccountType.DEFAULT_FUND;
import static io.spillway.domain.ledger.LedgerAccountType.INSURANCE_FUND;
import static io.spillway.domain.ledger.LedgerAccountType.ROUNDING;
import static io.spillway.domain.ledger.LedgerAccountType.SETTLEMENT_BANK;
import static io.spillway.domain.ledger.LedgerAccountType.VARIATION_MARGIN_HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.waterfall.layer.LayerName;
import org.junit.jupiter.api.Test;

/** Rules 2.4, 3.1 and 3.3 by figures worked out by hand. */
class VariationMarginDayTest {

    /** A long 3 ESX and short 2 OIL, B the other side. */
    private static DayHouse twoMembers() {
        return new DayHouse().member("A", 0, 1_000_00).house("A").member("B", 0, 2_000_00).house("B")
                .holding("A-H", "ESX", 3).holding("B-H", "ESX", -3).holding("A-H", "OIL", -2).holding("B-H", "OIL", 2)
                .pot(LayerName.INSURANCE_FUND, 500_00);
    }

    private static DayFiles deposits() {
        return DayFiles.usual().cash("1", "A-H", "USD", "100000").cash("2", "B-H", "USD", "100000")
                .cash("3", "A-H", "EUR", "1000");
    }

    @Test
    void theFirstDayHasNoMarkToMoveFrom() {
        DayHouse house = twoMembers();
        DayResult day = house.run(house.firstDay(), deposits());
        assertThat(day.variationMargin().accounts()).isEmpty();
        assertThat(day.close().cash().get("USD")).containsExactly(100_000_00, 100_000_00);
        assertThat(day.close().cash().get("EUR")).containsExactly(1_000_00, 0);
        assertThat(day.close().marks()[1]).isEqualByComparingTo("100");
        assertThat(day.close().rounding()).isEmpty();
        Books books = Books.of(day);
        assertThat(books.of(DEFAULT_FUND, "B", "USD")).as("opening values, rule 2.5").isEqualTo(2_000_00);
        assertThat(books.of(INSURANCE_FUND, "USD")).isEqualTo(500_00);
        assertThat(books.of(SETTLEMENT_BANK, "USD")).isEqualTo(-203_500_00);
    }

    @Test
    void tradesOfTheFirstDayAreMarkedFromTheirPrice() {
        DayHouse house = twoMembers();
        DayResult day = house.run(house.firstDay(), deposits().trade("T", "A-H", "B-H", "OIL", "5", "69.5"));
        assertThat(day.variationMargin().accounts().get("USD")).containsExactly(2_500_00, -2_500_00);
        assertThat(day.book().lotsOf(day.book().rowStart(0) + 1)).as("2 short, 5 bought").isEqualTo(3);
    }

    /**
     * ESX 4000 to 4010.5: 3 x 10.5 x 10 = EUR 315.00. One bought at 4005: 5.5 x 10 = EUR 55.00. OIL 70 to 71.25:
     * -2 x 1.25 x 1000 = USD -2,500.00.
     */
    @Test
    void positionsMoveFromTheMarkAndTradesFromTheirPrice() {
        DayHouse house = twoMembers();
        DayOpening first = house.firstDay();
        DayOpening second = house.dayAfter(first, house.run(first, deposits()));
        DayResult day = house.run(second, DayFiles.usual().price("ESX", "4010.5").price("OIL", "71.25")
                .trade("T", "A-H", "B-H", "ESX", "1", "4005"));
        assertThat(day.variationMargin().accounts().get("EUR")).containsExactly(370_00, -370_00);
        assertThat(day.variationMargin().accounts().get("USD")).containsExactly(-2_500_00, 2_500_00);
        assertThat(day.close().cash().get("EUR")).containsExactly(1_370_00, -370_00);
        assertThat(day.close().cash().get("USD")).containsExactly(97_500_00, 102_500_00);
        Books books = Books.of(day);
        assertThat(books.of(VARIATION_MARGIN_HOUSE, "EUR")).isZero();
        assertThat(books.of(VARIATION_MARGIN_HOUSE, "USD")).isZero();
        assertThat(books.of(ACCOUNT_CASH, "A-H", "EUR")).isEqualTo(370_00);
        assertThat(books.of(SETTLEMENT_BANK, "USD")).as("no money came or went").isZero();
    }

    /**
     * A: USD 97,500.00 + EUR 1,370.00 x 1.10 x 0.95 = 1,431.65. B: USD 102,500.00 - EUR 370.00 x 1.10 = 407.00, in
     * full. Gains: A 370 x 1.10 - 2,500.00 = -2,093.00.
     */
    @Test
    void equityTakesPositiveForeignCashAfterHaircutAndNegativeInFull() {
        DayHouse house = twoMembers();
        DayOpening first = house.firstDay();
        DayOpening second = house.dayAfter(first, house.run(first, deposits()));
        DayResult day = house.run(second, DayFiles.usual().price("ESX", "4010.5").price("OIL", "71.25")
                .trade("T", "A-H", "B-H", "ESX", "1", "4005"));
        assertThat(day.margins().equity()).containsExactly(98_931_65, 102_093_00);
        assertThat(day.margins().collateralValue()).containsExactly(99_007_00, 102_500_00);
        assertThat(day.opening().accounts().gain()).containsExactly(-2_093_00, 2_093_00);
        assertThat(day.close().equity()).containsExactly(98_931_65, 102_093_00);
    }

    /** EUR 0.01 x 1.10 x 0.95 = 1.045 cents: down to one cent; EUR -0.01 x 1.10 = -1.1 cents: down to minus two. */
    @Test
    void equityIsRoundedDown() {
        DayHouse house = new DayHouse().member("A", 1_00, 0).house("A");
        DayOpening opening = house.firstDay();
        DayResult day = house.run(opening, DayFiles.usual().cash("1", "A-H", "EUR", "0.01"));
        assertThat(day.margins().equity()).containsExactly(1);

        DayHouse trading = new DayHouse().member("A", 1_00, 0).house("A").member("B", 1_00, 0).house("B");
        DayFiles files = DayFiles.usual().price("ESX", "4000").cash("1", "A-H", "USD", "9000")
                .cash("2", "B-H", "USD", "9000");
        trading.instruments.replaceAll(i -> i.id().equals("ESX")
                ? DayHouse.instrument("ESX", "EUR", "0.01", null) : i);
        DayResult traded = trading.run(trading.firstDay(), files.trade("T", "A-H", "B-H", "ESX", "1", "4001"));
        assertThat(traded.close().cash().get("EUR")).containsExactly(-1, 1);
        assertThat(traded.margins().equity()).containsExactly(9_000_00 - 2, 9_000_00 + 1);
    }

    /** NKY moves by half a yen: 3 lots 1.5 to 2, 1 lot -0.5 to 0, 2 lots -1: one yen too many came out. */
    @Test
    void roundingOfPostingsGoesToRoundingPerCurrency() {
        DayHouse house = new DayHouse().member("A", 0, 0).house("A").client("B", "A", null).client("C", "A", null)
                .holding("A-H", "NKY", 3).holding("B", "NKY", -1).holding("C", "NKY", -2);
        DayOpening first = house.firstDay();
        DayFiles deposits = DayFiles.usual().cash("1", "A-H", "JPY", "50000000").cash("2", "B", "JPY", "50000000")
                .cash("3", "C", "JPY", "50000000");
        DayOpening second = house.dayAfter(first, house.run(first, deposits));
        DayResult day = house.run(second, DayFiles.usual().price("NKY", "30000.5"));
        assertThat(day.variationMargin().accounts().get("JPY")).containsExactly(2, 0, -1);
        assertThat(Books.of(day).of(ROUNDING, "JPY")).isEqualTo(-1);
        assertThat(day.close().rounding()).containsOnlyKeys("JPY").containsEntry("JPY", -1L);
    }

    @Test
    void negativePricesAreBookedWhereTheInstrumentAllowsThem() {
        DayHouse house = twoMembers().allowNegative("OIL").severity(
                FindingCode.PRICE_OUT_OF_BAND,
                Severity.WARNING);
        DayOpening first = house.firstDay();
        DayOpening second = house.dayAfter(first, house.run(first, deposits().price("OIL", "10")));
        DayResult day = house.run(second, DayFiles.usual().price("OIL", "-36.98"));
        assertThat(day.variationMargin().accounts().get("USD")).containsExactly(93_960_00, -93_960_00);
    }
}
