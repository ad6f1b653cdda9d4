package io.spillway.batch.report;

import io.spillway.batch.drill.Drill;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.reports.defaults.DefaultData.PriceMove;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.Round;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rounds of a drill's events numbered on from event to event, with the prices that each began and ended at. */
final class DrillRounds {

    private final ClearingBook book;
    private final List<Numbered> rounds = new ArrayList<>();
    private final List<Integer> firstRounds = new ArrayList<>();
    private final List<PriceMove> moves = new ArrayList<>();
    private final List<PriceMove> shocks = new ArrayList<>();

    /**
     * A round.
     *
     * @param number from 1, over all events
     * @param event its place among the events, from 0
     */
    record Numbered(int number, int event, Round round) {
    }

    DrillRounds(Drill.Outcome outcome) {
        this.book = outcome.end().book();
        BigDecimal[] prices = outcome.drillCase().opening().prices().clone();
        for (int e = 0; e < outcome.events().size(); e++) {
            firstRounds.add(rounds.size() + 1);
            shock(outcome.drillCase().events().get(e), prices);
            read(outcome.events().get(e), e, prices);
        }
    }

    /** As the cascade marks before round 1: shocks from the price as it is, then prices as given (rule 5.3). */
    private void shock(CascadeEvent event, BigDecimal[] prices) {
        for (int i = 0; i < prices.length; i++) {
            BigDecimal before = prices[i];
            BigDecimal move = event.shocks().get(i);
            if (move != null) {
                PriceTerms terms = book.instrument(i).prices();
                prices[i] = terms.rounded(before.add(move.multiply(terms.base(before))), RoundingMode.HALF_EVEN);
            }
            prices[i] = event.prices().getOrDefault(i, prices[i]);
            if (before != null && prices[i].compareTo(before) != 0) {
                shocks.add(move(rounds.size() + 1, i, before, prices[i]));
            }
        }
    }

    private void read(CascadeResult event, int number, BigDecimal[] prices) {
        for (Round round : event.rounds()) {
            rounds.add(new Numbered(rounds.size() + 1, number, round));
            for (int i = 0; i < prices.length; i++) {
                BigDecimal closing = round.closingPrices().get(i);
                if (closing != null && closing.compareTo(prices[i]) != 0) {
                    moves.add(move(rounds.size(), i, prices[i], closing));
                    prices[i] = closing;
                }
            }
        }
    }

    private PriceMove move(int round, int instrument, BigDecimal before, BigDecimal after) {
        return new PriceMove(round, book.instrument(instrument).id(), book.instrument(instrument).currency(), before,
                after);
    }

    List<Numbered> all() {
        return rounds;
    }

    /** Number of the event's first round; of an event without rounds, that of the round that would come next. */
    int firstOf(int event) {
        return firstRounds.get(event);
    }

    /** The number over all events of an event's round. */
    int number(int event, int roundOfEvent) {
        return firstRounds.get(event) + roundOfEvent - 1;
    }

    /** What the rounds did to prices. */
    List<PriceMove> moves() {
        return moves;
    }

    /** What the events themselves did to prices, each under the round that follows. */
    List<PriceMove> shocks() {
        return shocks;
    }

    /** The closing price of an instrument in a round. */
    BigDecimal closingPrice(int number, int instrument) {
        return rounds.get(number - 1).round().closingPrices().get(instrument);
    }

    /** Declared losses of an event by member, base minor units. */
    static Map<Integer, Long> declaredLosses(Drill.Outcome outcome, int event) {
        return outcome.drillCase().events().get(event).losses();
    }
}
