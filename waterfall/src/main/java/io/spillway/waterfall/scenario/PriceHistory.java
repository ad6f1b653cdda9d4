package io.spillway.waterfall.scenario;

import io.spillway.domain.instrument.Instrument;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Past moves of some instruments over a holding period: of each the price at the end less the price at the beginning, as
 * a part of the price base at the beginning (rules 1.3, 7.1). Windows overlap: one ends on every date.
 */
public final class PriceHistory {

    private final List<String> instruments;
    private final List<LocalDate> ends;
    private final double[][] moves;
    private final int holdingPeriodDays;

    private PriceHistory(List<String> instruments, List<LocalDate> ends, double[][] moves, int holdingPeriodDays) {
        this.instruments = instruments;
        this.ends = ends;
        this.moves = moves;
        this.holdingPeriodDays = holdingPeriodDays;
    }

    /**
     * Builds the windows. Dates on which an instrument has no price are left out for all, so that every window is of one
     * market.
     *
     * @param prices by date, then by instrument id
     * @param holdingPeriodDays business days from a window's beginning to its end, at least one
     * @throws IllegalArgumentException naming the instrument without prices, or if no two windows are left
     */
    public static PriceHistory of(List<Instrument> instruments, SortedMap<LocalDate, Map<String, BigDecimal>> prices,
            int holdingPeriodDays) {
        requirePrices(instruments, prices);
        List<LocalDate> dates = prices.entrySet().stream()
                .filter(day -> instruments.stream().allMatch(i -> day.getValue().containsKey(i.id())))
                .map(Map.Entry::getKey).toList();
        List<LocalDate> ends = new ArrayList<>();
        List<double[]> moves = new ArrayList<>();
        for (int d = holdingPeriodDays; d < dates.size(); d++) {
            Map<String, BigDecimal> before = prices.get(dates.get(d - holdingPeriodDays));
            Map<String, BigDecimal> after = prices.get(dates.get(d));
            double[] window = new double[instruments.size()];
            for (int i = 0; i < window.length; i++) {
                window[i] = move(instruments.get(i), before, after, dates.get(d));
            }
            ends.add(dates.get(d));
            moves.add(window);
        }
        if (moves.size() < 2) {
            throw new IllegalArgumentException("the history has " + dates.size() + " dates with a price of every one of "
                    + instruments.size() + " instruments; two windows of " + holdingPeriodDays + " days need "
                    + (holdingPeriodDays + 2) + ": complete history.csv");
        }
        return new PriceHistory(instruments.stream().map(Instrument::id).toList(), ends,
                moves.toArray(double[][]::new), holdingPeriodDays);
    }

    private static void requirePrices(List<Instrument> instruments, SortedMap<LocalDate, Map<String, BigDecimal>> prices) {
        for (Instrument instrument : instruments) {
            if (prices.values().stream().noneMatch(day -> day.containsKey(instrument.id()))) {
                throw new IllegalArgumentException(instrument.id() + " is held and has no past price; give it a history in"
                        + " history.csv");
            }
        }
    }

    private static double move(Instrument instrument, Map<String, BigDecimal> before, Map<String, BigDecimal> after,
            LocalDate date) {
        BigDecimal from = before.get(instrument.id());
        BigDecimal base = instrument.prices().base(from);
        if (base.signum() == 0) {
            throw new IllegalArgumentException(instrument.id() + ": its price before " + date + " is zero and it has no"
                    + " reference_price; a move cannot be told");
        }
        return after.get(instrument.id()).subtract(from).divide(base, MathContext.DECIMAL64).doubleValue();
    }

    public List<String> instruments() {
        return instruments;
    }

    public int windows() {
        return moves.length;
    }

    public int holdingPeriodDays() {
        return holdingPeriodDays;
    }

    /** Last date of a window. */
    public LocalDate end(int window) {
        return ends.get(window);
    }

    /** Moves of a window, per instrument; the array is shared and must not be changed. */
    double[] moves(int window) {
        return moves[window];
    }

    /** A window as a scenario. */
    Scenario scenario(int number, int window) {
        long[] units = new long[instruments.size()];
        for (int i = 0; i < units.length; i++) {
            units[i] = Scenario.unitsOf(moves[window][i], instruments.get(i) + " to " + ends.get(window));
        }
        return new Scenario(number, holdingPeriodDays + " days to " + ends.get(window), units);
    }
}
