package io.spillway.waterfall.day;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Securities held as collateral.
 *
 * @param holdings quantities by asset id, then by account index; null is none
 * @param prices last price by asset id, in the asset's currency
 */
public record Securities(SortedMap<String, BigDecimal[]> holdings, Map<String, BigDecimal> prices) {

    /** A house that has taken none. */
    public static final Securities NONE = new Securities(new TreeMap<>(), Map.of());
}
