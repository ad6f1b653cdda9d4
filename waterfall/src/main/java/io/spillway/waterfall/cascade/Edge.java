package io.spillway.waterfall.cascade;

import java.util.Comparator;

/**
 * A loss traced from the member that caused it to the member or shared layer that bore it (rule 5.16).
 *
 * @param amount base minor units, positive
 */
public record Edge(String from, String to, Channel channel, long amount) {

    /** By from, to, then the channel's name. */
    public static final Comparator<Edge> ORDER = Comparator.comparing(Edge::from).thenComparing(Edge::to)
            .thenComparing(edge -> edge.channel().name());
}
