package io.spillway.reports.page;

import io.spillway.reports.page.ContagionGraph.Node;
import io.spillway.reports.page.ContagionGraph.Role;
import io.spillway.reports.page.Drawing.Point;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the contagion graph's nodes and edge ends lie: columns from left to right in the order of default, no chance in it.
 *
 * <p>Areas are to scale: a node's radius goes with the square root of the larger of what it caused and what it bore.
 */
final class ContagionLayout {
    static final double TOP = 100;
    private static final double LEFT = 112;
    private static final double LAST_X = 690;
    private static final double LAST_X_ALONE = 500;
    private static final double SMALLEST_RADIUS = 4;
    private static final double LARGEST_RADIUS = 26;
    private static final double ROW_GAP = 5;
    private static final double SMALLEST_ROW = 17;
    /** Room for the lines of text under a node that is not in the last column. */
    private static final double CAPTION = 56;

    /** A node at its place. */
    record Spot(Node node, Point centre, double radius) {
        /** The point on the node's rim, on its right (+1) or left (-1), so far above or below its middle. */
        Point rim(int side, double offset) {
            double reach = node.role() == Role.DEFAULTER ? radius : Math.sqrt(radius * radius - offset * offset);
            return new Point(centre.x() + side * reach, centre.y() + offset);
        }
    }

    private final Map<String, Spot> spots = new LinkedHashMap<>();
    private final Map<Story.Edge, Double> startOffsets = new HashMap<>();
    private final Map<Story.Edge, Double> endOffsets = new HashMap<>();
    private final int columns;
    private double height;

    ContagionLayout(ContagionGraph graph) {
        columns = graph.columns().size();
        BigDecimal largest = graph.nodes().stream().map(Node::weight).max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
        List<List<Node>> byColumn = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int column = i;
            byColumn.add(graph.nodes().stream().filter(node -> node.column() == column).toList());
            height = Math.max(height, columnHeight(byColumn.get(i), largest));
        }
        byColumn.forEach(column -> place(column, largest));
        spread(graph.drawn());
    }

    /** From the top of the picture to below the last node. */
    double height() {
        return TOP + height + 12;
    }

    double x(int column) {
        if (columns == 1) {
            return LAST_X_ALONE;
        }
        return LEFT + (LAST_X - LEFT) * column / (columns - 1);
    }

    /** Units between two columns: the room for a label under a node. */
    double columnWidth() {
        return columns == 1 ? LAST_X_ALONE : (LAST_X - LEFT) / (columns - 1);
    }

    boolean isLast(Node node) {
        return node.column() == columns - 1;
    }

    Iterable<Spot> spots() {
        return spots.values();
    }

    Spot spot(String id) {
        return spots.get(id);
    }

    double startOffset(Story.Edge edge) {
        return startOffsets.get(edge);
    }

    double endOffset(Story.Edge edge) {
        return endOffsets.get(edge);
    }

    private static double radius(Node node, BigDecimal largest) {
        return SMALLEST_RADIUS + (LARGEST_RADIUS - SMALLEST_RADIUS) * Math.sqrt(Drawing.ratio(node.weight(), largest));
    }

    private double rowHeight(Node node, BigDecimal largest) {
        double round = 2 * radius(node, largest);
        return isLast(node) ? Math.max(SMALLEST_ROW, round + ROW_GAP) : round + CAPTION;
    }

    private double columnHeight(List<Node> column, BigDecimal largest) {
        double sum = 0;
        for (Node node : column) {
            sum += rowHeight(node, largest);
        }
        return sum;
    }

    private void place(List<Node> column, BigDecimal largest) {
        // What is left of the height is shared out between the nodes, so that short columns face long ones.
        double spare = (height - columnHeight(column, largest)) / (column.size() + 1);
        double y = TOP + spare;
        for (Node node : column) {
            double radius = radius(node, largest);
            double row = rowHeight(node, largest);
            double middle = isLast(node) ? y + row / 2 : y + radius + 2;
            spots.put(node.id(), new Spot(node, new Point(x(node.column()), middle), radius));
            y += row + spare;
        }
    }

    /** Edges leave and reach a node side by side, in the order of where they come from or go to. */
    private void spread(List<Story.Edge> edges) {
        Map<String, List<Story.Edge>> leaving = new LinkedHashMap<>();
        Map<String, List<Story.Edge>> reaching = new LinkedHashMap<>();
        for (Story.Edge edge : edges) {
            leaving.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge);
            reaching.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge);
        }
        leaving.forEach((id, list) -> spread(list, spots.get(id), startOffsets));
        reaching.forEach((id, list) -> spread(list, spots.get(id), endOffsets));
    }

    private void spread(List<Story.Edge> list, Spot spot, Map<Story.Edge, Double> offsets) {
        boolean starts = offsets == startOffsets;
        Comparator<Story.Edge> byPlace = Comparator.comparingDouble(
                edge -> spots.get(starts ? edge.to() : edge.from()).centre().y());
        list.sort(byPlace.thenComparing(Story.Edge::channel).thenComparing(starts ? Story.Edge::to : Story.Edge::from));
        double reach = 0.9 * spot.radius();
        for (int i = 0; i < list.size(); i++) {
            offsets.put(list.get(i), list.size() == 1 ? 0 : -reach + 2 * reach * i / (list.size() - 1));
        }
    }
}
