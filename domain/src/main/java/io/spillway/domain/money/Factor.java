package io.spillway.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Minor units per lot as an exact decimal, ready to multiply many quantities: 64-bit arithmetic where the product
 * fits, decimal arithmetic where it does not, the same result either way.
 */
public final class Factor {

    private static final int MAX_LONG_SCALE = 18;

    private final BigDecimal value;
    /** Unscaled value and its power of ten, or a power of zero where they pass 64 bits. */
    private final long unscaled;
    private final long power;

    private Factor(BigDecimal value) {
        this.value = value;
        boolean fits = value.scale() <= MAX_LONG_SCALE && value.unscaledValue().bitLength() < Long.SIZE;
        this.unscaled = fits ? value.unscaledValue().longValueExact() : 0;
        this.power = fits ? pow10(value.scale()) : 0;
    }

    /** @param minorUnitsPerLot signed; any scale */
    public static Factor of(BigDecimal minorUnitsPerLot) {
        return new Factor(Decimals.normal(minorUnitsPerLot));
    }

    public boolean isZero() {
        return value.signum() == 0;
    }

    /** The exact decimal. */
    public BigDecimal value() {
        return value;
    }

    /**
     * @return lots x factor, rounded half-even to whole minor units: a cash posting of one position (rule 1.4)
     * @throws ArithmeticException past 64 bits
     */
    public long postingOf(long lots) {
        if (power != 0) {
            long product = lots * unscaled;
            if (Math.multiplyHigh(lots, unscaled) == product >> (Long.SIZE - 1)) {
                return power == 1 ? product : divideHalfEven(product, power);
            }
        }
        return value.multiply(BigDecimal.valueOf(lots)).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private static long divideHalfEven(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long remainder = Math.abs(dividend % divisor);
        long half = divisor >> 1; // a power of ten above one is even
        if (remainder > half || remainder == half && (quotient & 1) != 0) {
            quotient += dividend < 0 ? -1 : 1;
        }
        return quotient;
    }

    private static long pow10(int exponent) {
        long result = 1;
        for (int i = 0; i < exponent; i++) {
            result *= 10;
        }
        return result;
    }
}
