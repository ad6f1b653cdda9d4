package io.spillway.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.Seeds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 1.6: quotients are exact, and their double is the nearest one. */
class RatioTest {

    static LongStream seeds() {
        return Seeds.upTo(40);
    }

    private static Ratio ratio(String numerator, String denominator) {
        return new Ratio(new BigDecimal(numerator), new BigDecimal(denominator));
    }

    @Test
    void knownQuotientsBecomeTheirNearestDouble() {
        assertThat(ratio("1", "3").toDouble()).isEqualTo(0x1.5555555555555p-2);
        assertThat(ratio("2", "3").toDouble()).isEqualTo(0x1.5555555555555p-1);
        assertThat(ratio("1", "10").toDouble()).isEqualTo(0.1);
        assertThat(ratio("-1", "7").toDouble()).isEqualTo(-1.0 / 7);
        assertThat(ratio("0", "7").toDouble()).isEqualTo(0.0);
        assertThat(ratio("9223372036854775807", "1").toDouble()).isEqualTo(0x1p63);
        assertThat(ratio("1e300", "1e-3").toDouble()).isEqualTo(1e303);
        assertThat(ratio("1", "1e300").toDouble()).isEqualTo(1e-300);
    }

    @Test
    void halfwayGoesToEvenAndAnythingAboveItGoesUp() {
        assertThat(ratio("9007199254740993", "1").toDouble()).isEqualTo(0x1p53);
        assertThat(ratio("9007199254740995", "1").toDouble()).isEqualTo(0x1p53 + 4);
        String justAbove = "9007199254740993" + "0".repeat(39) + "1";
        assertThat(ratio(justAbove, "1e40").toDouble()).isEqualTo(0x1p53 + 2);
        assertThat(ratio("-" + justAbove, "1e40").toDouble()).isEqualTo(-0x1p53 - 2);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noNeighbourIsNearerThanTheDouble(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 250; i++) {
            Ratio ratio = new Ratio(decimal(random), decimal(random).abs().add(new BigDecimal("1e-12")));
            double found = ratio.toDouble();
            BigDecimal error = distance(ratio, found);
            assertThat(error).as("seed %d: %s", seed, ratio).isLessThanOrEqualTo(distance(ratio, Math.nextUp(found)))
                    .isLessThanOrEqualTo(distance(ratio, Math.nextDown(found)));
        }
    }

    /** |numerator - double x denominator|, exact. */
    private static BigDecimal distance(Ratio ratio, double value) {
        return ratio.numerator().subtract(new BigDecimal(value).multiply(ratio.denominator())).abs();
    }

    private static BigDecimal decimal(SplittableRandom random) {
        BigInteger unscaled = BigInteger.valueOf(random.nextLong()).multiply(BigInteger.valueOf(random.nextInt()));
        return new BigDecimal(unscaled.shiftRight(random.nextInt(96)), random.nextInt(25));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void doublesOfPlainDecimalsAreThoseOfTheirText(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 250; i++) {
            BigDecimal value = decimal(random);
            assertThat(Ratio.of(value).toDouble()).as("seed %d: %s", seed, value)
                    .isEqualTo(Double.parseDouble(value.toString()));
        }
    }

    @Test
    void staysExactThroughItsArithmetic() {
        Ratio third = ratio("1", "3");
        assertThat(third.times(new BigDecimal("3")).compareTo(BigDecimal.ONE)).isZero();
        assertThat(third.plus(new BigDecimal("0.5")).inUnitsOf(new BigDecimal("0.1"), RoundingMode.DOWN)).isEqualTo(8);
        assertThat(third.squared().times(new BigDecimal("9")).compareTo(BigDecimal.ONE)).isZero();
        assertThat(third.compareTo(new BigDecimal("0.3333333333333333333333"))).isPositive();
        assertThat(third.compareTo(new BigDecimal("0.3333333333333333333334"))).isNegative();
    }

    @Test
    void countsWholeUnitsRoundedAsTold() {
        assertThat(ratio("5", "2").inUnitsOf(BigDecimal.ONE, RoundingMode.HALF_EVEN)).isEqualTo(2);
        assertThat(ratio("7", "2").inUnitsOf(BigDecimal.ONE, RoundingMode.HALF_EVEN)).isEqualTo(4);
        assertThat(ratio("-5", "2").inUnitsOf(BigDecimal.ONE, RoundingMode.FLOOR)).isEqualTo(-3);
        assertThat(ratio("1", "3").inUnitsOf(new BigDecimal("0.25"), RoundingMode.CEILING)).isEqualTo(2);
    }

    @Test
    void refusesADenominatorThatIsNotPositive() {
        assertThatThrownBy(() -> ratio("1", "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ratio("1", "-2")).hasMessageContaining("-2");
    }
}
