package io.spillway.batch.settings;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as it is written, before anything is made of it: names, texts and lines. Names that stand twice, values
 * that are missing and documents that are no mapping are refused with file, line and name.
 */
final class YamlFile {

    private final String label;
    private final List<Item> items = new ArrayList<>();

    private YamlFile(String label) {
        this.label = label;
    }

    /**
     * One name and what stands beside it.
     *
     * @param name dots standing for deeper levels
     * @param line counted from 1
     * @param form what was written
     * @param values one for SCALAR, any number for SEQUENCE, none for EMPTY_MAP
     */
    record Item(String name, int line, Form form, List<String> values) {
    }

    enum Form {
        SCALAR,
        SEQUENCE,
        /** A mapping without entries; one with entries appears as its entries. */
        EMPTY_MAP
    }

    /** @throws CommandFailure when the text is not such a file */
    static List<Item> read(String label, String text) {
        YamlFile file = new YamlFile(label);
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        Node root;
        try {
            root = new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            throw file.refused(e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1,
                    "is not YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw file.refused(1, "is not YAML: " + e.getMessage(), e);
        }
        if (root == null) {
            return List.of();
        }
        if (!(root instanceof MappingNode mapping)) {
            throw file.refused(line(root), "must hold names with values, such as zone: Europe/Zurich", null);
        }
        file.readMapping("", mapping);
        return List.copyOf(file.items);
    }

    private void readMapping(String prefix, MappingNode mapping) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw refused(line(tuple.getKeyNode()), "has a name that is not a plain text", null);
            }
            String name = prefix + key.getValue();
            if (!seen.add(name)) {
                throw refused(line(key), name + " stands twice; keep one of them", null);
            }
            readValue(name, line(key), tuple.getValueNode());
        }
    }

    private void readValue(String name, int line, Node value) {
        if (value instanceof ScalarNode scalar) {
            items.add(new Item(name, line, Form.SCALAR, List.of(text(name, scalar))));
        } else if (value instanceof SequenceNode sequence) {
            List<String> texts = sequence.getValue().stream().map(node -> element(name, node))
                    .collect(Collectors.toList());
            items.add(new Item(name, line, Form.SEQUENCE, List.copyOf(texts)));
        } else if (value instanceof MappingNode mapping && !mapping.getValue().isEmpty()) {
            readMapping(name + ".", mapping);
        } else {
            items.add(new Item(name, line, Form.EMPTY_MAP, List.of()));
        }
    }

    private String element(String name, Node node) {
        if (node instanceof ScalarNode scalar) {
            return text(name, scalar);
        }
        throw refused(line(node), name + " must be a list of plain values", null);
    }

    private String text(String name, ScalarNode scalar) {
        if (scalar.getTag().equals(Tag.NULL)) {
            throw refused(line(scalar), name + " has no value", null);
        }
        return scalar.getValue();
    }

    private CommandFailure refused(int line, String what, Exception cause) {
        return new CommandFailure(ExitCode.FAILED, label + " line " + line + ": " + what, cause);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
