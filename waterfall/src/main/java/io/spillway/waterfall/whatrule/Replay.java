package io.spillway.waterfall.whatrule;

import io.spillway.domain.book.ClearingBook;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.cascade.GainsBefore;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.day.DayOpening;
import io.spillway.waterfall.day.DayResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A house as a cascade found it, with what happened to it, to be run again.
 *
 * @param opening prices, equity, members' means and layers when the cascade began; base minor units
 * @param rules the house's own
 * @param events one after another
 * @param before the prices before the move that hurt, and gains that came before those
 */
public record Replay(ClearingBook book, OpeningState opening, CascadeRules rules, List<CascadeEvent> events,
                     GainsBefore before) {

    public Replay {
        events = List.copyOf(events);
    }

    /**
     * A computed day: its cascade began after the mark, so the marks that the day opened with are the prices before.
     *
     * @param rules the settings that the day's cycle stored
     */
    public static Replay ofDay(DayOpening opening, DayResult day, CascadeRules rules) {
        Map<Integer, Long> declared = new HashMap<>();
        day.inputs().decisions().declared().forEach(member -> declared.put(member, 0L));
        return new Replay(day.book(), day.opening(), rules, List.of(new CascadeEvent(Map.of(), Map.of(), declared)),
                new GainsBefore(opening.marks(), new long[day.book().accounts()]));
    }

    /** A drill case: its shocks come after the opening, so the opening prices are the prices before. */
    public static Replay ofCase(ClearingBook book, OpeningState opening, CascadeRules rules, List<CascadeEvent> events) {
        return new Replay(book, opening, rules, events, new GainsBefore(opening.prices(), opening.accounts().gain()));
    }

    /** The same with other positions, opening and events; the prices before stay. */
    Replay with(ClearingBook newBook, OpeningState newOpening, CascadeEvent first) {
        List<CascadeEvent> changed = new ArrayList<>(events);
        changed.set(0, first);
        return new Replay(newBook, newOpening, rules, changed,
                new GainsBefore(newOpening.prices(), newOpening.accounts().gain()));
    }

    Replay with(ClearingBook newBook) {
        return new Replay(newBook, opening, rules, events, before);
    }

    Replay with(CascadeRules newRules) {
        return new Replay(book, opening, newRules, events, before);
    }
}
