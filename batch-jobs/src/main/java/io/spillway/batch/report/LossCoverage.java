package io.spillway.batch.report;

import io.spillway.waterfall.cascade.Cause;
import io.spillway.waterfall.layer.LayerName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which layer covered how much of each defaulter's loss, followed along the waterfall's movements in their order: what
 * covers a loss comes from the layer that last paid in (rules 5.13, 5.14). Minor units.
 */
final class LossCoverage {

    private static final Map<String, String> LAYER_OF_RULE = layers();

    private final SortedMap<String, Map<String, Long>> covered = new TreeMap<>();
    private String layer = LayerName.UNFUNDED.name();

    private static Map<String, String> layers() {
        Map<String, String> layers = new HashMap<>();
        for (LayerName layer : LayerName.values()) {
            layers.put(Cause.valueOf(layer.name()).rule(), layer.name());
        }
        return layers;
    }

    /** The layer that pays by this rule, if one does. */
    static Optional<String> layerOf(String rule) {
        return Optional.ofNullable(LAYER_OF_RULE.get(rule));
    }

    /** A layer paid into the waterfall. */
    void pays(String payingLayer) {
        layer = payingLayer;
    }

    /** What was paid in last covered a part of a member's loss. */
    void covers(String member, long amount) {
        add(member, layer, amount);
    }

    /** A part of a member's loss that nobody paid. */
    void leavesUnfunded(String member, long amount) {
        add(member, LayerName.UNFUNDED.name(), amount);
    }

    private void add(String member, String from, long amount) {
        covered.computeIfAbsent(member, m -> new LinkedHashMap<>()).merge(from, amount, Math::addExact);
    }

    /** By member, then by layer, unfunded parts included. */
    SortedMap<String, Map<String, Long>> byMember() {
        return covered;
    }

    /** A member's loss: all that was covered and what was not. */
    long lossOf(String member) {
        return covered.getOrDefault(member, Map.of()).values().stream().reduce(0L, Math::addExact);
    }

    /** The losses of all members. */
    long total() {
        return covered.keySet().stream().map(this::lossOf).reduce(0L, Math::addExact);
    }
}
