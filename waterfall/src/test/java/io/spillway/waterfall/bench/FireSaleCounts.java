package io.spillway.waterfall.bench;

import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.Recording;
import io.spillway.waterfall.cascade.Round;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * What a fire sale's cascade touched.
 *
 * @param rounds per round
 * @param defaulted members declared in default
 * @param ported accounts that moved to their backup member
 * @param waterfalls rounds in which the waterfall ran
 * @param layers layers that paid
 */
record FireSaleCounts(List<Touched> rounds, int defaulted, int ported, int waterfalls, Set<LayerName> layers) {

    /** A benchmark's cascade has at least so many rounds, */
    private static final int ROUNDS = 20;
    /** and at least so many instruments move in each of them. */
    private static final int MOVED = 50;

    /**
     * What one round touched.
     *
     * @param positions positions re-marked
     * @param accounts accounts with a position closed or re-marked
     * @param moved instruments whose price moved
     * @param closed positions closed, wholly or in part
     */
    record Touched(int positions, int accounts, int moved, int closed) {
    }

    static FireSaleCounts of(FireSale fireSale) {
        CascadeResult result = FireSale.run(fireSale.open(Recording.FULL));
        List<Round> rounds = result.rounds();
        EnumSet<LayerName> layers = EnumSet.noneOf(LayerName.class);
        rounds.forEach(r -> r.layers().stream().filter(l -> l.paid() > 0).forEach(l -> layers.add(l.layer())));
        return new FireSaleCounts(new BareReMark(fireSale, result).touched(),
                rounds.stream().mapToInt(r -> r.defaulted().size()).sum(),
                rounds.stream().mapToInt(r -> r.ported().size()).sum(),
                (int) rounds.stream().filter(r -> !r.layers().isEmpty()).count(), layers);
    }

    /** Instruments whose price a round moved, ascending. */
    static int[] moved(BigDecimal[] opening, Round round) {
        return IntStream.range(0, opening.length)
                .filter(i -> round.closingPrices().get(i).compareTo(opening[i]) != 0).toArray();
    }

    /** @throws IllegalStateException unless this is the long cascade of many instruments that it is meant to be */
    void require() {
        if (rounds.size() < ROUNDS || rounds.stream().anyMatch(r -> r.moved() < MOVED)) {
            throw new IllegalStateException("the fixture should move " + MOVED + " instruments in each of " + ROUNDS
                    + " rounds, but did this: " + rounds);
        }
    }

    /** In words. */
    String text() {
        return String.format(Locale.ROOT, "%d rounds; in each, least to most: %s instruments moved, %s positions"
                        + " re-marked, %s accounts touched, %s positions closed; in all %d members in default, %d"
                        + " accounts ported, %d waterfalls, paid by %s",
                rounds.size(), range(Touched::moved), range(Touched::positions), range(Touched::accounts),
                range(Touched::closed), defaulted, ported, waterfalls, layers);
    }

    private String range(ToIntFunction<Touched> part) {
        return String.format(Locale.ROOT, "%,d to %,d", rounds.stream().mapToInt(part).min().orElse(0),
                rounds.stream().mapToInt(part).max().orElse(0));
    }
}
