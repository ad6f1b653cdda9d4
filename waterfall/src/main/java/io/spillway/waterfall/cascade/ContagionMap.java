package io.spillway.waterfall.cascade;

import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.layer.LayerName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Traces each unit of loss of a round from who caused it to who bore it (rule 5.16). What a member does to itself is
 * left out. Switched off, it keeps nothing.
 */
final class ContagionMap {

    /** In the order of their names, as edges are listed. */
    private static final Channel[] CHANNELS = Arrays.stream(Channel.values())
            .sorted(Comparator.comparing(Channel::name)).toArray(Channel[]::new);

    private final CascadeState state;
    private final boolean isOn;
    /** Who may bear a loss, members and layers, in the order of their names. */
    private final String[] bearers;
    private final Bearer[] members;
    /** Per channel, where it is used: the amount of each bearer and causing member, members next to each other. */
    private final long[][] amounts = new long[CHANNELS.length][];

    ContagionMap(CascadeState state) {
        this.state = state;
        this.isOn = state.recording().keepsMap();
        TreeSet<String> names = new TreeSet<>();
        this.members = new Bearer[isOn ? state.members() : 0];
        for (int m = 0; m < members.length; m++) {
            names.add(state.book.memberIds().get(m));
        }
        for (LayerName layer : LayerName.values()) {
            names.add(layer.name());
        }
        this.bearers = names.toArray(String[]::new);
        for (int m = 0; m < members.length; m++) {
            members[m] = new Bearer(m, placeOf(state.book.memberIds().get(m)));
        }
    }

    private int placeOf(String bearer) {
        return Arrays.binarySearch(bearers, bearer);
    }

    boolean isOn() {
        return isOn;
    }

    /**
     * Splits an amount over those who caused it.
     *
     * @param weights per causing member, in the order of {@code causes}
     */
    void trace(Channel channel, long amount, int[] causes, long[] weights, Bearer bearer) {
        if (!isOn || amount == 0) {
            return;
        }
        long[] ofChannel = amountsOf(channel);
        int row = bearer.place() * members.length;
        long[] parts = Allocation.split(amount, weights);
        for (int c = 0; c < causes.length; c++) {
            if (causes[c] != bearer.member()) {
                ofChannel[row + causes[c]] = Math.addExact(ofChannel[row + causes[c]], parts[c]);
            }
        }
    }

    private long[] amountsOf(Channel channel) {
        int place = 0;
        while (CHANNELS[place] != channel) {
            place++;
        }
        if (amounts[place] == null) {
            amounts[place] = new long[Math.multiplyExact(bearers.length, members.length)];
        }
        return amounts[place];
    }

    /**
     * Who bore a loss.
     *
     * @param member index of the member, -1 for a shared layer
     * @param place of its name among all bearers; -1 where nothing is traced
     */
    record Bearer(int member, int place) {
    }

    Bearer member(int member) {
        return isOn ? members[member] : new Bearer(member, -1);
    }

    Bearer layer(LayerName layer) {
        return new Bearer(-1, placeOf(layer.name()));
    }

    /** The round's edges in their order; the map begins anew. */
    List<Edge> take() {
        List<Edge> edges = new ArrayList<>();
        int[] used = IntStream.range(0, CHANNELS.length).filter(c -> amounts[c] != null).toArray();
        for (int from = 0; from < members.length; from++) {
            for (int to = 0; to < bearers.length; to++) {
                int cell = to * members.length + from;
                for (int c : used) {
                    if (amounts[c][cell] > 0) {
                        edges.add(new Edge(state.book.memberIds().get(from), bearers[to], CHANNELS[c],
                                amounts[c][cell]));
                        amounts[c][cell] = 0;
                    }
                }
            }
        }
        return edges;
    }
}
