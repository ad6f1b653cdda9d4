package io.spillway.waterfall.scenario;

import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.instrument.Product;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Past moves of some instruments over a holding period: of each the price at the end less the price at the beginning, as
 * a part of the price base at the beginning (rules 1.3, 7.1). Windows overlap: one ends on every date. Where a contract
 * has no price of its own at both ends, the move is that of its proxy: its underlying, or else another contract on it.
 */
public final class PriceHistory {

    private final List<String> instruments;
    private final List<LocalDate> ends;
    private final double[][] moves;
    private final int holdingPeriodDays;
    private final SortedMap<String, Integer> proxied;

    private PriceHistory(List<String> instruments, List<LocalDate> ends, double[][] moves, int holdingPeriodDays,
            SortedMap<String, Integer> proxied) {
        this.instruments = instruments;
        this.ends = ends;
        this.moves = moves;
        this.holdingPeriodDays = holdingPeriodDays;
        this.proxied = proxied;
    }

    /**
     * A series of prices that can tell an instrument's moves.
     *
     * @param id instrument or underlying
     * @param terms whose price base its moves are parts of
     */
    private record Series(String id, PriceTerms terms) {
    }

    /**
     * Builds the windows. A date on which an instrument has neither a price nor a proxy with one is left out for all, so
     * that every window is of one market.
     *
     * @param prices by date, then by id of an instrument or underlying
     * @param listed contracts that may stand for others on the same underlying
     * @param holdingPeriodDays business days from a window's beginning to its end, at least one
     * @throws IllegalArgumentException naming the instrument without prices, or if no two windows are left
     */
    public static PriceHistory of(List<Instrument> instruments, SortedMap<LocalDate, Map<String, BigDecimal>> prices,
            List<Instrument> listed, int holdingPeriodDays) {
        List<List<Series>> series = instruments.stream().map(i -> seriesOf(i, listed)).toList();
        for (int i = 0; i < series.size(); i++) {
            requirePrices(instruments.get(i).id(), series.get(i), prices);
        }
        List<LocalDate> dates = prices.entrySet().stream().filter(day -> series.stream().allMatch(of ->
                of.stream().anyMatch(one -> day.getValue().containsKey(one.id())))).map(Map.Entry::getKey).toList();
        List<LocalDate> ends = new ArrayList<>();
        List<double[]> moves = new ArrayList<>();
        SortedMap<String, Integer> proxied = new TreeMap<>();
        for (int d = holdingPeriodDays; d < dates.size(); d++) {
            LocalDate begin = dates.get(d - holdingPeriodDays);
            LocalDate end = dates.get(d);
            int[] used = used(series, prices.get(begin), prices.get(end));
            if (used.length == series.size()) {
                double[] window = new double[used.length];
                for (int i = 0; i < window.length; i++) {
                    window[i] = move(series.get(i).get(used[i]), prices.get(begin), prices.get(end), end);
                    if (used[i] > 0) {
                        proxied.merge(instruments.get(i).id(), 1, Integer::sum);
                    }
                }
                ends.add(end);
                moves.add(window);
            }
        }
        if (moves.size() < 2) {
            throw new IllegalArgumentException("the history has " + dates.size() + " dates with a price of every one of "
                    + instruments.size() + " instruments; two windows of " + holdingPeriodDays + " days need "
                    + (holdingPeriodDays + 2) + ": complete history.csv");
        }
        return new PriceHistory(instruments.stream().map(Instrument::id).toList(), ends,
                moves.toArray(double[][]::new), holdingPeriodDays, proxied);
    }

    /** Builds the windows of contracts that have a past of their own. */
    static PriceHistory of(List<Instrument> instruments, SortedMap<LocalDate, Map<String, BigDecimal>> prices,
            int holdingPeriodDays) {
        return of(instruments, prices, List.of(), holdingPeriodDays);
    }

    /** Its own first. An option has no proxy: its price does not move as its underlying's does. */
    private static List<Series> seriesOf(Instrument instrument, List<Instrument> listed) {
        List<Series> series = new ArrayList<>(List.of(new Series(instrument.id(), instrument.prices())));
        String underlying = instrument.contract().underlying();
        if (!underlying.isEmpty() && instrument.product() != Product.OPTION) {
            series.add(new Series(underlying, instrument.prices()));
            listed.stream().filter(other -> other.contract().underlying().equals(underlying)
                    && other.product() != Product.OPTION && !other.id().equals(instrument.id()))
                    .sorted(Comparator.comparing(Instrument::id))
                    .forEach(other -> series.add(new Series(other.id(), other.prices())));
        }
        return series;
    }

    private static void requirePrices(String id, List<Series> series,
            SortedMap<LocalDate, Map<String, BigDecimal>> prices) {
        if (prices.values().stream().noneMatch(day -> series.stream().anyMatch(one -> day.containsKey(one.id())))) {
            throw new IllegalArgumentException(id + " is held and has no past price, nor has its underlying; give it a"
                    + " history in history.csv");
        }
    }

    /** Per instrument the first series with a price at both ends; nothing at all where one has none. */
    private static int[] used(List<List<Series>> series, Map<String, BigDecimal> begin, Map<String, BigDecimal> end) {
        int[] used = new int[series.size()];
        for (int i = 0; i < used.length; i++) {
            List<Series> of = series.get(i);
            int s = 0;
            while (s < of.size() && !(begin.containsKey(of.get(s).id()) && end.containsKey(of.get(s).id()))) {
                s++;
            }
            if (s == of.size()) {
                return new int[0];
            }
            used[i] = s;
        }
        return used;
    }

    private static double move(Series series, Map<String, BigDecimal> before, Map<String, BigDecimal> after,
            LocalDate date) {
        BigDecimal from = before.get(series.id());
        BigDecimal base = series.terms().base(from);
        if (base.signum() == 0) {
            throw new IllegalArgumentException(series.id() + ": its price before " + date + " is zero and it has no"
                    + " reference_price; a move cannot be told");
        }
        return after.get(series.id()).subtract(from).divide(base, MathContext.DECIMAL64).doubleValue();
    }

    /** How many windows of an instrument were told by a proxy; instruments with none are not among them. */
    public SortedMap<String, Integer> proxied() {
        return Collections.unmodifiableSortedMap(proxied);
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
