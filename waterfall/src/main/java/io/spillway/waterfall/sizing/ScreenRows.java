package io.spillway.waterfall.sizing;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.MarginTier;
import io.spillway.waterfall.cascade.OpeningState;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * What each account with positions has over its maintenance margin, as weights of price changes and price bases. Base minor
 * units, in doubles: {@link CalmScreen} bounds what they are off by.
 */
final class ScreenRows {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final int NONE = -1;
    /** Operations behind a weight, a term and the sum besides the additions. */
    private static final int OPERATIONS = 16;
    private static final double TWO_U = 0x1.0p-52;

    private final ProfitKernel kernel;
    private final int[] rowStart;
    private final int[] lineOf;
    /** Magnitude of what a weight was made of, so that nothing cancels. */
    private final double[] gross;
    private final double[] start;
    private final double[] startGross;
    private final int[] positions;

    /**
     * Lines of the instruments that scenarios move.
     *
     * @param price by instrument; null where it cannot move
     * @param change line of the price change by instrument, -1 for none
     * @param base line of the change of the price base where that is not the price change, -1 for none
     */
    record Lines(MovedPrice[] price, int[] change, int[] base, int size) {
    }

    ScreenRows(StressHouse house, Lines lines) {
        ClearingBook book = house.book();
        int open = 0;
        for (int a = 0; a < book.accounts(); a++) {
            open += book.rowStart(a + 1) > book.rowStart(a) ? 1 : 0;
        }
        this.rowStart = new int[open + 1];
        this.start = new double[open];
        this.startGross = new double[open];
        this.positions = new int[open];
        int[] entryLines = new int[2 * book.positions()];
        double[] weights = new double[entryLines.length];
        double[] magnitudes = new double[entryLines.length];
        double[] perUnit = perUnit(house.book(), house.opening(), lines);
        int row = 0;
        int entry = 0;
        for (int a = 0; a < book.accounts(); a++) {
            if (book.rowStart(a + 1) == book.rowStart(a)) {
                continue;
            }
            start[row] = house.opening().accounts().equity()[a];
            startGross[row] = Math.abs(start[row]);
            positions[row] = book.rowStart(a + 1) - book.rowStart(a);
            for (int p = book.rowStart(a); p < book.rowStart(a + 1); p++) {
                int i = book.instrumentOf(p);
                double factor = tierFactor(house, i, book.lotsOf(p));
                double maintenance = atTheRate(house, i, book.lotsOf(p)).doubleValue() * factor;
                start[row] -= maintenance;
                startGross[row] += maintenance;
                if (lines.change()[i] != NONE) {
                    double gain = book.lotsOf(p) * perUnit[i];
                    double margin = Math.abs(gain) * book.instrument(i).maintenanceRate().doubleValue() * factor;
                    boolean isItsBase = lines.base()[i] == NONE;
                    entryLines[entry] = lines.change()[i];
                    weights[entry] = isItsBase ? gain - margin : gain;
                    magnitudes[entry++] = Math.abs(gain) + margin;
                    if (!isItsBase) {
                        entryLines[entry] = lines.base()[i];
                        weights[entry] = -margin;
                        magnitudes[entry++] = margin;
                    }
                }
            }
            rowStart[++row] = entry;
        }
        this.lineOf = Arrays.copyOf(entryLines, entry);
        this.gross = Arrays.copyOf(magnitudes, entry);
        this.kernel = new ProfitKernel(rowStart, lineOf, Arrays.copyOf(weights, entry), lines.size());
    }

    /** Minor units that one lot gains with one unit of its moved price. */
    private static double[] perUnit(ClearingBook book, OpeningState opening, Lines lines) {
        double[] perUnit = new double[book.instruments()];
        for (int i = 0; i < perUnit.length; i++) {
            if (lines.change()[i] != NONE) {
                perUnit[i] = book.instrument(i).unitsPerLot().multiply(opening.fxToBase()[i])
                        .movePointRight(opening.baseScale() - lines.price()[i].scale()).doubleValue();
            }
        }
        return perUnit;
    }

    /** What a position needs before any move, without tiers. */
    private static BigDecimal atTheRate(StressHouse house, int i, long lots) {
        BigDecimal price = house.opening().prices()[i];
        BigDecimal fx = house.opening().fxToBase()[i];
        if (price == null || fx == null) {
            return BigDecimal.ZERO;
        }
        Instrument instrument = house.book().instrument(i);
        return instrument.unitsPerLot().multiply(instrument.prices().base(price)).multiply(fx)
                .multiply(instrument.maintenanceRate()).movePointRight(house.opening().baseScale())
                .multiply(BigDecimal.valueOf(lots).abs());
    }

    /**
     * How many times the plain rate a position needs on average at twice its notional: factors rise from tier to tier, so
     * that below twice its notional it needs no more.
     */
    private static double tierFactor(StressHouse house, int i, long lots) {
        Instrument instrument = house.book().instrument(i);
        if (instrument.tiers().isEmpty()) {
            return 1;
        }
        BigDecimal atTheRate = atTheRate(house, i, lots).multiply(TWO);
        BigDecimal tiered = MarginTier.tiered(atTheRate, instrument.tiers(),
                instrument.maintenanceRate().movePointRight(house.opening().baseScale()));
        return atTheRate.signum() == 0 ? 1 : tiered.doubleValue() / atTheRate.doubleValue();
    }

    int size() {
        return start.length;
    }

    ProfitKernel kernel() {
        return kernel;
    }

    /** What a row's weights and changes can add up to at most, all magnitudes. */
    double magnitude(int row, double[] largestOfLine) {
        double sum = startGross[row];
        for (int e = rowStart[row]; e < rowStart[row + 1]; e++) {
            sum += gross[e] * largestOfLine[lineOf[e]];
        }
        return sum;
    }

    /**
     * What a row must gain at least so that its account certainly covers its maintenance: each position's posting rounds by
     * half a minor unit at most, the requirement by less than one, and doubles by their bound.
     */
    double leastGain(int row, double magnitude) {
        int terms = rowStart[row + 1] - rowStart[row] + positions[row];
        return positions[row] / 2.0 + 1 + (terms + OPERATIONS) * TWO_U * magnitude - start[row];
    }
}
