package io.spillway.waterfall.bench;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.money.Factor;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CloseOut;
import io.spillway.waterfall.cascade.Round;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What re-marking costs at the least: for each position that a cascade re-marked, in the cascade's order, lots x price
 * change, rounded half-even, added to its account's equity, and nothing else. Prices, and what closed before, are
 * taken from the cascade's result.
 */
final class BareReMark {

    private final ClearingBook book;
    private final List<Step> steps = new ArrayList<>();

    /**
     * One round: entries of the book's columns that closed, and the instruments that moved with a lot's gain in each.
     *
     * @param closedLots signed lots that closed, per closed entry
     * @param perLot base minor units per lot, per moved instrument
     */
    private record Step(int[] closedEntries, long[] closedLots, int[] moved, Factor[] perLot) {
    }

    BareReMark(FireSale fireSale, CascadeResult result) {
        this.book = fireSale.book();
        BigDecimal[] prices = new BigDecimal[book.instruments()];
        Arrays.setAll(prices, fireSale::openingPriceOf);
        for (Round round : result.rounds()) {
            List<CloseOut> closed = result.closeOuts().stream().filter(c -> c.round() == round.number()).toList();
            int[] moved = FireSaleCounts.moved(prices, round);
            Factor[] perLot = new Factor[moved.length];
            for (int m = 0; m < moved.length; m++) {
                int i = moved[m];
                BigDecimal change = round.closingPrices().get(i).subtract(prices[i]);
                perLot[m] = Factor.of(book.instrument(i).unitsPerLot().multiply(change)
                        .multiply(fireSale.fxToBaseOf(i)).movePointRight(FireSale.BASE_SCALE));
                prices[i] = round.closingPrices().get(i);
            }
            steps.add(new Step(closed.stream().mapToInt(this::entryOf).toArray(),
                    closed.stream().mapToLong(CloseOut::lots).toArray(), moved, perLot));
        }
    }

    private int entryOf(CloseOut closeOut) {
        int position = book.rowStart(closeOut.account());
        while (book.instrumentOf(position) != closeOut.instrument()) {
            position++;
        }
        return book.entryOf(position);
    }

    /** Lots in the order of the book's columns, as the cascade holds them for its re-marks. */
    long[] columnLots() {
        return IntStream.range(0, book.positions()).mapToLong(e -> book.lotsOf(book.columnPosition(e))).toArray();
    }

    /** Marks one round. */
    void mark(int round, long[] lots, long[] equity) {
        Step step = steps.get(round);
        for (int c = 0; c < step.closedEntries().length; c++) {
            lots[step.closedEntries()[c]] -= step.closedLots()[c];
        }
        for (int m = 0; m < step.moved().length; m++) {
            markAll(step.moved()[m], step.perLot()[m], lots, equity);
        }
    }

    private void markAll(int instrument, Factor perLot, long[] lots, long[] equity) {
        int end = book.columnStart(instrument + 1);
        for (int entry = book.columnStart(instrument); entry < end; entry++) {
            if (lots[entry] != 0) {
                equity[book.columnAccount(entry)] += perLot.postingOf(lots[entry]);
            }
        }
    }

    /** Marks all rounds, one after the other. */
    void markAll(long[] lots, long[] equity) {
        for (int round = 0; round < steps.size(); round++) {
            mark(round, lots, equity);
        }
    }

    /** Counts what each round re-marks. */
    List<FireSaleCounts.Touched> touched() {
        long[] lots = columnLots();
        List<FireSaleCounts.Touched> touched = new ArrayList<>();
        for (int round = 0; round < steps.size(); round++) {
            Step step = steps.get(round);
            mark(round, lots, new long[book.accounts()]);
            boolean[] accounts = new boolean[book.accounts()];
            int positions = 0;
            for (int i : step.moved()) {
                for (int entry = book.columnStart(i); entry < book.columnStart(i + 1); entry++) {
                    positions += lots[entry] != 0 ? 1 : 0;
                    accounts[book.columnAccount(entry)] |= lots[entry] != 0;
                }
            }
            for (int entry : step.closedEntries()) {
                accounts[book.columnAccount(entry)] = true;
            }
            touched.add(new FireSaleCounts.Touched(positions, count(accounts), step.moved().length,
                    step.closedEntries().length));
        }
        return touched;
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}
