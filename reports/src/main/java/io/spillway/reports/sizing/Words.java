package io.spillway.reports.sizing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Figures inside sentences. */
final class Words {

    private Words() {
    }

    /** A fraction in percent, to a thousandth. */
    static BigDecimal hundredfold(BigDecimal fraction) {
        return fraction.movePointRight(2).setScale(3, RoundingMode.HALF_EVEN);
    }

    /** Thousands apart, without decimals that are all zero. */
    static String grouped(BigDecimal exact) {
        BigDecimal amount = exact.signum() == 0 || exact.stripTrailingZeros().scale() <= 0 ? exact.setScale(0) : exact;
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMinimumFractionDigits(Math.max(0, amount.scale()));
        format.setMaximumFractionDigits(Math.max(0, amount.scale()));
        return format.format(amount);
    }

    /** 0.995 as 99.5%. */
    static String percent(BigDecimal fraction) {
        return fraction.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }
}
