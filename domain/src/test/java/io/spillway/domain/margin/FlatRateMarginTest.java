package io.spillway.domain.margin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.Seeds;
import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules 1.3, 1.4 and 4.3: FLAT_RATE is exact and rounded up once, in 64, 128 or any number of bits. */
class FlatRateMarginTest {

    private static final List<Account> ONE_ACCOUNT =
            List.of(new Account("A", "M", AccountKind.HOUSE, Optional.empty()));

    static LongStream seeds() {
        return Seeds.upTo(60);
    }

    private static Instrument instrument(String id, String multiplier, String lot, String rate) {
        return new Instrument(id, Product.FUTURE, "USD", new BigDecimal(multiplier), new BigDecimal(lot),
                new PriceTerms(Optional.empty(), Optional.of(new BigDecimal("0.5")), Optional.empty(),
                        NegativePrices.ALLOWED), new BigDecimal(rate), ImpactTerms.NONE);
    }

    private static FlatRateMargin margin(ClearingBook book, String price) {
        return new FlatRateMargin(book, new BigDecimal[] {new BigDecimal(price)},
                new BigDecimal[] {BigDecimal.ONE}, 2);
    }

    private static ClearingBook book(long lots, String multiplier, String rate) {
        return ClearingBook.of(List.of(instrument("I", multiplier, "1", rate)), List.of("M"), ONE_ACCOUNT)
                .add(0, 0, lots).build();
    }

    /** Price 100, multiplier 1: notional 100.00 a lot, requirement in cents. */
    @ParameterizedTest
    @CsvSource({"1, 0.1, 1000", "-1, 0.1, 1000", "1, 0.0001, 1", "1, 0.00010000001, 2", "1, 0.00000000001, 1",
            "3, 0.00003333333, 1", "3, 0.00003333334, 2", "1, 0, 0"})
    void roundsUpAndNeverAddsAUnitToAWholeAmount(long lots, String rate, long requirement) {
        ClearingBook book = book(lots, "1", rate);
        assertThat(margin(book, "100").requirement(0, book.copyLots())).isEqualTo(requirement);
    }

    @Test
    void referencePriceKeepsMarginNearZero() {
        ClearingBook book = book(-4, "1000", "0.1");
        assertThat(margin(book, "0.01").requirement(0, book.copyLots())).isEqualTo(20_000);
        assertThat(margin(book, "-36.98").requirement(0, book.copyLots())).isEqualTo(1_479_200);
    }

    @Test
    void nothingHeldNeedsNothing() {
        ClearingBook book = ClearingBook.of(List.of(instrument("I", "1", "1", "0.1")), List.of("M"), ONE_ACCOUNT)
                .build();
        FlatRateMargin margin = new FlatRateMargin(book, new BigDecimal[] {null}, new BigDecimal[] {null}, 2);
        assertThat(margin.requirement(0, book.copyLots())).isZero();
    }

    @Test
    void closedPositionsNoLongerCount() {
        ClearingBook book = book(5, "1", "0.1");
        long[] lots = book.copyLots();
        FlatRateMargin margin = margin(book, "100");
        lots[0] = 2;
        assertThat(margin.requirement(0, lots)).isEqualTo(2_000);
        lots[0] = 0;
        assertThat(margin.requirement(0, lots)).isZero();
    }

    @Test
    void aFinerPriceRescalesTheOthers() {
        ClearingBook book = ClearingBook.of(List.of(instrument("I", "1", "1", "0.1"), instrument("J", "1", "1", "0.1")),
                List.of("M"), ONE_ACCOUNT).add(0, 0, 1).add(0, 1, 1).build();
        FlatRateMargin margin = new FlatRateMargin(book, new BigDecimal[] {new BigDecimal("10"), new BigDecimal("20")},
                new BigDecimal[] {BigDecimal.ONE, BigDecimal.ONE}, 2);
        assertThat(margin.requirement(0, book.copyLots())).isEqualTo(300);
        margin.priceChanged(1, new BigDecimal("20.0000000001"));
        assertThat(margin.requirement(0, book.copyLots())).isEqualTo(301);
        margin.priceChanged(1, new BigDecimal("20"));
        assertThat(margin.requirement(0, book.copyLots())).isEqualTo(300);
    }

    /** A lot needs 0.999999999999999999 cents: 18 decimal places, sums of which pass 64 bits. */
    @ParameterizedTest
    @CsvSource({"1, 1", "999999999999999999, 999999999999999999", "1000000000000000000, 999999999999999999",
            "1000000000000000001, 1000000000000000000", "500000000000000000, 500000000000000000",
            "-2000000000000000000, 1999999999999999998", "20, 20", "9223372036854775807, 9223372036854775798"})
    void fractionsOfACentAddUpExactly(long lots, long requirement) {
        ClearingBook book = book(lots, "0.000999999999999999999", "0.1");
        assertThat(margin(book, "100").requirement(0, book.copyLots())).isEqualTo(requirement);
    }

    @Test
    void tellsWhetherALotNeedsMoreThanBefore() {
        FlatRateMargin margin = margin(book(5, "1", "0.1"), "100");
        assertThat(margin.priceChanged(0, new BigDecimal("100.01"))).isPositive();
        assertThat(margin.priceChanged(0, new BigDecimal("-100.01"))).isZero();
        assertThat(margin.priceChanged(0, new BigDecimal("100"))).isNegative();
        assertThat(margin.priceChanged(0, new BigDecimal("0.2"))).isNegative();
        assertThat(margin.priceChanged(0, new BigDecimal("0.1"))).isZero();
    }

    @Test
    void aRequirementPast64BitsIsRefused() {
        ClearingBook fits = book(Long.MAX_VALUE, "0.01", "0.01");
        assertThat(margin(fits, "100").requirement(0, fits.copyLots())).isEqualTo(Long.MAX_VALUE);
        ClearingBook tooLarge = book(Long.MAX_VALUE, "0.01", "0.010000001");
        assertThatThrownBy(() -> margin(tooLarge, "100").requirement(0, tooLarge.copyLots()))
                .isInstanceOf(ArithmeticException.class);
        ClearingBook lowest = book(Long.MIN_VALUE, "0.0001", "0.01");
        assertThat(margin(lowest, "100").requirement(0, lowest.copyLots())).isEqualTo(92_233_720_368_547_759L);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agreesWithDecimalArithmeticWhateverTheSize(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 40; round++) {
            int instruments = 1 + random.nextInt(5);
            List<Instrument> list = new ArrayList<>();
            BigDecimal[] prices = new BigDecimal[instruments];
            BigDecimal[] fx = new BigDecimal[instruments];
            for (int i = 0; i < instruments; i++) {
                list.add(instrument("I" + i, decimal(random, 3), "0.01", decimal(random, random.nextInt(1, 7))));
                prices[i] = new BigDecimal(decimal(random, random.nextInt(0, 11)));
                fx[i] = new BigDecimal(decimal(random, random.nextInt(0, 9)));
            }
            BookBuilder builder = ClearingBook.of(list, List.of("M"), ONE_ACCOUNT);
            int shift = random.nextInt(64);
            for (int i = 0; i < instruments; i++) {
                builder.add(0, i, random.nextLong() >> shift);
            }
            ClearingBook book = builder.build();
            FlatRateMargin margin = new FlatRateMargin(book, prices, fx, 2);
            requireEqual(seed, book, prices, fx, margin);
            prices[0] = new BigDecimal(decimal(random, 10)).negate();
            margin.priceChanged(0, prices[0]);
            requireEqual(seed, book, prices, fx, margin);
        }
    }

    private static void requireEqual(long seed, ClearingBook book, BigDecimal[] prices, BigDecimal[] fx,
                                     FlatRateMargin margin) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int p = 0; p < book.positions(); p++) {
            int i = book.instrumentOf(p);
            BigDecimal base = prices[i].abs().max(new BigDecimal("0.5"));
            BigDecimal quantity = new BigDecimal("0.01").multiply(BigDecimal.valueOf(book.lotsOf(p)));
            sum = sum.add(quantity.abs().multiply(base).multiply(book.instrument(i).multiplier()).multiply(fx[i])
                    .multiply(book.instrument(i).maintenanceRate()));
        }
        BigInteger expected = sum.movePointRight(2).setScale(0, RoundingMode.CEILING).toBigIntegerExact();
        if (expected.bitLength() < Long.SIZE) {
            assertThat(margin.requirement(0, book.copyLots())).as("seed %d", seed).isEqualTo(expected.longValueExact());
        } else {
            assertThatThrownBy(() -> margin.requirement(0, book.copyLots())).as("seed %d", seed)
                    .isInstanceOf(ArithmeticException.class);
        }
    }

    private static String decimal(SplittableRandom random, int scale) {
        return BigDecimal.valueOf(1 + random.nextLong(1L << random.nextInt(1, 40)), scale).toPlainString();
    }
}
