package io.spillway.batch.settings;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which margin model a product uses (rule 4.3).
 *
 * @param model for every product that has none of its own
 * @param products own models by product
 */
public record MarginSettings(MarginModel model, SortedMap<String, MarginModel> products) {

    public MarginSettings {
        products = Collections.unmodifiableSortedMap(new TreeMap<>(products));
    }

    public MarginModel modelOf(String product) {
        return products.getOrDefault(product, model);
    }
}
