package io.spillway.waterfall.cascade;

import io.spillway.domain.money.Allocation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Traces each unit of loss of a round from who caused it to who bore it (rule 5.16). What a member does to itself is
 * left out. Switched off, it keeps nothing.
 */
final class ContagionMap {

    private final CascadeState state;
    private final boolean isOn;
    private final SortedMap<Key, Long> amounts = new TreeMap<>();

    ContagionMap(CascadeState state) {
        this.state = state;
        this.isOn = state.recording().keepsMap();
    }

    boolean isOn() {
        return isOn;
    }

    /**
     * Splits an amount over those who caused it.
     *
     * @param weights per causing member, in the order of {@code causes}
     * @param bearer member that bore it, or -1 for a shared layer
     * @param bearerName the bearer's id, or the layer's name
     */
    void trace(Channel channel, long amount, int[] causes, long[] weights, Bearer bearer) {
        if (!isOn || amount == 0) {
            return;
        }
        long[] parts = Allocation.split(amount, weights);
        for (int c = 0; c < causes.length; c++) {
            if (parts[c] > 0 && causes[c] != bearer.member()) {
                Key key = new Key(state.book.memberIds().get(causes[c]), bearer.name(), channel.name());
                amounts.merge(key, parts[c], Math::addExact);
            }
        }
    }

    /** Who bore a loss: a member, or a shared layer by its name with member -1. */
    record Bearer(int member, String name) {
    }

    Bearer member(int member) {
        return new Bearer(member, state.book.memberIds().get(member));
    }

    static Bearer layer(String name) {
        return new Bearer(-1, name);
    }

    /** The round's edges in their order; the map begins anew. */
    List<Edge> take() {
        List<Edge> edges = new ArrayList<>(amounts.size());
        amounts.forEach((key, amount) ->
                edges.add(new Edge(key.from(), key.to(), Channel.valueOf(key.channel()), amount)));
        amounts.clear();
        return edges;
    }

    private record Key(String from, String to, String channel) implements Comparable<Key> {

        @Override
        public int compareTo(Key other) {
            int byFrom = from.compareTo(other.from);
            int byTo = byFrom != 0 ? byFrom : to.compareTo(other.to);
            return byTo != 0 ? byTo : channel.compareTo(other.channel);
        }
    }
}
