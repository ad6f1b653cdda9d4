package io.spillway.batch.drill;

import io.spillway.domain.book.Ids;
import io.spillway.domain.money.Amounts;
import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The fields of one JSON object, each error naming the field by its path. */
final class Fields {

    /** Digits after the point that a rate, depth or factor may have. */
    static final int ANY_SCALE = 30;

    private final JsonNode object;
    private final String path;

    Fields(JsonNode object, String path, Set<String> known) {
        if (!object.isObject()) {
            throw new DrillException(path.isEmpty() ? "the case" : path, "must be an object");
        }
        this.object = object;
        this.path = path;
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw new DrillException(at(name), "is unknown; known here are " + new TreeSet<>(known));
            }
        }
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private Optional<JsonNode> node(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    /** Elements of an array field, empty where it is absent. */
    List<JsonNode> elements(String name) {
        List<JsonNode> elements = new ArrayList<>();
        node(name).ifPresent(array -> {
            if (!array.isArray()) {
                throw new DrillException(at(name), "must be an array");
            }
            array.forEach(elements::add);
        });
        return elements;
    }

    /** Entries of an object field, empty where it is absent. */
    List<Map.Entry<String, JsonNode>> entries(String name) {
        return node(name).map(map -> {
            if (!map.isObject()) {
                throw new DrillException(at(name), "must be an object");
            }
            return (List<Map.Entry<String, JsonNode>>) new ArrayList<>(map.properties());
        }).orElse(List.of());
    }

    boolean has(String name) {
        return node(name).isPresent();
    }

    Optional<String> text(String name) {
        return node(name).map(value -> stringOf(value, at(name)));
    }

    String requiredText(String name) {
        return text(name).orElseThrow(() -> new DrillException(at(name), "is missing"));
    }

    String requiredId(String name) {
        String id = requiredText(name);
        if (!Ids.isValid(id)) {
            throw new DrillException(at(name), "'" + id + "' is no id: 1 to 64 letters, digits or . _ : # + -");
        }
        return id;
    }

    int integer(String name, int absent) {
        return node(name).map(value -> {
            if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                throw new DrillException(at(name), "must be a whole number");
            }
            return value.intValue();
        }).orElse(absent);
    }

    boolean flag(String name) {
        return node(name).map(value -> {
            if (!value.isBoolean()) {
                throw new DrillException(at(name), "must be true or false");
            }
            return value.booleanValue();
        }).orElse(false);
    }

    <E extends Enum<E>> E choice(String name, Class<E> type, E absent) {
        return text(name).map(value -> choiceOf(value, type, at(name))).orElse(absent);
    }

    static <E extends Enum<E>> E choiceOf(String value, Class<E> type, String field) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw new DrillException(field, "'" + value + "' is none of " + List.of(type.getEnumConstants()));
    }

    Optional<BigDecimal> decimal(String name, int maxScale) {
        return node(name).map(value -> decimalOf(value, maxScale, at(name)));
    }

    /** An amount in minor units, zero where it is absent. */
    long amount(String name, int scale) {
        return node(name).map(value -> amountOf(value, scale, at(name))).orElse(0L);
    }

    long amountNotNegative(String name, int scale) {
        return notNegative(amount(name, scale), at(name));
    }

    static long notNegative(long amount, String field) {
        if (amount < 0) {
            throw new DrillException(field, "must not be negative");
        }
        return amount;
    }

    static long amountOf(JsonNode value, int scale, String field) {
        String text = stringOf(value, field);
        try {
            return Amounts.parse(text, scale);
        } catch (IllegalArgumentException e) {
            throw new DrillException(field, e.getMessage());
        }
    }

    static BigDecimal decimalOf(JsonNode value, int maxScale, String field) {
        String text = stringOf(value, field);
        try {
            return Decimals.parse(text, maxScale);
        } catch (IllegalArgumentException e) {
            throw new DrillException(field, e.getMessage());
        }
    }

    static String stringOf(JsonNode value, String field) {
        if (!value.isString()) {
            throw new DrillException(field, "must be a string in quotes; numbers too, so that no digit is lost");
        }
        return value.stringValue();
    }
}
