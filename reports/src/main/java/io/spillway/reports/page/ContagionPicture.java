package io.spillway.reports.page;

import io.spillway.reports.page.ContagionGraph.Column;
import io.spillway.reports.page.ContagionGraph.Node;
import io.spillway.reports.page.ContagionGraph.Role;
import io.spillway.reports.page.ContagionLayout.Spot;
import io.spillway.reports.page.Drawing.Anchor;
import io.spillway.reports.page.Drawing.Box;
import io.spillway.reports.page.Drawing.Frame;
import io.spillway.reports.page.Drawing.Point;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The contagion map (rule 5.16) as a graph: who caused (left) what others bore (right), by channel.
 *
 * <p>Defaulters are squares, sold-out members double circles, survivors circles, shared layers diamonds; each channel
 * has its own colour and its own dashes, so that the picture can be read without colour.
 */
final class ContagionPicture {
    private static final double WIDEST = 12;
    private static final double THINNEST = 1.2;
    private static final double ARROW = 7;
    private static final double CHARACTER = 6.1;
    private static final List<String> CHANNELS = List.of("PRICE", "FUND", "ASSESSMENT", "GAINS_HAIRCUT", "SOCIALISED_LOSS");

    private final Pen pen;
    private final ContagionGraph graph;
    private final ContagionLayout layout;
    private Drawing drawing;

    ContagionPicture(Pen pen, ContagionGraph graph) {
        this.pen = pen;
        this.graph = graph;
        this.layout = new ContagionLayout(graph);
    }

    void draw(String id) {
        drawing = new Drawing(pen.html(), new Frame(id, "Contagion map", description(), layout.height()));
        arrows();
        legend();
        headings();
        drawing.label(new Point(Drawing.WIDTH, ContagionLayout.TOP - 13), "Bore (" + pen.amounts().currency() + ")",
                "head", Anchor.END);
        graph.drawn().forEach(this::edge);
        layout.spots().forEach(this::node);
        layout.spots().forEach(this::caption);
        drawing.end();
    }

    private void headings() {
        List<Column> columns = graph.columns();
        for (int i = 0; i < columns.size(); i++) {
            boolean last = i == columns.size() - 1;
            double x = last ? layout.x(i) - ContagionHints.REACH : layout.x(i);
            Anchor anchor = last ? Anchor.START : Anchor.MIDDLE;
            drawing.label(new Point(x, ContagionLayout.TOP - 27), columns.get(i).upper(), "head", anchor);
            drawing.label(new Point(x, ContagionLayout.TOP - 13), columns.get(i).lower(), "head", anchor);
        }
    }

    private void arrows() {
        pen.html().open("defs");
        for (String channel : usedChannels()) {
            pen.html().open("marker", "id", drawing.part("a-" + look(channel)), "viewBox", "0 0 10 10", "refX", "1",
                    "refY", "5",
                    "markerWidth", Drawing.number(ARROW), "markerHeight", Drawing.number(ARROW), "markerUnits",
                    "userSpaceOnUse",
                    "orient", "auto").empty("path", "d", "M0 0L10 5L0 10z", "class", "a-" + look(channel)).close();
        }
        pen.html().close();
    }

    private void legend() {
        double x = 6;
        for (Role role : Role.values()) {
            if (graph.nodes().stream().anyMatch(node -> node.role() == role)) {
                shape(new Spot(new Node("", role, 0, BigDecimal.ZERO, BigDecimal.ZERO), new Point(x + 6, 12), 7), "");
                String words = switch (role) {
                    case DEFAULTER -> "in default";
                    case SELLER -> "sold out, not in default";
                    case SURVIVOR -> "survivor";
                    case LAYER -> "shared layer";
                };
                drawing.label(new Point(x + 20, 16), words, "small", Anchor.START);
                x += 44 + words.length() * CHARACTER;
            }
        }
        drawing.label(new Point(Drawing.WIDTH, 16), "Node area: the larger of what it caused and what it bore", "small",
                Anchor.END);
        x = 6;
        for (String channel : usedChannels()) {
            drawing.path("M" + Drawing.number(x) + " 40h34", "e-" + look(channel) + " e3", "");
            drawing.label(new Point(x + 40, 44), Markup.cut(channel, 24), "small", Anchor.START);
            x += 68 + Markup.cut(channel, 24).length() * CHARACTER * 1.15;
        }
        drawing.label(new Point(Drawing.WIDTH, 44), "Line width: amount", "small", Anchor.END);
        drawing.line(new Point(0, 56), new Point(Drawing.WIDTH, 56), "rule");
    }

    private void edge(Story.Edge edge) {
        Spot from = layout.spot(edge.from());
        Spot to = layout.spot(edge.to());
        boolean sameColumn = from.node().column() == to.node().column();
        boolean back = from.node().column() > to.node().column();
        int startSide = back ? -1 : 1;
        int endSide = back || sameColumn ? 1 : -1;
        Point start = from.rim(startSide, layout.startOffset(edge));
        Point rim = to.rim(endSide, layout.endOffset(edge));
        Point end = new Point(rim.x() + endSide * ARROW, rim.y());
        double bend = sameColumn ? 46 + Math.abs(start.y() - end.y()) / 5 : Math.max(46,
                Math.abs(end.x() - start.x()) * 0.45);
        String data = "M" + xy(start) + "C" + xy(new Point(start.x() + startSide * bend, start.y())) + " "
                + xy(new Point(end.x() + endSide * bend, end.y())) + " " + xy(end);
        double width = Math.max(THINNEST, WIDEST * Drawing.ratio(edge.amount(), graph.edges().get(0).amount()));
        pen.html().open("path", "d", data, "class", "e-" + look(edge.channel()), "stroke-width", Drawing.number(width),
                "marker-end", "url(#" + drawing.part("a-" + look(edge.channel())) + ")")
                .leaf("title", ContagionHints.edge(pen, edge)).close();
    }

    private void node(Spot spot) {
        shape(spot, ContagionHints.node(pen, spot.node()));
    }

    private void shape(Spot spot, String hint) {
        Point at = spot.centre();
        double r = spot.radius();
        switch (spot.node().role()) {
            case DEFAULTER -> drawing.rect(new Box(at.x() - r, at.y() - r, 2 * r, 2 * r), "n-defaulter", hint);
            case SELLER -> {
                drawing.circle(at, r, "n-seller", hint);
                drawing.circle(at, r * 0.5, "n-seller", hint);
            }
            case SURVIVOR -> drawing.circle(at, r, "n-survivor", hint);
            case LAYER -> drawing.path("M" + xy(new Point(at.x() - r, at.y())) + "L" + xy(new Point(at.x(),
                    at.y() - r)) + " "
                    + xy(new Point(at.x() + r, at.y())) + " " + xy(new Point(at.x(), at.y() + r)) + "z", "n-layer", hint);
        }
    }

    private void caption(Spot spot) {
        Node node = spot.node();
        Point at = spot.centre();
        if (layout.isLast(node)) {
            double x = at.x() + ContagionHints.REACH;
            Markup html = pen.html();
            html.open("text", "x", Drawing.number(x), "y", Drawing.number(at.y() + 4), "class", "halo")
                    .leaf("tspan", Markup.cut(pen.bearer(node.id()), 27), "class", "name")
                    .leaf("tspan", pen.amounts().exact(node.borne()), "x", Drawing.number(Drawing.WIDTH), "text-anchor",
                    "end",
                            "class", "num").close();
            return;
        }
        int room = (int) Math.max(8, (layout.columnWidth() - 8) / CHARACTER);
        double y = at.y() + spot.radius();
        drawing.label(new Point(at.x(), y + 14), Markup.cut(pen.member(node.id()), Math.min(room, 26)), "halo name",
                Anchor.MIDDLE);
        drawing.label(new Point(at.x(), y + 28), "caused " + pen.amounts().exact(node.caused()), "halo small num",
                Anchor.MIDDLE);
        if (node.borne().signum() > 0) {
            drawing.label(new Point(at.x(), y + 41), "bore " + pen.amounts().exact(node.borne()), "halo small num",
                    Anchor.MIDDLE);
        }
    }

    private List<String> usedChannels() {
        TreeSet<String> used = new TreeSet<>();
        graph.drawn().forEach(edge -> used.add(edge.channel()));
        List<String> known = CHANNELS.stream().filter(used::contains).toList();
        used.removeAll(CHANNELS);
        return used.isEmpty() ? known : Stream.concat(known.stream(), used.stream().limit(1)).toList();
    }

    /** Suffix of the style class; a channel that is not in the rules shares one look. */
    private static String look(String channel) {
        return CHANNELS.contains(channel) ? channel.toLowerCase(Locale.ROOT).replace('_', '-') : "other";
    }

    private static String xy(Point at) {
        return Drawing.number(at.x()) + " " + Drawing.number(at.y());
    }

    private String description() {
        return graph.drawn().size() + " edges between " + graph.nodes().size()
                + " nodes, defaulters on the left by round of default, survivors and shared layers on the right. "
                + "The table below lists the largest edges with their amounts.";
    }
}
