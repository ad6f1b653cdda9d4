package io.spillway.waterfall.sizing;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.waterfall.scenario.Scenario;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells scenarios that certainly leave the house calm: every account that holds positions still covers its maintenance
 * margin at the moved prices (rules 4.2, 5.1), so that the cascade would have no round and no stress loss. Many at once, in
 * doubles; what is not certain is left to the engine.
 *
 * <p>Certain means: equity + gains - maintenance is at least what rounding can make of it. Moved prices are exact. The
 * engine rounds each posting by half a minor unit at most and the requirement up by less than one. With u = 2^-53, a weight
 * is off by less than 12 u of what it was made of, a change by u, a product by u, a sum of n terms by n u of their
 * magnitudes (Higham 2002, section 3.1); 2 (n + 16) u of the largest magnitudes in the block is more than all of it. Margin
 * tiers count by the factor that a position has at twice its notional; scenarios in which a price base more than doubles
 * are left to the engine. So are those past 64 bits, which it refuses.
 */
final class CalmScreen {

    /** Sums of magnitudes below this fit the engine's 64 bits, whatever their order. */
    private static final double FITS = 0x1.0p60;
    private static final int NONE = -1;

    private final StressHouse house;
    private final int[] indexOf;
    private final boolean isSteady;
    private final ScreenRows.Lines lines;
    private final ScreenRows rows;

    /** @param indexOf index in the book of the instrument that each move of a scenario is of */
    CalmScreen(StressHouse house, int[] indexOf) {
        this.house = house;
        this.indexOf = indexOf;
        this.isSteady = isSteady(house, indexOf);
        this.lines = lines(house, indexOf);
        this.rows = new ScreenRows(house, lines);
    }

    /** Nobody owes anything yet, nobody in default holds anything, and the book is flat, or the engine has work to do. */
    private static boolean isSteady(StressHouse house, int[] indexOf) {
        ClearingBook book = house.book();
        for (int a = 0; a < book.accounts(); a++) {
            boolean isOpen = book.rowStart(a + 1) > book.rowStart(a);
            if (isOpen ? house.opening().members().inDefault()[book.memberOf(a)]
                    : house.opening().accounts().equity()[a] < 0) {
                return false;
            }
        }
        return IntStream.of(indexOf).distinct().count() == indexOf.length
                && IntStream.of(indexOf).allMatch(i -> book.netLotsOf(i) == 0);
    }

    private static ScreenRows.Lines lines(StressHouse house, int[] indexOf) {
        int instruments = house.book().instruments();
        MovedPrice[] prices = new MovedPrice[instruments];
        int[] change = new int[instruments];
        int[] base = new int[instruments];
        Arrays.fill(change, NONE);
        Arrays.fill(base, NONE);
        int size = 0;
        for (int i : IntStream.of(indexOf).sorted().distinct().toArray()) {
            Instrument instrument = house.book().instrument(i);
            BigDecimal price = house.opening().prices()[i];
            Optional<MovedPrice> moved = price == null || house.opening().fxToBase()[i] == null ? Optional.empty()
                    : MovedPrice.of(instrument.prices(), price);
            if (moved.isPresent()) {
                prices[i] = moved.get();
                change[i] = size++;
                boolean isItsBase = price.signum() >= 0 && instrument.prices().referencePrice().isEmpty()
                        && instrument.prices().negativePrices() == NegativePrices.REFUSED;
                base[i] = isItsBase ? NONE : size++;
            }
        }
        return new ScreenRows.Lines(prices, change, base, size);
    }

    /** Whether each of the scenarios, in their order, is certain to leave the house calm. */
    boolean[] areCalm(List<Scenario> scenarios) {
        boolean[] calm = new boolean[scenarios.size()];
        if (isSteady) {
            for (int first = 0; first < calm.length; first += ProfitKernel.BLOCK_SCENARIOS) {
                int end = Math.min(calm.length, first + ProfitKernel.BLOCK_SCENARIOS);
                boolean[] block = new Block(scenarios.subList(first, end)).areCalm();
                System.arraycopy(block, 0, calm, first, block.length);
            }
        }
        return calm;
    }

    /** Scenarios whose lines are computed at once. */
    private final class Block {

        private final List<Scenario> scenarios;
        private final boolean[] calm;
        private final double[][] changes;
        private final double[] largest;

        private Block(List<Scenario> scenarios) {
            this.scenarios = scenarios;
            this.calm = new boolean[scenarios.size()];
            this.changes = new double[lines.size()][calm.length];
            this.largest = new double[lines.size()];
            Arrays.fill(calm, true);
        }

        private boolean[] areCalm() {
            for (int move = 0; move < indexOf.length; move++) {
                if (lines.change()[indexOf[move]] == NONE) {
                    leaveMovesOf(move);
                } else {
                    take(move, indexOf[move]);
                }
            }
            double[] leastGain = new double[rows.size()];
            double magnitude = magnitudeBeside();
            for (int row = 0; row < leastGain.length; row++) {
                double ofRow = rows.magnitude(row, largest);
                magnitude += ofRow;
                leastGain[row] = rows.leastGain(row, ofRow);
            }
            if (!(magnitude < FITS)) {
                return new boolean[calm.length];
            }
            double[] least = new double[calm.length];
            Arrays.fill(least, Double.POSITIVE_INFINITY);
            rows.kernel().run(changes, calm.length, (row, gains) -> takeLeast(least, gains, leastGain[row]));
            for (int s = 0; s < calm.length; s++) {
                calm[s] &= least[s] >= 0;
            }
            return calm;
        }

        private void leaveMovesOf(int move) {
            for (int s = 0; s < calm.length; s++) {
                calm[s] &= scenarios.get(s).moves()[move] == 0;
            }
        }

        private void take(int move, int instrument) {
            MovedPrice price = lines.price()[instrument];
            double[] change = changes[lines.change()[instrument]];
            int baseLine = lines.base()[instrument];
            for (int s = 0; s < calm.length; s++) {
                long moved = scenarios.get(s).moves()[move];
                if (!price.fits(moved)) {
                    calm[s] = false;
                    continue;
                }
                long after = price.after(moved);
                long baseChange = price.baseAfter(after) - price.base();
                calm[s] &= baseChange <= price.base();
                change[s] = after - price.price();
                largest[lines.change()[instrument]] = Math.max(largest[lines.change()[instrument]], Math.abs(change[s]));
                if (baseLine != NONE) {
                    changes[baseLine][s] = baseChange;
                    largest[baseLine] = Math.max(largest[baseLine], Math.abs(baseChange));
                }
            }
        }

        /** All that the engine adds up besides what accounts hold. */
        private double magnitudeBeside() {
            double sum = 0;
            for (int m = 0; m < house.book().members(); m++) {
                sum += house.opening().members().capital()[m] + (double) house.opening().members().contribution()[m];
            }
            for (long pot : house.opening().pots().values()) {
                sum += pot;
            }
            for (int a = 0; a < house.book().accounts(); a++) {
                sum += Math.abs((double) house.opening().accounts().equity()[a]);
            }
            return sum;
        }
    }

    private static void takeLeast(double[] least, double[] gains, double leastGain) {
        for (int s = 0; s < least.length; s++) {
            least[s] = Math.min(least[s], gains[s] - leastGain);
        }
    }
}
