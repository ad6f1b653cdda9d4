package io.spillway.batch.drill;

import io.spillway.domain.book.ClearingBook;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.cascade.OpeningState;
import java.util.List;

/**
 * A default replayed or rehearsed off the books: the house before it, its rules, and what happens.
 *
 * @param source where the facts come from, or empty
 * @param scale minor-unit digits of the case's currency
 */
public record DrillCase(String name, String source, String currency, int scale, ClearingBook book,
                        OpeningState opening, CascadeRules rules, List<CascadeEvent> events) {
}
