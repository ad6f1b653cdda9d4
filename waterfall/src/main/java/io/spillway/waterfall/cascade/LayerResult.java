package io.spillway.waterfall.cascade;

import io.spillway.waterfall.layer.LayerName;
import java.util.SortedMap;

/**
 * What a layer did in one round.
 *
 * @param paid base minor units
 * @param by payers (members, the layer's own name, or accounts under SOCIALISED_LOSS), zero payers left out
 * @param unpaid what members called for an assessment could not pay
 */
public record LayerResult(LayerName layer, long paid, SortedMap<String, Long> by, SortedMap<String, Long> unpaid) {
}
