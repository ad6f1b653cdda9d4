package io.spillway.batch.settings;

import io.spillway.domain.instrument.MarginTier;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which margin model a product uses (rule 4.3).
 *
 * @param model for every product that has none of its own
 * @param products own models by product
 * @param tiers of the flat rate by product group; a group without any has none (rule 4.3)
 */
public record MarginSettings(MarginModel model, SortedMap<String, MarginModel> products,
                             SortedMap<String, List<MarginTier>> tiers) {

    public MarginSettings {
        products = Collections.unmodifiableSortedMap(new TreeMap<>(products));
        tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
    }

    public List<MarginTier> tiersOf(String productGroup) {
        return tiers.getOrDefault(productGroup, List.of());
    }

    public MarginModel modelOf(String product) {
        return products.getOrDefault(product, model);
    }
}
