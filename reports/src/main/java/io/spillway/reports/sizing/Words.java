package io.spillway.reports.sizing;

import io.spillway.reports.sizing.SizingData.Estimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Figures inside sentences. */
final class Words {

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
    /** A short figure is off by at most so much of its amount. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.005");

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

    /** "1,000 to 2,500". */
    static String interval(Estimate estimate) {
        return grouped(estimate.low()) + " to " + grouped(estimate.high());
    }

    /** A part of a whole in percent, to a thousandth; null where there is no whole. */
    static BigDecimal percentOf(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.movePointRight(2).divide(whole, 3, RoundingMode.HALF_EVEN);
    }

    /**
     * Each amount in short ("37.5 m"), with as many decimals as keep different amounts apart and the rounding small.
     *
     * @param ascending zero or more, without doubles
     */
    static Map<BigDecimal, String> brief(List<BigDecimal> ascending) {
        BigDecimal largest = ascending.get(ascending.size() - 1);
        int power = largest.compareTo(MILLION) >= 0 ? 6 : largest.compareTo(THOUSAND) >= 0 ? 3 : 0;
        int decimals = 0;
        while (decimals < largest.scale() + power && !serves(ascending, power, decimals)) {
            decimals++;
        }
        Map<BigDecimal, String> brief = new HashMap<>();
        for (BigDecimal amount : ascending) {
            BigDecimal shown = amount.movePointLeft(power).setScale(decimals, RoundingMode.HALF_EVEN);
            String unit = power == 0 || amount.signum() == 0 ? "" : power == 3 ? " k" : " m";
            brief.put(amount, (shown.signum() == 0 ? "0" : shown.stripTrailingZeros().toPlainString()) + unit);
        }
        return brief;
    }

    private static boolean serves(List<BigDecimal> amounts, int power, int decimals) {
        Set<BigDecimal> seen = new HashSet<>();
        for (BigDecimal amount : amounts) {
            BigDecimal shown = amount.movePointLeft(power).setScale(decimals, RoundingMode.HALF_EVEN);
            BigDecimal off = shown.movePointRight(power).subtract(amount).abs();
            if (!seen.add(shown) || off.compareTo(amount.multiply(ROUNDING)) > 0) {
                return false;
            }
        }
        return true;
    }
}
