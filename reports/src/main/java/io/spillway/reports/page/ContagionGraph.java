package io.spillway.reports.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The contagion map as a graph: edges summed over the rounds, nodes with their part, and which of them are drawn.
 *
 * <p>Everything is sorted by amount and then by id, so that the same edges in any order give the same graph.
 */
final class ContagionGraph {
    /** More edges than this are a tangle; the smaller ones are left to the table and the workbook. */
    static final int MOST_DRAWN = 60;
    /** Rounds of default after this many share the last column. */
    private static final int MOST_DEFAULT_COLUMNS = 3;

    /** What a node is; each has a shape of its own. */
    enum Role { DEFAULTER, SELLER, SURVIVOR, LAYER }

    /**
     * A node.
     *
     * @param column from 0, the first declared in default, to the survivors and layers that only bear
     * @param caused what others bore because of it, over all edges
     * @param borne what it bore because of others, over all edges
     */
    record Node(String id, Role role, int column, BigDecimal caused, BigDecimal borne) {
        BigDecimal weight() {
            return caused.max(borne);
        }
    }

    /** A column's heading, in two lines. */
    record Column(String upper, String lower) { }

    /** What was not drawn: how many edges, their sum, and how many nodes are on no other edge. */
    record Dropped(int edges, BigDecimal amount, int nodes) { }

    private record Key(String from, String to, String channel) { }

    private static final Comparator<Story.Edge> LARGEST_FIRST = Comparator.comparing(Story.Edge::amount).reversed()
            .thenComparing(Story.Edge::from).thenComparing(Story.Edge::to).thenComparing(Story.Edge::channel);

    private final List<Story.Edge> edges;
    private final List<Story.Edge> drawn;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final Dropped dropped;

    ContagionGraph(Story.Cascade cascade) {
        edges = summed(cascade.edges());
        drawn = edges.subList(0, Math.min(MOST_DRAWN, edges.size()));
        Set<String> shown = ends(drawn);
        cascade.defaulters().forEach(defaulter -> shown.add(defaulter.member()));
        place(cascade.defaulters(), shown);
        List<Story.Edge> rest = edges.subList(drawn.size(), edges.size());
        Set<String> hidden = ends(rest);
        hidden.removeAll(shown);
        dropped = new Dropped(rest.size(), Amounts.sum(rest, Story.Edge::amount), hidden.size());
    }

    /** All edges, largest first. */
    List<Story.Edge> edges() {
        return edges;
    }

    /** The edges drawn, largest first. */
    List<Story.Edge> drawn() {
        return drawn;
    }

    /** The nodes drawn, by column, each column from its largest down, layers after members. */
    List<Node> nodes() {
        return nodes;
    }

    /** The columns' headings, from the left. */
    List<Column> columns() {
        return columns;
    }

    Dropped dropped() {
        return dropped;
    }

    private static List<Story.Edge> summed(List<Story.Edge> all) {
        Map<Key, BigDecimal> sums = new TreeMap<>(Comparator.comparing(Key::from).thenComparing(Key::to)
                .thenComparing(Key::channel));
        for (Story.Edge edge : all) {
            // What a member does to itself is no contagion (rule 5.16).
            if (edge.amount().signum() > 0 && !edge.from().equals(edge.to())) {
                sums.merge(new Key(edge.from(), edge.to(), edge.channel()), edge.amount(), BigDecimal::add);
            }
        }
        return sums.entrySet().stream().map(sum -> new Story.Edge(sum.getKey().from(), sum.getKey().to(),
                sum.getKey().channel(), sum.getValue())).sorted(LARGEST_FIRST).toList();
    }

    private static Set<String> ends(List<Story.Edge> some) {
        Set<String> ends = new TreeSet<>();
        some.forEach(edge -> {
            ends.add(edge.from());
            ends.add(edge.to());
        });
        return ends;
    }

    private void place(List<Story.Defaulter> defaulters, Set<String> shown) {
        Map<String, Integer> roundOf = new TreeMap<>();
        defaulters.forEach(defaulter -> roundOf.merge(defaulter.member(), defaulter.round(), Math::min));
        List<Integer> rounds = List.copyOf(new TreeSet<>(roundOf.values()));
        for (int i = 0; i < Math.min(rounds.size(), MOST_DEFAULT_COLUMNS); i++) {
            boolean merged = i == MOST_DEFAULT_COLUMNS - 1 && rounds.size() > MOST_DEFAULT_COLUMNS;
            String when = rounds.get(i) == 0 ? "before round 1" : "in round " + rounds.get(i);
            columns.add(new Column("In default", when + (merged ? " or later" : "")));
        }
        Set<String> sellers = new HashSet<>();
        drawn.forEach(edge -> sellers.add(edge.from()));
        sellers.removeAll(roundOf.keySet());
        int defaultColumns = columns.size();
        if (!sellers.isEmpty()) {
            columns.add(new Column("Sold out,", "not in default"));
        }
        columns.add(new Column("Survivors and", "shared layers"));
        for (String id : shown) {
            if (roundOf.containsKey(id)) {
                int column = Math.min(rounds.indexOf(roundOf.get(id)), MOST_DEFAULT_COLUMNS - 1);
                nodes.add(node(id, Role.DEFAULTER, column));
            } else if (sellers.contains(id)) {
                nodes.add(node(id, Role.SELLER, defaultColumns));
            } else {
                nodes.add(node(id, Layers.isLayer(id) ? Role.LAYER : Role.SURVIVOR, columns.size() - 1));
            }
        }
        nodes.sort(Comparator.comparingInt(Node::column).thenComparing(Node::role)
                .thenComparing(Comparator.comparing(Node::weight).reversed()).thenComparing(Node::id));
    }

    private Node node(String id, Role role, int column) {
        BigDecimal caused = Amounts.sum(edges.stream().filter(edge -> edge.from().equals(id)).toList(), Story.Edge::amount);
        BigDecimal borne = Amounts.sum(edges.stream().filter(edge -> edge.to().equals(id)).toList(), Story.Edge::amount);
        return new Node(id, role, column, caused, borne);
    }
}
