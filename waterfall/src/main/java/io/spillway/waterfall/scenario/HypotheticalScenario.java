package io.spillway.waterfall.scenario;

import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Moves that somebody thought of (rule 7.1). What is said of an instrument itself holds before what is said of its
 * underlying, and that before its product group; an instrument that nothing is said of stays.
 *
 * @param name small letters, digits and hyphens
 * @param description what happens and where the figures come from
 * @param groups moves by product group, as parts of the price base: -0.25 is a fall by a quarter
 * @param underlyings moves by underlying, likewise
 * @param instruments moves by instrument id, likewise
 * @param prices settlement prices by instrument id, wherever the price stands before
 */
public record HypotheticalScenario(String name, String description, SortedMap<String, BigDecimal> groups,
                                   SortedMap<String, BigDecimal> underlyings, SortedMap<String, BigDecimal> instruments,
                                   SortedMap<String, BigDecimal> prices) {

    /** @throws IllegalArgumentException if it moves nothing, or says two things of one instrument */
    public HypotheticalScenario {
        groups = copied(groups);
        underlyings = copied(underlyings);
        instruments = copied(instruments);
        prices = copied(prices);
        if (groups.isEmpty() && underlyings.isEmpty() && instruments.isEmpty() && prices.isEmpty()) {
            throw new IllegalArgumentException("moves nothing; give it groups, underlyings, instruments or prices");
        }
        for (String id : prices.keySet()) {
            if (instruments.containsKey(id)) {
                throw new IllegalArgumentException("says a move and a price of " + id + "; keep one of them");
            }
        }
    }

    private static SortedMap<String, BigDecimal> copied(SortedMap<String, BigDecimal> moves) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(moves));
    }

    /**
     * The moves of some instruments that it comes to.
     *
     * @param from their prices before, in their order
     * @throws IllegalArgumentException if a price is asked of an instrument whose price base is zero
     */
    public Scenario on(int number, List<Instrument> moved, List<BigDecimal> from) {
        long[] moves = new long[moved.size()];
        for (int i = 0; i < moves.length; i++) {
            moves[i] = move(moved.get(i), from.get(i)).setScale(Scenario.MOVE_SCALE, RoundingMode.HALF_UP)
                    .unscaledValue().longValueExact();
        }
        return new Scenario(number, name, moves);
    }

    private BigDecimal move(Instrument instrument, BigDecimal from) {
        BigDecimal price = prices.get(instrument.id());
        if (price != null) {
            BigDecimal base = instrument.prices().base(from);
            if (base.signum() == 0) {
                throw new IllegalArgumentException(name + ": the price of " + instrument.id() + " is zero and it has no"
                        + " reference_price; it cannot be moved to " + Decimals.text(price));
            }
            return price.subtract(from).divide(base, Scenario.MOVE_SCALE, RoundingMode.HALF_UP);
        }
        BigDecimal move = instruments.get(instrument.id());
        if (move == null) {
            move = underlyings.get(instrument.contract().underlying());
        }
        return move != null ? move : groups.getOrDefault(instrument.contract().group(), BigDecimal.ZERO);
    }

    /**
     * Requires that a house knows what is moved one by one. Groups and underlyings may be missing: a scenario is written
     * for more than the contracts of one day.
     *
     * @throws IllegalArgumentException naming the instrument that it does not
     */
    public void requireKnown(List<String> instrumentIds) {
        TreeMap<String, BigDecimal> named = new TreeMap<>(instruments);
        named.putAll(prices);
        named.keySet().removeAll(instrumentIds);
        if (!named.isEmpty()) {
            throw new IllegalArgumentException(name + " moves " + named.firstKey() + ", which the house does not know;"
                    + " correct the id, or take it out once the contract is gone");
        }
    }
}
