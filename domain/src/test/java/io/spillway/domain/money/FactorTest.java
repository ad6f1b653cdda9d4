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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 1.4: a posting is rounded half-even once, whichever arithmetic it takes. */
class FactorTest {

    static LongStream seeds() {
        return Seeds.upTo(40);
    }

    private static Factor factor(String value) {
        return Factor.of(new BigDecimal(value));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 1, 0", "0.5, 3, 2", "0.5, 5, 2", "-0.5, 1, 0", "-0.5, 3, -2", "-0.5, 5, -2", "0.5, -3, -2",
            "2.5, 1, 2", "3.5, 1, 4", "0.51, 1, 1", "0.49, 1, 0", "-0.49, 1, 0", "1.25, 2, 2", "1.25, 6, 8",
            "0.0000000000000000005, 1000000000000000000, 0", "0.0000000000000000005, 3000000000000000000, 2",
            "1e3, 7, 7000", "0, 9223372036854775807, 0", "1, 9223372036854775807, 9223372036854775807",
            "1, -9223372036854775808, -9223372036854775808", "0.5, 9223372036854775807, 4611686018427387904",
            "3000000000.5, 3000000001, 9000000004500000000"})
    void tiesGoToTheEvenUnit(String value, long lots, long posting) {
        assertThat(factor(value).postingOf(lots)).isEqualTo(posting);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sixtyFourBitsAndDecimalsAgree(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            BigDecimal value = BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(24));
            long lots = random.nextLong() >> random.nextInt(64);
            BigInteger expected = value.multiply(BigDecimal.valueOf(lots)).setScale(0, RoundingMode.HALF_EVEN)
                    .toBigIntegerExact();
            if (expected.bitLength() < Long.SIZE) {
                assertThat(Factor.of(value).postingOf(lots)).as("seed %d: %s x %d", seed, value, lots)
                        .isEqualTo(expected.longValueExact());
            } else {
                assertThatThrownBy(() -> Factor.of(value).postingOf(lots)).as("seed %d: %s x %d", seed, value, lots)
                        .isInstanceOf(ArithmeticException.class);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyTieAndItsNeighboursRoundAsTheDecimalDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            int scale = 1 + random.nextInt(18);
            long half = 5 * BigInteger.TEN.pow(scale - 1).longValueExact();
            long whole = random.nextLong(0, Math.max(1, Long.MAX_VALUE / half / 2 - 1)) * 2 * half;
            long unscaled = whole + half + random.nextInt(-1, 2);
            BigDecimal value = BigDecimal.valueOf(random.nextBoolean() ? unscaled : -unscaled, scale);
            assertThat(Factor.of(value).postingOf(1)).as("seed %d: %s", seed, value)
                    .isEqualTo(value.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
        }
    }

    @Test
    void oneUnitPastSixtyFourBitsIsRefused() {
        assertThatThrownBy(() -> factor("2").postingOf(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> factor("-1").postingOf(Long.MIN_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void zeroIsZero() {
        assertThat(factor("0.000").isZero()).isTrue();
        assertThat(factor("0.001").isZero()).isFalse();
        assertThat(factor("1.10").value()).isEqualTo(new BigDecimal("1.1"));
    }
}
