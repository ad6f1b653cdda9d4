package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Which amounts a spreadsheet's number cell holds exactly (fault 58). */
final class ExactNumber {

    /** Significant decimal digits that a spreadsheet keeps. */
    static final int DIGITS = 15;

    private ExactNumber() {
    }

    /** Whether the number cell's decimal text equals the value and a spreadsheet shows all its digits. */
    static boolean holds(BigDecimal value) {
        return value.stripTrailingZeros().precision() <= DIGITS
                && new BigDecimal(Double.toString(value.doubleValue())).compareTo(value) == 0;
    }

    /** Characters of the value as shown with thousands separators and so many decimals. */
    static int shownLength(BigDecimal value, int scale) {
        BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_EVEN);
        int whole = Math.max(1, rounded.precision() - scale);
        int separators = (whole - 1) / 3;
        return whole + separators + (scale > 0 ? scale + 1 : 0) + (rounded.signum() < 0 ? 1 : 0);
    }
}
