package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.instrument.ContractTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.OptionRight;
import io.spillway.domain.instrument.OptionTerms;
import io.spillway.domain.instrument.PremiumStyle;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.domain.instrument.MarginTier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Perpetuals, options, expiry, securities, tiers and pockets (rules 3.2, 3.3, 3.5, 4.3), by figures worked by hand. */
class ProductDayTest {

    private static final LocalDate TUESDAY = DayHouse.MONDAY.plusDays(1);
    private static final OptionTerms CALL_100 = new OptionTerms(new BigDecimal("100"), OptionRight.CALL,
            PremiumStyle.PREMIUM);

    /** A and B with a house account each and USD 10,000.00 in it. */
    private static DayHouse house() {
        return new DayHouse().member("A", 0, 0).house("A").member("B", 0, 0).house("B");
    }

    private static DayFiles deposits() {
        return DayFiles.usual().cash("1", "A-H", "USD", "10000").cash("2", "B-H", "USD", "10000");
    }

    private static DayHouse withCall(OptionTerms terms) {
        return house().option("CALL", terms, TUESDAY);
    }

    /** 10 x 100.00 x 0.0005 = 0.50: the long pays it, the short gets it; it is a gain like variation margin. */
    @Test
    void longsPayFundingWhereTheRateIsPositive() {
        DayHouse house = house().contract("PERP", ContractTerms.of(Product.PERPETUAL), "1")
                .holding("A-H", "PERP", 10).holding("B-H", "PERP", -10);
        DayResult day = house.run(house.firstDay(), deposits().funding("PERP", "100", "0.0005"));
        assertThat(day.products().payments().of(ProductPayments.Kind.FUNDING).accounts().get("USD"))
                .containsExactly(-50, 50);
        assertThat(day.close().cash().get("USD")).containsExactly(9_999_50, 10_000_50);
        assertThat(day.opening().accounts().gain()).containsExactly(-50, 50);
        assertThat(day.inputs().products().fundingRates()[day.book().instrumentIds().indexOf("PERP")])
                .isEqualByComparingTo("0.0005");
    }

    @Test
    void aHeldPerpetualWithoutARateBlocksTheDay() {
        DayHouse house = house().contract("PERP", ContractTerms.of(Product.PERPETUAL), "1")
                .holding("A-H", "PERP", 10).holding("B-H", "PERP", -10);
        CheckedInputs checked = house.check(house.firstDay(), deposits().price("PERP", "100"));
        assertThat(checked.isBlocked()).isTrue();
        assertThat(checked.findings()).anyMatch(f -> f.code() == FindingCode.FUNDING_RATE_MISSING
                && f.item().equals("PERP"));
    }

    /**
     * A buys 5 calls of 10 units at 4.00: 200.00 from A's cash to B's. Marked at 4.50 they are worth 225.00, which is
     * A's, and B's debt: equity 10,025.00 and 9,975.00. Margin on 225.00 at 10%: 22.50 each.
     */
    @Test
    void aPremiumMovesCashAndTheOptionsValueCountsInEquity() {
        DayHouse house = withCall(CALL_100);
        DayResult day = house.run(house.firstDay(), deposits().price("CALL", "4.5")
                .trade("T", "A-H", "B-H", "CALL", "5", "4"));
        assertThat(day.products().payments().of(ProductPayments.Kind.PREMIUM).accounts().get("USD"))
                .containsExactly(-200_00, 200_00);
        assertThat(day.variationMargin().accounts()).isEmpty();
        assertThat(day.close().cash().get("USD")).containsExactly(9_800_00, 10_200_00);
        assertThat(day.products().optionValue()).containsExactly(225_00, -225_00);
        assertThat(day.margins().equity()).containsExactly(10_025_00, 9_975_00);
        assertThat(day.margins().maintenance()).containsExactly(22_50, 22_50);
        assertThat(day.opening().accounts().gain()).containsExactly(0, 0);
    }

    /** BRENT at 107, strike 100: 5 x 10 x 7.00 = 350.00 from B to A, and the position is gone. */
    @Test
    void anOptionInTheMoneyPaysItsIntrinsicValueAtExpiry() {
        DayResult day = expiryDay(CALL_100, "107");
        assertThat(day.products().payments().of(ProductPayments.Kind.EXERCISE).accounts().get("USD"))
                .containsExactly(350_00, -350_00);
        assertThat(day.close().cash().get("USD")).containsExactly(10_150_00, 9_850_00);
        assertThat(day.products().expired()).containsExactly(new ExpiredPosition(0, 0, 5),
                new ExpiredPosition(1, 0, -5));
        assertThat(day.book().positions()).isZero();
        assertThat(day.margins().equity()).containsExactly(10_150_00, 9_850_00);
    }

    @Test
    void anOptionOutOfTheMoneyExpiresWorthless() {
        DayResult day = expiryDay(CALL_100, "99.5");
        assertThat(day.close().cash().get("USD")).containsExactly(9_800_00, 10_200_00);
        assertThat(day.book().positions()).isZero();
        assertThat(day.close().marks()[0]).isEqualByComparingTo("0");
    }

    /** Put struck at 100, BRENT at 93: 7.00 from a mark of 4.50: 5 x 10 x 2.50 = 125.00, after 25.00 the day before. */
    @Test
    void aFuturesStyleOptionIsMarkedToItsIntrinsicValue() {
        DayResult day = expiryDay(new OptionTerms(new BigDecimal("100"), OptionRight.PUT, PremiumStyle.FUTURES), "93");
        assertThat(day.variationMargin().accounts().get("USD")).containsExactly(125_00, -125_00);
        assertThat(day.close().cash().get("USD")).containsExactly(10_150_00, 9_850_00);
        assertThat(day.products().payments().of(ProductPayments.Kind.EXERCISE).accounts()).isEmpty();
        assertThat(day.book().positions()).isZero();
    }

    private static DayResult expiryDay(OptionTerms terms, String underlying) {
        DayHouse house = withCall(terms);
        house.instruments.removeIf(i -> !i.id().equals("CALL"));
        DayOpening monday = house.firstDay();
        DayFiles files = new DayFiles().cash("1", "A-H", "USD", "10000").cash("2", "B-H", "USD", "10000")
                .price("CALL", "4.5").trade("T", "A-H", "B-H", "CALL", "5", "4");
        DayOpening tuesday = house.dayAfter(monday, house.run(monday, files));
        return house.run(tuesday, new DayFiles().alsoPrice("BRENT", "USD", underlying));
    }

    @Test
    void anExpiryWithoutAPriceOfTheUnderlyingBlocksTheDay() {
        DayHouse house = withCall(CALL_100).holding("A-H", "CALL", 1).holding("B-H", "CALL", -1);
        DayOpening monday = house.firstDay();
        DayOpening tuesday = house.dayAfter(monday, house.run(monday, deposits().price("CALL", "4.5")));
        CheckedInputs checked = house.check(tuesday, DayFiles.usual());
        assertThat(checked.findings()).anyMatch(f -> f.code() == FindingCode.UNDERLYING_PRICE_MISSING
                && f.item().equals("BRENT"));
        assertThat(checked.isBlocked()).isTrue();
    }

    /** OIL settles at 72.00: 1 x 2.00 x 1000 from the mark of 70.00, then it is gone. */
    @Test
    void aFutureSettlesAtTheFinalPriceAndIsGone() {
        DayHouse house = house().holding("A-H", "OIL", 1).holding("B-H", "OIL", -1);
        house.instruments.replaceAll(i -> i.id().equals("OIL") ? expiring(i, TUESDAY) : i);
        DayOpening monday = house.firstDay();
        DayOpening tuesday = house.dayAfter(monday, house.run(monday, deposits()));
        DayResult day = house.run(tuesday, DayFiles.usual().price("OIL", "72"));
        assertThat(day.variationMargin().accounts().get("USD")).containsExactly(2_000_00, -2_000_00);
        assertThat(day.book().positions()).isZero();
        assertThat(day.products().expired()).hasSize(2);
        assertThat(day.margins().maintenance()).containsExactly(0, 0);
        DayOpening wednesday = house.dayAfter(tuesday, day);
        CheckedInputs after = house.check(wednesday, DayFiles.usual().withoutPrice("OIL")
                .trade("T", "A-H", "B-H", "OIL", "1", "72"));
        assertThat(after.isBlocked()).as("nobody holds it, no price is needed").isFalse();
        assertThat(after.rejects()).anyMatch(r -> r.reason().equals("expired on " + TUESDAY));
    }

    @Test
    void aPositionPastItsExpiryBlocksTheDay() {
        DayHouse house = house().holding("A-H", "OIL", 1).holding("B-H", "OIL", -1);
        house.instruments.replaceAll(i -> i.id().equals("OIL") ? expiring(i, DayHouse.MONDAY.minusDays(3)) : i);
        assertThat(house.check(house.firstDay(), deposits()).findings())
                .anyMatch(f -> f.code() == FindingCode.INSTRUMENT_EXPIRED && f.item().equals("OIL"));
    }

    private static Instrument expiring(Instrument i, LocalDate expiry) {
        return new Instrument(i.id(), new ContractTerms(Product.FUTURE, "ENERGY", "", Optional.of(expiry),
                Optional.empty()), i.currency(), i.multiplier(), i.lot(), i.prices(), i.maintenanceRate(), i.impact(),
                i.tiers());
    }

    /**
     * 100 bonds at 99.50, haircut 10%: 8,955.00. With 10,000.00 cash there are 18,955.00; at most 40% of that in one
     * asset is 7,582.00, so equity is 17,582.00. Before haircut 19,950.00.
     */
    @Test
    void securitiesCountAfterHaircutUpToTheirConcentrationLimit() {
        DayHouse house = house().security("BOND", "0.1", "0.4", "");
        DayResult day = house.run(house.firstDay(), deposits().cash("3", "A-H", "BOND", "100")
                .assetPrice("BOND", "99.5"));
        assertThat(day.margins().equity()[0]).isEqualTo(17_582_00);
        assertThat(day.products().securitiesValue()[0]).isEqualTo(7_582_00);
        assertThat(day.margins().collateralValue()[0]).isEqualTo(19_950_00);
        assertThat(day.products().close().holdings().get("BOND")[0]).isEqualByComparingTo("100");
    }

    @Test
    void aMembersOwnSecuritiesAndItsGroupsAreRefused() {
        DayHouse house = house().security("PAPER-A", "0.1", "", "A");
        house.groups.put("A", "G");
        house.groups.put("B", "G");
        CheckedInputs checked = house.check(house.firstDay(), deposits().cash("3", "A-H", "PAPER-A", "1")
                .cash("4", "B-H", "PAPER-A", "1").assetPrice("PAPER-A", "100"));
        assertThat(checked.products().movements()).isEmpty();
        assertThat(checked.findings().stream().filter(f -> f.code() == FindingCode.OWN_SECURITY_REFUSED)).hasSize(2);
    }

    @Test
    void aSecurityWithoutAPriceBlocksTheDayThatBringsIt() {
        DayHouse house = house().security("BOND", "0.1", "", "");
        assertThat(house.check(house.firstDay(), deposits().cash("3", "A-H", "BOND", "1")).findings())
                .anyMatch(f -> f.code() == FindingCode.ASSET_PRICE_MISSING && f.item().equals("BOND"));
    }

    /**
     * OIL falls by 10.00. A-H: 90,000 cash - 20 x 10 x 1,000 = -110,000.00, bonds 1,000 x 100.00 less 10% = 90,000.00:
     * equity -20,000.00. Its client: 50,000 - 60,000 = -10,000.00. Both deficits are the loss of A, 30,000.00, and B's
     * gains of 260,000.00 bear it. Every bond of A-H was taken for its debts.
     */
    @Test
    void aDeficitTakesAllSecurities() {
        DayHouse house = house().client("A-C", "A", null).security("BOND", "0.1", "", "")
                .holding("A-H", "OIL", 20).holding("B-H", "OIL", -26).holding("A-C", "OIL", 6);
        DayOpening monday = house.firstDay();
        DayFiles files = DayFiles.usual().cash("1", "A-H", "USD", "90000").cash("2", "B-H", "USD", "500000")
                .cash("3", "A-H", "BOND", "1000").cash("4", "A-C", "USD", "50000").assetPrice("BOND", "100");
        DayOpening tuesday = house.dayAfter(monday, house.run(monday, files));
        DayResult day = house.run(tuesday, DayFiles.usual().price("OIL", "60").assetPrice("BOND", "100"));
        assertThat(day.margins().equity()).containsExactly(-10_000_00, -20_000_00, 760_000_00);
        assertThat(day.end().isInDefault(0)).isTrue();
        assertThat(day.products().movements()).containsExactly(new SecurityMovement("SEIZED", 1, "BOND",
                new BigDecimal("-1000"), SecurityMovement.Kind.SEIZED));
        assertThat(day.close().cash().get("USD")[1]).as("the deficit was claimed").isZero();
        assertThat(Books.of(day).of(LedgerAccountType.SEIZED_COLLATERAL, "USD")).isEqualTo(-90_000_00);
        assertThat(day.close().equity()[2]).isEqualTo(730_000_00);
    }

    /** B pays its client's 1,000.00 from bonds worth 90.00 each: 12 whole ones, 1,080.00, and 80.00 is left in cash. */
    @Test
    void onlyAsManySecuritiesAreTakenAsAreMissing() {
        DayHouse house = house().client("B-C", "B", null).security("BOND", "0.1", "", "")
                .holding("A-H", "OIL", 1).holding("B-C", "OIL", -1);
        DayOpening monday = house.firstDay();
        DayFiles files = DayFiles.usual().cash("1", "A-H", "USD", "50000").cash("3", "B-H", "BOND", "100")
                .cash("4", "B-C", "USD", "9000").assetPrice("BOND", "100");
        DayOpening tuesday = house.dayAfter(monday, house.run(monday, files));
        DayResult day = house.run(tuesday, DayFiles.usual().price("OIL", "80").assetPrice("BOND", "100"));
        assertThat(day.end().isInDefault(1)).isFalse();
        assertThat(day.products().movements()).containsExactly(new SecurityMovement("SEIZED", 2, "BOND",
                new BigDecimal("-12"), SecurityMovement.Kind.SEIZED));
        assertThat(day.close().cash().get("USD")).containsExactly(60_000_00, 0, 80_00);
        assertThat(day.close().equity()[2]).isEqualTo(8_000_00);
    }

    /** Notional 70,000.00: 10% of 50,000.00 + 15% of 20,000.00 = 8,000.00; at the plain rate it would be 7,000.00. */
    @Test
    void largePositionsAreMarginedInTiers() {
        DayHouse house = house().holding("A-H", "OIL", 1).holding("B-H", "OIL", -1);
        house.instruments.replaceAll(i -> i.id().equals("OIL") ? i.withTiers(List.of(
                new MarginTier(new BigDecimal("50000"), new BigDecimal("1.5")),
                new MarginTier(new BigDecimal("100000"), new BigDecimal("2")))) : i);
        DayResult day = house.run(house.firstDay(), deposits());
        assertThat(day.margins().maintenance()).containsExactly(8_000_00, 8_000_00);
    }

    /** A's pocket loses more than it holds and is closed; A's other account, below nothing, is not touched. */
    @Test
    void aPocketIsJudgedAndClosedAlone() {
        DayHouse house = house().pocket("A-P", "A", "CRYPTO").contract("COIN", new ContractTerms(Product.FUTURE,
                "CRYPTO", "", Optional.empty(), Optional.empty()), "1")
                .holding("A-H", "OIL", 1).holding("B-H", "OIL", -1).holding("A-P", "COIN", 10)
                .holding("B-H", "COIN", -10);
        DayOpening monday = house.firstDay();
        DayFiles files = deposits().cash("3", "A-P", "USD", "150").price("COIN", "100");
        DayOpening tuesday = house.dayAfter(monday, house.run(monday, files));
        DayResult day = house.run(tuesday, DayFiles.usual().price("COIN", "94"));
        int pocket = day.book().accountIds().indexOf("A-P");
        assertThat(day.margins().status()[pocket]).isEqualTo(AccountStatus.BELOW_MAINTENANCE);
        assertThat(day.end().isOpen(pocket)).isFalse();
        assertThat(day.end().isOpen(day.book().accountIds().indexOf("A-H"))).isTrue();
        assertThat(day.close().equity()[pocket]).isEqualTo(90_00);
    }

    @Test
    void nothingElseMayEnterAPocket() {
        DayHouse house = house().pocket("A-P", "A", "CRYPTO");
        CheckedInputs checked = house.check(house.firstDay(), deposits().trade("T", "A-P", "B-H", "OIL", "1", "70"));
        assertThat(checked.trades()).isEmpty();
        assertThat(checked.rejects()).anyMatch(r -> r.reason().startsWith("the account is ring-fenced for CRYPTO"));
        house.holding("A-P", "OIL", 1).holding("B-H", "OIL", -1);
        assertThat(house.check(house.firstDay(), deposits()).findings())
                .anyMatch(f -> f.code() == FindingCode.RING_FENCE_BROKEN && f.item().equals("A-P OIL"));
    }
}
