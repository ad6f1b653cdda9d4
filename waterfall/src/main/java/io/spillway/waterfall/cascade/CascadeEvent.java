package io.spillway.waterfall.cascade;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What sets a cascade off: a drill's event, or a day without any (its mark stands in the prices already).
 *
 * @param shocks relative moves per instrument index, as parts of the price base
 * @param prices new prices per instrument index, taken as given
 * @param losses base minor units per member index: declares the member in default with that loss
 */
public record CascadeEvent(Map<Integer, BigDecimal> shocks, Map<Integer, BigDecimal> prices,
                           Map<Integer, Long> losses) {

    /** Nothing but the prices as they are. */
    public static final CascadeEvent NONE = new CascadeEvent(Map.of(), Map.of(), Map.of());

    public CascadeEvent {
        shocks = Map.copyOf(shocks);
        prices = Map.copyOf(prices);
        losses = Map.copyOf(losses);
    }
}
