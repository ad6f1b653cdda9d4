package io.spillway.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Money as a whole number of minor units (rule 1.1): conversions at the border between text and arithmetic. */
public final class Amounts {

    private Amounts() {
    }

    /**
     * Reads an amount.
     *
     * @param text plain decimal in major units, such as {@code -12.50}
     * @param scale minor-unit digits of the currency, 0 to 8
     * @return minor units
     * @throws IllegalArgumentException if the text is no number, finer than the minor unit, or past 64 bits
     */
    public static long parse(String text, int scale) {
        return exact(Decimals.parse(text, scale), scale);
    }

    /**
     * @return the amount in minor units
     * @throws IllegalArgumentException if it is finer than the minor unit or past 64 bits
     */
    public static long exact(BigDecimal major, int scale) {
        try {
            return major.movePointRight(scale).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("'" + major.toPlainString() + "' is not a whole number of minor units"
                    + " (10^-" + scale + ") within 64 bits", e);
        }
    }

    /**
     * @return the amount in minor units, rounded as the caller says (rule 1.4)
     * @throws ArithmeticException past 64 bits
     */
    public static long rounded(BigDecimal major, int scale, RoundingMode rounding) {
        return major.movePointRight(scale).setScale(0, rounding).longValueExact();
    }

    /** The amount in major units with exactly {@code scale} decimal places. */
    public static BigDecimal major(long minor, int scale) {
        return BigDecimal.valueOf(minor, scale);
    }

    /** Plain text in major units with exactly {@code scale} decimal places. */
    public static String text(long minor, int scale) {
        return major(minor, scale).toPlainString();
    }
}
