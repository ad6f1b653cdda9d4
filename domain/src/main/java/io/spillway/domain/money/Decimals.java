package io.spillway.domain.money;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Decimal numbers as text: read strictly, written plainly. */
public final class Decimals {

    /** Decimal places of a price at most (rule 1.2). */
    public static final int MAX_PRICE_SCALE = 10;
    /** Decimal places of a quantity at most (rule 1.2). */
    public static final int MAX_QUANTITY_SCALE = 8;

    private static final int MAX_LENGTH = 40;
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private Decimals() {
    }

    /**
     * Reads a plain decimal: ASCII digits, an optional minus, an optional point; no exponent, no grouping, no
     * blanks, no NaN or infinity (fault 17).
     *
     * @param maxScale decimal places allowed; trailing zeros do not count
     * @return the number with trailing zeros stripped, never in a negative scale
     * @throws IllegalArgumentException with the reason, without the text's origin, which the caller knows
     */
    public static BigDecimal parse(String text, int maxScale) {
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("is empty, a decimal number is expected");
        }
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters");
        }
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a plain decimal number such as -12.50");
        }
        BigDecimal value = normal(new BigDecimal(text));
        if (value.scale() > maxScale) {
            throw new IllegalArgumentException("'" + text + "' has more than " + maxScale + " decimal places");
        }
        return value;
    }

    /** The number without trailing zeros after the point and never in exponent form; zero is {@code 0}. */
    public static BigDecimal normal(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** Plain text without exponent and without trailing zeros. */
    public static String text(BigDecimal value) {
        return normal(value).toPlainString();
    }
}
