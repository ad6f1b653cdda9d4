package io.spillway.reports.page;

import io.spillway.reports.page.Drawing.Anchor;
import io.spillway.reports.page.Drawing.Box;
import io.spillway.reports.page.Drawing.Frame;
import io.spillway.reports.page.Drawing.Point;
import io.spillway.reports.page.Story.PriceMove;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Small multiples: price paths, all to one scale of percent.
 *
 * <p>Shown are the instruments that the close-outs moved most; where they moved none, those that the market moved most.
 */
final class PricePaths {
    private static final int MOST = 6;
    private static final int ACROSS = 3;
    private static final double GAP = 26;
    private static final double PANEL_WIDTH = (Drawing.WIDTH - (ACROSS - 1) * GAP) / ACROSS;
    private static final double PANEL_HEIGHT = 208;
    private static final double PLOT_TOP = 50;
    private static final double PLOT_HEIGHT = 118;
    private static final double AXIS = 52;
    private static final double MARGIN = 5;
    private static final int MOST_TICKS = 6;
    private static final int MOST_DOTS = 40;

    /** An instrument's price at the start, after the market's move (where the day has one) and after each round. */
    private record Path(String instrument, List<BigDecimal> prices) {
        Optional<BigDecimal> change(int from, int to) {
            return new PriceMove(instrument, prices.get(from), prices.get(to)).change();
        }

        /** The largest distance from the price at that step, as a fraction of it. */
        BigDecimal largestFrom(int step) {
            BigDecimal largest = BigDecimal.ZERO;
            for (int i = step + 1; i < prices.size(); i++) {
                largest = largest.max(change(step, i).orElse(BigDecimal.ZERO).abs());
            }
            return largest;
        }
    }

    private final Pen pen;
    private final boolean marked;
    private final int rounds;
    private final List<Path> paths;
    private double lowest;
    private double highest;
    private Drawing drawing;

    PricePaths(Pen pen, Story.Cascade cascade) {
        this.pen = pen;
        this.marked = !cascade.marketMoves().isEmpty();
        this.rounds = cascade.rounds().size();
        List<Path> all = paths(cascade);
        List<Path> byRounds = movedMost(all, marked ? 1 : 0);
        this.paths = byRounds.isEmpty() ? movedMost(all, 0) : byRounds;
        for (Path path : paths) {
            for (int i = 0; i < path.prices().size(); i++) {
                double change = change(path, i);
                lowest = Math.min(lowest, change);
                highest = Math.max(highest, change);
            }
        }
    }

    private static List<Path> movedMost(List<Path> all, int since) {
        Comparator<Path> largestFirst = Comparator.comparing((Path path) -> path.largestFrom(since)).reversed();
        return all.stream().filter(path -> path.largestFrom(since).signum() > 0)
                .sorted(largestFirst.thenComparing(Path::instrument)).limit(MOST).toList();
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    private List<Path> paths(Story.Cascade cascade) {
        Map<String, BigDecimal> first = new TreeMap<>();
        cascade.marketMoves().forEach(move -> first.putIfAbsent(move.instrument(), move.opening()));
        cascade.rounds().forEach(round -> round.priceMoves().forEach(move -> first.putIfAbsent(move.instrument(),
                move.opening())));
        Map<String, List<BigDecimal>> prices = new TreeMap<>();
        first.forEach((instrument, price) -> prices.put(instrument, new ArrayList<>(List.of(price))));
        if (marked) {
            extend(prices, cascade.marketMoves());
        }
        cascade.rounds().forEach(round -> extend(prices, round.priceMoves()));
        return prices.entrySet().stream().map(entry -> new Path(entry.getKey(), entry.getValue())).toList();
    }

    /** One more price each: the move's, or the last one where the instrument did not move. */
    private static void extend(Map<String, List<BigDecimal>> prices, List<PriceMove> moves) {
        int length = prices.values().stream().findFirst().map(List::size).orElse(0);
        moves.forEach(move -> {
            List<BigDecimal> path = prices.get(move.instrument());
            if (path.size() == length) {
                path.add(move.closing());
            }
        });
        prices.values().stream().filter(path -> path.size() == length).forEach(path -> path.add(path.get(length - 1)));
    }

    private static double change(Path path, int at) {
        return path.change(0, at).orElse(BigDecimal.ZERO).doubleValue();
    }

    void draw(String id) {
        int down = (paths.size() + ACROSS - 1) / ACROSS;
        drawing = new Drawing(pen.html(), new Frame(id, "Price paths of the instruments that moved most", description(),
                down * PANEL_HEIGHT));
        for (int i = 0; i < paths.size(); i++) {
            panel(paths.get(i), (i % ACROSS) * (PANEL_WIDTH + GAP), (i / ACROSS) * PANEL_HEIGHT);
        }
        drawing.end();
    }

    private void panel(Path path, double x, double y) {
        int last = path.prices().size() - 1;
        drawing.label(new Point(x, y + 16), Markup.cut(path.instrument(), 24), "strong", Anchor.START);
        drawing.label(new Point(x + PANEL_WIDTH, y + 16), Amounts.percent(path.change(0, last)), "strong num", Anchor.END);
        drawing.label(new Point(x, y + 33), Amounts.price(path.prices().get(0)) + " to "
                + Amounts.price(path.prices().get(last)),
                "small num", Anchor.START);
        if (marked) {
            drawing.label(new Point(x + PANEL_WIDTH, y + 33), "market " + Amounts.percent(path.change(0, 1)) + ", rounds "
                    + Amounts.percent(path.change(1, last)), "small num", Anchor.END);
        }
        double zero = height(0);
        if (marked) {
            drawing.rect(new Box(x + AXIS, y + PLOT_TOP, across(1), PLOT_HEIGHT), "band");
        }
        drawing.line(new Point(x + AXIS, y + zero), new Point(x + PANEL_WIDTH, y + zero), "rule");
        drawing.label(new Point(x + AXIS - 6, y + zero + 4), "0%", "small", Anchor.END);
        for (double end : new double[] {lowest, highest}) {
            if (Math.abs(height(end) - zero) > 12) {
                drawing.line(new Point(x + AXIS, y + height(end)), new Point(x + PANEL_WIDTH, y + height(end)), "grid");
                drawing.label(new Point(x + AXIS - 6, y + height(end) + 4), axisPercent(end), "small", Anchor.END);
            }
        }
        curve(path, x + AXIS, y);
    }

    private void curve(Path path, double x, double y) {
        int last = path.prices().size() - 1;
        StringBuilder data = new StringBuilder();
        for (int i = 0; i <= last; i++) {
            data.append(i == 0 ? "M" : "L").append(Drawing.number(x + across(i))).append(' ')
                    .append(Drawing.number(y + height(change(path, i))));
        }
        drawing.path(data.toString(), "pricepath", "");
        int step = Math.max(1, (last + MOST_TICKS - 1) / MOST_TICKS);
        for (int i = 0; i <= last; i++) {
            Point at = new Point(x + across(i), y + height(change(path, i)));
            if (last <= MOST_DOTS) {
                drawing.circle(at, 3, "pricedot", tick(i) + ": " + Amounts.price(path.prices().get(i)));
            }
            if (i == last || i % step == 0 && last - i >= step) {
                Anchor anchor = i == 0 ? Anchor.START : i == last ? Anchor.END : Anchor.MIDDLE;
                drawing.label(new Point(at.x(), y + PLOT_TOP + PLOT_HEIGHT + 18), shortTick(i), "small", anchor);
            }
        }
    }

    /** A change for the axis: one decimal place, none from 100% on. */
    private static String axisPercent(double change) {
        BigDecimal percent = BigDecimal.valueOf(change).movePointRight(2);
        int places = Math.abs(change) < 1 ? 1 : 0;
        return (change > 0 ? "+" : "") + percent.setScale(places, RoundingMode.HALF_EVEN).toPlainString() + "%";
    }

    private double across(int step) {
        int steps = rounds + (marked ? 1 : 0);
        return steps == 0 ? 0 : (PANEL_WIDTH - AXIS - MARGIN) * step / steps;
    }

    private double height(double change) {
        double range = highest - lowest;
        return PLOT_TOP + (range == 0 ? 0 : PLOT_HEIGHT * (highest - change) / range);
    }

    private String tick(int index) {
        if (index == 0) {
            return marked ? "last closing mark" : "opening of round 1";
        }
        return marked && index == 1 ? "settlement price" : "after round " + (index - (marked ? 1 : 0));
    }

    private String shortTick(int index) {
        if (index == 0) {
            return marked ? "before" : "open";
        }
        return marked && index == 1 ? "market" : "R" + (index - (marked ? 1 : 0));
    }

    private String description() {
        StringBuilder words = new StringBuilder();
        for (Path path : paths) {
            int last = path.prices().size() - 1;
            words.append(Pen.shortId(path.instrument())).append(" from ").append(Amounts.price(path.prices().get(0))).append(" to ")
                    .append(Amounts.price(path.prices().get(last))).append(", ").append(Amounts.percent(path.change(0,
                    last)))
                    .append(". ");
        }
        return words.toString().trim();
    }
}
