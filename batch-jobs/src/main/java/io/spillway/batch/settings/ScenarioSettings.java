package io.spillway.batch.settings;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.YamlFile.Form;
import io.spillway.batch.settings.YamlFile.Item;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.scenario.HypotheticalScenario;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files scenarios/NAME.yml and the keys they have among the settings: scenario.NAME.description and
 * scenario.NAME.KIND.ID with KIND one of groups, underlyings, instruments and prices.
 */
final class ScenarioSettings {

    static final String FOLDER = "scenarios";
    static final String PREFIX = "scenario.";

    private static final String DESCRIPTION = "description";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern KEY = Pattern.compile("scenario\\.([a-z0-9][a-z0-9-]{0,39})\\.(?:(description)|"
            + "(groups|underlyings|instruments|prices)\\.([^=\\p{Cntrl}]{1,64}))");

    private static final Kind<BigDecimal> MOVE = number("a move as a part of the price such as -0.25, at most 9 places"
            + " and less than 1000", "-?[0-9]{1,3}(\\.[0-9]{1,9})?");
    private static final Kind<BigDecimal> PRICE = number("a price such as -37.63, at most "
            + Decimals.MAX_PRICE_SCALE + " places", "-?[0-9]{1,9}(\\.[0-9]{1," + Decimals.MAX_PRICE_SCALE + "})?");

    private ScenarioSettings() {
    }

    private static Kind<BigDecimal> number(String expects, String pattern) {
        return new Kind<>(expects, text -> {
            if (!text.matches(pattern)) {
                throw new IllegalArgumentException(text);
            }
            return Decimals.normal(new BigDecimal(text));
        }, BigDecimal::toPlainString);
    }

    /**
     * The values of one file, in its order.
     *
     * @param file its name without folder and ending
     * @param shown how errors name it
     * @param origin of a line
     * @throws CommandFailure naming file, line and what is not acceptable
     */
    static List<SettingValue> read(String file, String shown, String text, Function<Integer, Origin> origin) {
        if (!NAME.matcher(file).matches()) {
            throw new CommandFailure(ExitCode.FAILED, shown + ": a scenario's name is its file's, of small letters, digits"
                    + " and hyphens, at most 40; rename the file");
        }
        List<SettingValue> values = new ArrayList<>();
        for (Item item : YamlFile.read(shown, text)) {
            String key = PREFIX + file + "." + item.name();
            if (!KEY.matcher(key).matches()) {
                throw refused(shown, item, "is nothing of a scenario; it has description, and moves by name under groups,"
                        + " underlyings, instruments and prices", null);
            }
            if (item.form() != Form.SCALAR) {
                throw refused(shown, item, "must be one value", null);
            }
            try {
                canonical(key, item.values().get(0));
            } catch (IllegalArgumentException e) {
                throw refused(shown, item, e.getMessage(), e);
            }
            values.add(new SettingValue(key, item.values().get(0), origin.apply(item.line())));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach(value -> texts.put(value.key(), value.value()));
        try {
            if (bind(texts).isEmpty()) {
                throw new IllegalArgumentException(file + " is empty");
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.FAILED, shown + ": " + e.getMessage(), e);
        }
        return values;
    }

    private static CommandFailure refused(String shown, Item item, String what, Exception cause) {
        return new CommandFailure(ExitCode.FAILED, shown + " line " + item.line() + ": " + item.name() + " " + what, cause);
    }

    /** @throws IllegalArgumentException for a key or value that no scenario has */
    static String canonical(String key, String text) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            throw new IllegalArgumentException("is nothing of a scenario");
        }
        return (parts.group(2) != null ? description() : kindOf(parts.group(3))).canonical(text);
    }

    private static Kind<String> description() {
        return new Kind<>("a text of 1 to 500 characters on one line", text -> {
            if (text.isBlank() || text.length() > 500 || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        }, Function.identity());
    }

    private static Kind<BigDecimal> kindOf(String kind) {
        return kind.equals("prices") ? PRICE : MOVE;
    }

    /** The scenarios among texts by key, in the order of their names. */
    static List<HypotheticalScenario> bind(Map<String, String> texts) {
        SortedMap<String, Map<String, SortedMap<String, BigDecimal>>> moves = new TreeMap<>();
        SortedMap<String, String> descriptions = new TreeMap<>();
        texts.forEach((key, text) -> {
            Matcher parts = KEY.matcher(key);
            if (parts.matches()) {
                String name = parts.group(1);
                if (parts.group(2) != null) {
                    descriptions.put(name, text);
                } else {
                    moves.computeIfAbsent(name, n -> new TreeMap<>())
                            .computeIfAbsent(parts.group(3), kind -> new TreeMap<>())
                            .put(parts.group(4), kindOf(parts.group(3)).read(text));
                }
                moves.computeIfAbsent(name, n -> new TreeMap<>());
            }
        });
        List<HypotheticalScenario> scenarios = new ArrayList<>();
        moves.forEach((name, kinds) -> {
            if (!descriptions.containsKey(name)) {
                throw new IllegalArgumentException(name + " has no description; say what happens and where its figures"
                        + " come from");
            }
            try {
                scenarios.add(new HypotheticalScenario(name, descriptions.get(name), of(kinds, "groups"),
                        of(kinds, "underlyings"), of(kinds, "instruments"), of(kinds, "prices")));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " " + e.getMessage(), e);
            }
        });
        return scenarios;
    }

    private static SortedMap<String, BigDecimal> of(Map<String, SortedMap<String, BigDecimal>> kinds, String kind) {
        return kinds.getOrDefault(kind, new TreeMap<>());
    }
}
