package io.spillway.domain.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An exact quotient of two decimals, for results that no decimal holds (rule 1.6: everything but exp, ln and sqrt
 * is exact).
 *
 * @param denominator positive
 */
public record Ratio(BigDecimal numerator, BigDecimal denominator) {

    /** Bits of the quotient kept before a double is rounded: 53 significant, one to round, the rest is sticky. */
    private static final int DOUBLE_BITS = 66;

    public Ratio {
        if (denominator.signum() <= 0) {
            throw new IllegalArgumentException("denominator must be positive: " + denominator);
        }
    }

    /** The decimal itself. */
    public static Ratio of(BigDecimal value) {
        return new Ratio(value, BigDecimal.ONE);
    }

    public Ratio times(BigDecimal factor) {
        return new Ratio(numerator.multiply(factor), denominator);
    }

    public Ratio plus(BigDecimal addend) {
        return new Ratio(numerator.add(addend.multiply(denominator)), denominator);
    }

    public Ratio squared() {
        return new Ratio(numerator.multiply(numerator), denominator.multiply(denominator));
    }

    public int compareTo(BigDecimal value) {
        return numerator.compareTo(value.multiply(denominator));
    }

    /** How many whole units fit, rounded as told. */
    public BigInteger inUnitsOf(BigDecimal unit, RoundingMode rounding) {
        return numerator.divide(denominator.multiply(unit), 0, rounding).toBigIntegerExact();
    }

    /** The nearest double, ties to even: one rounding, whatever the digits. */
    public double toDouble() {
        if (numerator.signum() == 0) {
            return 0;
        }
        int scale = Math.max(numerator.scale(), denominator.scale());
        BigInteger top = numerator.abs().setScale(scale).unscaledValue();
        BigInteger bottom = denominator.setScale(scale).unscaledValue();
        int shift = DOUBLE_BITS - (top.bitLength() - bottom.bitLength());
        BigInteger[] parts = shift >= 0
                ? top.shiftLeft(shift).divideAndRemainder(bottom)
                : top.divideAndRemainder(bottom.shiftLeft(-shift));
        BigInteger quotient = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
        double magnitude = Math.scalb(quotient.doubleValue(), -shift);
        return numerator.signum() < 0 ? -magnitude : magnitude;
    }
}
