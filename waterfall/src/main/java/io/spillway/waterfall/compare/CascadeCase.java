package io.spillway.waterfall.compare;

import io.spillway.domain.book.ClearingBook;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.cascade.OpeningState;
import java.util.List;

/**
 * A cascade to be run: a drill's, or a day's as it began.
 *
 * @param events one after the other, each on what the one before left
 */
public record CascadeCase(ClearingBook book, OpeningState opening, CascadeRules rules, List<CascadeEvent> events) {

    public CascadeCase {
        events = List.copyOf(events);
    }

    CascadeCase under(CascadeRules newRules) {
        return new CascadeCase(book, opening, newRules, events);
    }

    CascadeCase with(ClearingBook newBook, OpeningState newOpening) {
        return new CascadeCase(newBook, newOpening, rules, events);
    }
}
