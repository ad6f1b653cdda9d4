package io.spillway.reports.page;

import io.spillway.reports.page.Drawing.Anchor;
import io.spillway.reports.page.Drawing.Box;
import io.spillway.reports.page.Drawing.Frame;
import io.spillway.reports.page.Drawing.Point;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What is left in each resource, day by day: one small picture a resource, each to its own scale from zero. */
final class FundBars {
    private static final int ACROSS = 4;
    private static final double GAP = 24;
    private static final double PANEL_HEIGHT = 200;
    private static final double PLOT_TOP = 62;
    private static final double PLOT_HEIGHT = 92;
    private static final int MOST_LABELS = 12;

    private final Pen pen;
    private final List<Story.Day> days;
    private final List<String> resources;
    private final double panelWidth;
    private Drawing drawing;

    FundBars(Pen pen) {
        this.pen = pen;
        this.days = pen.story().days();
        this.resources = resources(pen.story());
        int across = Math.max(1, Math.min(ACROSS, resources.size()));
        // One or two resources need no panel as wide as the page.
        this.panelWidth = Math.min(400, (Drawing.WIDTH - (across - 1) * GAP) / across);
    }

    /** All resources named on any day, in the order they are first named. */
    static List<String> resources(Story story) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        story.days().forEach(day -> day.fundsLeft().forEach(fund -> names.add(fund.resource())));
        return new ArrayList<>(names);
    }

    /** What is left in the resource on that day; empty where the day does not name it. */
    static Optional<BigDecimal> left(Story.Day day, String resource) {
        return day.fundsLeft().stream().filter(fund -> fund.resource().equals(resource)).map(Story.Fund::left).findFirst();
    }

    void draw(String id) {
        int down = (resources.size() + ACROSS - 1) / ACROSS;
        drawing = new Drawing(pen.html(), new Frame(id, "Funds left at each close", description(), down * PANEL_HEIGHT));
        for (int i = 0; i < resources.size(); i++) {
            panel(resources.get(i), (i % ACROSS) * (panelWidth + GAP), (i / ACROSS) * PANEL_HEIGHT);
        }
        drawing.end();
    }

    private void panel(String resource, double x, double y) {
        BigDecimal largest = days.stream().map(day -> left(day, resource).orElse(BigDecimal.ZERO))
                .max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
        List<BigDecimal> known = days.stream().map(day -> left(day, resource)).flatMap(Optional::stream).toList();
        drawing.label(new Point(x, y + 16), Markup.cut(Layers.label(resource), (int) (panelWidth / 7.4)), "strong",
                Anchor.START);
        drawing.label(new Point(x, y + 33), pen.amounts().money(known.get(known.size() - 1)), "num", Anchor.START);
        drawing.label(new Point(x + panelWidth, y + 33), change(known), "small num", Anchor.END);
        double slot = panelWidth / days.size();
        double width = Math.min(46, slot * 0.72);
        double base = y + PLOT_TOP + PLOT_HEIGHT;
        for (int i = 0; i < days.size(); i++) {
            double middle = x + slot * (i + 0.5);
            Story.Day day = days.get(i);
            boolean loss = day.figures().loss().signum() > 0;
            Optional<BigDecimal> left = left(day, resource);
            double height = PLOT_HEIGHT * Drawing.ratio(left.orElse(BigDecimal.ZERO), largest);
            drawing.rect(new Box(middle - width / 2, base - height, width, height),
                    loss ? "f-loss" : "f-left",
                    day.date() + ": " + left.map(pen.amounts()::money).orElse("not named"));
            if (days.size() <= MOST_LABELS) {
                drawing.label(new Point(middle, base + 16), day.date().toString().substring(5),
                        loss ? "strong num" : "small num", Anchor.MIDDLE);
                if (loss) {
                    drawing.label(new Point(middle, base + 30), "loss", "strong", Anchor.MIDDLE);
                }
                drawing.label(new Point(middle, base - height - 5), left.isEmpty() ? "n/a" : left.get().signum() == 0
                        ? "0" : "",
                        "strong bad", Anchor.MIDDLE);
            }
        }
        drawing.line(new Point(x, base), new Point(x + panelWidth, base), "rule");
    }

    private static String change(List<BigDecimal> known) {
        BigDecimal first = known.get(0);
        BigDecimal last = known.get(known.size() - 1);
        if (first.compareTo(last) == 0) {
            return "unchanged";
        }
        return first.signum() == 0 ? "from zero"
                : Amounts.percent(Optional.of(last.subtract(first).divide(first, MathContext.DECIMAL64)));
    }

    private String description() {
        StringBuilder words = new StringBuilder();
        for (String resource : resources) {
            words.append(Markup.cut(Layers.label(resource), 60)).append(':');
            for (Story.Day day : days.size() <= MOST_LABELS ? days : List.of(days.get(0), days.get(days.size() - 1))) {
                words.append(' ').append(day.date()).append(' ')
                        .append(left(day, resource).map(pen.amounts()::exact).orElse("not named")).append(',');
            }
            words.setCharAt(words.length() - 1, '.');
            words.append(' ');
        }
        return words.toString().trim();
    }
}
