package io.spillway.reports.sizing;

import io.spillway.reports.sizing.SizingData.Point;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fund sizes of the curve, each under a short name of its own that rows can be counted by. */
final class FundSizes {

    private static final String NO_FUND = "No fund";

    private final TreeMap<BigDecimal, String> names = new TreeMap<>();

    FundSizes(List<Point> curve) {
        List<BigDecimal> ascending = curve.stream().map(Point::fund).sorted().distinct().toList();
        if (!ascending.isEmpty()) {
            Map<BigDecimal, String> brief = Words.brief(ascending);
            ascending.forEach(fund -> names.put(fund, fund.signum() == 0 ? NO_FUND : "Fund " + brief.get(fund)));
        }
    }

    String name(BigDecimal fund) {
        return names.get(fund);
    }

    /** The largest size that is smaller; null where there is none. */
    BigDecimal before(BigDecimal fund) {
        return names.lowerKey(fund);
    }

    /** Name of the smallest size that is at least as large as a critical fund. */
    String enoughFrom(BigDecimal criticalFund) {
        Map.Entry<BigDecimal, String> enough = names.ceilingEntry(criticalFund);
        return enough == null ? "More than shown" : enough.getValue();
    }
}
