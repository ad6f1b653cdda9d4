package io.spillway.reports.page;

/** The words that belong to the contagion map: what shows when a part of it is pointed at, and the line under it. */
final class ContagionHints {
    /** From a node's middle in the last column to its text: clear of the largest node. */
    static final double REACH = 34;

    private ContagionHints() {
    }

    static String edge(Pen pen, Story.Edge edge) {
        return pen.bearer(edge.from()) + " to " + pen.bearer(edge.to()) + ", " + Markup.cut(edge.channel(), 40) + ": "
                + pen.amounts().money(edge.amount());
    }

    static String node(Pen pen, ContagionGraph.Node node) {
        return pen.bearer(node.id()) + ": caused " + pen.amounts().money(node.caused()) + ", bore "
                + pen.amounts().money(node.borne());
    }

    /** Which edges are drawn and which are not; empty where all are. */
    static String dropped(Pen pen, ContagionGraph graph) {
        ContagionGraph.Dropped dropped = graph.dropped();
        if (dropped.edges() == 0) {
            return "All " + Amounts.count(graph.edges().size(), "edge") + " of the map are drawn.";
        }
        Amounts amounts = pen.amounts();
        Story.Edge smallest = graph.drawn().get(graph.drawn().size() - 1);
        String nodes = dropped.nodes() == 0 ? ""
                : " Members and layers that are on smaller edges only: " + Amounts.count(dropped.nodes())
                + ", not drawn either.";
        return "Drawn are the " + Amounts.count(graph.drawn().size()) + " largest edges, from "
                + amounts.money(smallest.amount())
                + " up. Not drawn: " + Amounts.count(dropped.edges(), "smaller edge") + ", together "
                + amounts.money(dropped.amount()) + ", " + Amounts.share(dropped.amount(),
                Amounts.sum(graph.edges(), Story.Edge::amount)) + " of all contagion." + nodes;
    }

    /** What a channel means, in words. */
    static String channel(String channel) {
        return switch (channel) {
            case "PRICE" -> "prices moved because the member's positions were closed out";
            case "FUND" -> "paid from default fund contributions and shared layers";
            case "ASSESSMENT" -> "paid on a call for more money";
            case "GAINS_HAIRCUT" -> "gains of the day withheld";
            case "SOCIALISED_LOSS" -> "loss shared over surviving accounts";
            default -> "as named by the run";
        };
    }
}
