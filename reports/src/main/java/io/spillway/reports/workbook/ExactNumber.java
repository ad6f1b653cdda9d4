package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Which amounts a spreadsheet's number cell holds exactly (fault 58). */
final class ExactNumber {

    /** Significant decimal digits that a spreadsheet keeps. */
    static final int DIGITS = 15;

    private static final int MOST_DECIMALS = 30;
    private static final double WHOLE = 1e15;

    private ExactNumber() {
    }

    /** Whether the number cell's decimal text equals the value and a spreadsheet shows all its digits. */
    static boolean holds(BigDecimal value) {
        // Any decimal of 15 digits comes back from the nearest double unchanged.
        return value.precision() <= DIGITS && value.scale() >= 0 && value.scale() <= MOST_DECIMALS
                || value.stripTrailingZeros().precision() <= DIGITS
                && new BigDecimal(Double.toString(value.doubleValue())).compareTo(value) == 0;
    }

    /** The decimal text of a number cell: the value's own where it holds it, else that of the nearest double. */
    static String text(BigDecimal value) {
        return holds(value) ? value.toPlainString() : text(value.doubleValue());
    }

    /** The decimal text of a double, a whole number without its point. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < WHOLE ? Long.toString((long) value) : Double.toString(value);
    }

    /** Characters of the value as shown with thousands separators and so many decimals. */
    static int shownLength(BigDecimal value, int scale) {
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_EVEN);
        int whole = Math.max(1, rounded.precision() - scale);
        int separators = (whole - 1) / 3;
        return whole + separators + (scale > 0 ? scale + 1 : 0) + (rounded.signum() < 0 ? 1 : 0);
    }
}
