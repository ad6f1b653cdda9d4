package io.spillway.batch.drill;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Compares two results field by field, decimal strings as numbers, and counts the amounts it compared. */
final class JsonComparison {

    /** Some expected results show prices with twelve digits; ours show all of a price's ten places. */
    private static final MathContext SHOWN_DIGITS = new MathContext(12, RoundingMode.HALF_EVEN);

    private final List<String> differences = new ArrayList<>();
    private int amounts;

    static JsonComparison of(JsonNode expected, JsonNode actual) {
        JsonComparison comparison = new JsonComparison();
        comparison.compare("", expected, actual);
        return comparison;
    }

    List<String> differences() {
        return differences;
    }

    int amounts() {
        return amounts;
    }

    private void compare(String path, JsonNode expected, JsonNode actual) {
        if (actual == null || expected == null) {
            differences.add(path + ": expected " + expected + " but was " + actual);
        } else if (expected.isObject() && actual.isObject()) {
            Set<String> names = new TreeSet<>(expected.propertyNames());
            names.addAll(actual.propertyNames());
            names.forEach(name -> compare(path + "/" + name, expected.get(name), actual.get(name)));
        } else if (expected.isArray() && actual.isArray()) {
            if (expected.size() != actual.size()) {
                differences.add(path + ": expected " + expected + " but was " + actual);
            }
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                compare(path + "/" + i, expected.get(i), actual.get(i));
            }
        } else if (isDecimal(expected) && isDecimal(actual)) {
            amounts++;
            boolean same = decimal(expected).compareTo(decimal(actual)) == 0 || path.contains("/prices/")
                    && decimal(expected).compareTo(decimal(actual).round(SHOWN_DIGITS)) == 0;
            if (!same) {
                differences.add(path + ": expected " + expected + " but was " + actual);
            }
        } else if (!expected.equals(actual)) {
            differences.add(path + ": expected " + expected + " but was " + actual);
        }
    }

    private static boolean isDecimal(JsonNode node) {
        return node.isString() && node.stringValue().matches("-?[0-9]+(\\.[0-9]+)?");
    }

    private static BigDecimal decimal(JsonNode node) {
        return new BigDecimal(node.stringValue());
    }
}
