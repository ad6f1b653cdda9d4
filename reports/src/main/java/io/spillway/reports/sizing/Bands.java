package io.spillway.reports.sizing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The bands that needs are counted in: one for no need at all, then bands of one width, above their lower end up to and
 * including their upper end. The width is the smallest of 1, 2 or 5 times a power of ten, at least a minor unit, with which
 * {@value #MOST} bands reach the largest need.
 */
final class Bands {

    static final int MOST = 20;

    /** A band, with its upper end in short. */
    record Band(String label, String upTo, BigDecimal above, BigDecimal upper) {
    }

    private final BigDecimal width;
    private final List<Band> bands;

    /** @param scale decimals of the base currency */
    Bands(BigDecimal largest, int scale) {
        width = width(largest, scale);
        int count = largest.divide(width, 0, RoundingMode.CEILING).intValueExact();
        List<BigDecimal> ends = new ArrayList<>();
        for (int band = 0; band <= count; band++) {
            ends.add(width.multiply(BigDecimal.valueOf(band)).setScale(scale));
        }
        Map<BigDecimal, String> brief = Words.brief(ends);
        List<Band> made = new ArrayList<>();
        made.add(new Band("None", "0", ends.get(0), ends.get(0)));
        for (int band = 1; band <= count; band++) {
            String from = brief.get(ends.get(band - 1));
            String upTo = brief.get(ends.get(band));
            made.add(new Band("Above " + from + " to " + upTo, upTo, ends.get(band - 1), ends.get(band)));
        }
        bands = List.copyOf(made);
    }

    private static BigDecimal width(BigDecimal largest, int scale) {
        BigDecimal power = BigDecimal.ONE.movePointLeft(scale);
        while (true) {
            for (int times : new int[] {1, 2, 5}) {
                BigDecimal step = power.multiply(BigDecimal.valueOf(times));
                if (largest.compareTo(step.multiply(BigDecimal.valueOf(MOST))) <= 0) {
                    return step;
                }
            }
            power = power.multiply(BigDecimal.TEN);
        }
    }

    /** All, ascending, the one for no need first. */
    List<Band> all() {
        return bands;
    }

    /** How they are made, in a sentence. */
    String inWords(String code) {
        return "One band for no need, then bands of " + Words.grouped(width) + " " + code + ", each above its lower end up to"
                + " and including its upper end: the smallest width of 1, 2 or 5 times a power of ten with which " + MOST
                + " bands reach the largest need.";
    }

    /** The band that an amount of zero or more lies in. */
    Band of(BigDecimal amount) {
        return bands.get(amount.divide(width, 0, RoundingMode.CEILING).intValueExact());
    }
}
