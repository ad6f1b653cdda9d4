package io.spillway.batch.settings;

import io.spillway.batch.settings.Setting.Shape;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.day.DayRules;
import io.spillway.waterfall.scenario.HypotheticalScenario;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything about money that the house decides, as one value: a cycle runs on one of these, stores its canonical
 * text, and a later verification of the cycle reads that text again instead of today's files (fault 51).
 */
public final class Settings {

    private static final String HOLIDAY = "calendar.";

    private final SortedMap<String, String> values;
    /** Keys whose value is the program's own because the text that was read is older than the setting. */
    private final Set<String> assumed;
    private final HouseSettings house;
    private final Holidays holidays;
    private final WaterfallSettings waterfall;
    private final MarginSettings margin;
    private final FindingSettings findings;
    private final SizingSettings sizing;
    private final List<HypotheticalScenario> scenarios;

    private Settings(SortedMap<String, String> values, Set<String> assumed) {
        this.values = values;
        this.assumed = Set.copyOf(assumed);
        this.house = bindHouse();
        this.holidays = bindHolidays();
        this.waterfall = bindWaterfall();
        this.margin = new MarginSettings(one(SettingsSchema.MODEL), map(SettingsSchema.PRODUCTS),
                map(SettingsSchema.TIERS));
        this.findings = bindFindings();
        this.sizing = new SizingSettings(new SizingSettings.Scenarios(one(SettingsSchema.SOURCE),
                one(SettingsSchema.SCENARIOS), one(SettingsSchema.SEED), one(SettingsSchema.HOLDING_PERIOD_DAYS),
                one(SettingsSchema.DEGREES_OF_FREEDOM)), list(SettingsSchema.LEVELS), one(SettingsSchema.TARGET),
                one(SettingsSchema.STEP), one(SettingsSchema.CONTRIBUTIONS), one(SettingsSchema.FLOOR),
                one(SettingsSchema.SIZING_SCHEDULE));
        this.scenarios = ScenarioSettings.bind(values);
    }

    /**
     * Makes settings of texts by key.
     *
     * @throws IllegalArgumentException naming the key that is unknown, missing or not acceptable
     */
    static Settings of(Map<String, String> texts) {
        return of(texts, Set.of());
    }

    private static Settings of(Map<String, String> texts, Set<String> assumed) {
        SortedMap<String, String> canonical = new TreeMap<>();
        texts.forEach((key, text) -> canonical.put(key, canonical(key, text)));
        for (Setting<?> setting : SettingsSchema.ALL) {
            if (setting.shape() != Shape.MAP && !canonical.containsKey(setting.key())) {
                throw new IllegalArgumentException(setting.key() + ": has no value");
            }
        }
        return new Settings(Collections.unmodifiableSortedMap(canonical), assumed);
    }

    /** What the program brings along, for a house that configured nothing. */
    public static Settings defaults() {
        return SettingsLoader.loadDefaults().settings();
    }

    /**
     * Reads a canonical text back. Settings that came after the text was written have the program's own value, and do
     * not appear in {@link #canonicalText}, which is the text that was read.
     *
     * @throws IllegalArgumentException when the text is not one that this or an earlier version writes
     */
    public static Settings parse(String canonicalText) {
        StoredSettings stored = StoredSettings.read(canonicalText);
        return of(stored.texts(), stored.assumed());
    }

    /**
     * One line per value, key=value, sorted by key in ASCII order, each ended by a line feed.
     * The same settings give the same text.
     */
    public String canonicalText() {
        StringBuilder text = new StringBuilder(StoredSettings.FORMAT).append('\n');
        values.forEach((key, value) -> {
            if (!assumed.contains(key)) {
                text.append(key).append('=').append(value).append('\n');
            }
        });
        return text.toString();
    }

    /**
     * A canonical text without what changes no booked figure: when a cascade is booked, so that a day held and released
     * has the digest of one booked at once (rules 5.18, 6.3), and what is only asked about the day (section 7).
     */
    public static String resultText(String canonicalText) {
        return canonicalText.lines().filter(line -> !line.startsWith(SettingsSchema.CASCADE_BOOKING.key() + "="))
                .filter(line -> !line.startsWith("sizing.") && !line.startsWith(ScenarioSettings.PREFIX))
                .map(line -> line + "\n").collect(Collectors.joining());
    }

    /** SHA-256 of the canonical text in UTF-8, as 64 lower-case hexadecimal digits. */
    public String sha256() {
        return sha256(canonicalText());
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The same settings with one value changed.
     *
     * @param key as the canonical text has it, such as waterfall.maxRounds
     * @throws IllegalArgumentException when the key is unknown or the value not acceptable
     */
    public Settings with(String key, String value) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.put(key, value);
        return of(changed, assumed.stream().filter(other -> !other.equals(key)).collect(Collectors.toSet()));
    }

    /** The canonical text of every value, by key. */
    public SortedMap<String, String> values() {
        return values;
    }

    public HouseSettings house() {
        return house;
    }

    public Holidays holidays() {
        return holidays;
    }

    public WaterfallSettings waterfall() {
        return waterfall;
    }

    public MarginSettings margin() {
        return margin;
    }

    public FindingSettings findings() {
        return findings;
    }

    public SizingSettings sizing() {
        return sizing;
    }

    /** The hypothetical scenarios, in the order of their names. */
    public List<HypotheticalScenario> scenarios() {
        return scenarios;
    }

    /** Digest of the set of hypothetical scenarios: SHA-256 of their part of the canonical text. */
    public String scenariosSha256() {
        return sha256(canonicalText().lines().filter(line -> line.startsWith(ScenarioSettings.PREFIX))
                .map(line -> line + "\n").collect(Collectors.joining()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Settings[" + sha256() + "]";
    }

    /** The one text of a value. Every error begins with the key. */
    private static String canonical(String key, String text) {
        try {
            if (key.startsWith(HOLIDAY)) {
                LocalDate.parse(key.substring(HOLIDAY.length()));
                return Kind.text().canonical(text);
            }
            if (key.startsWith(ScenarioSettings.PREFIX)) {
                return ScenarioSettings.canonical(key, text);
            }
            Setting<?> setting = SettingsSchema.find(key)
                    .orElseThrow(() -> new IllegalArgumentException("is no setting of this version"));
            if (setting.shape() == Shape.MAP && !SettingsSchema.isInside(key, setting)) {
                throw new IllegalArgumentException("needs a name inside it");
            }
            if (setting.shape() != Shape.LIST) {
                return setting.kind().canonical(text);
            }
            return String.join(",", Arrays.stream(elements(text)).map(setting.kind()::canonical).toList());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    static String holidayKey(LocalDate date) {
        return HOLIDAY + date;
    }

    private static String[] elements(String text) {
        return text.isEmpty() ? new String[0] : text.split(",", -1);
    }

    private <T> T one(Setting<T> setting) {
        return setting.kind().read(values.get(setting.key()));
    }

    private <T> List<T> list(Setting<T> setting) {
        return Arrays.stream(elements(values.get(setting.key()))).map(setting.kind()::read).toList();
    }

    private <T> SortedMap<String, T> map(Setting<T> setting) {
        String prefix = setting.key() + ".";
        SortedMap<String, T> map = new TreeMap<>();
        values.forEach((key, text) -> {
            if (key.startsWith(prefix)) {
                map.put(key.substring(prefix.length()), setting.kind().read(text));
            }
        });
        return map;
    }

    private HouseSettings bindHouse() {
        HouseSettings bound = new HouseSettings(one(SettingsSchema.NAME), one(SettingsSchema.BASE_CURRENCY),
                map(SettingsSchema.MINOR_UNIT_DIGITS), one(SettingsSchema.ZONE), one(SettingsSchema.CUT_OFF),
                one(SettingsSchema.END_OF_DAY), one(SettingsSchema.CALENDAR), one(SettingsSchema.CALL_DUE));
        try {
            bound.scaleOf(bound.baseCurrency());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SettingsSchema.BASE_CURRENCY.key() + ": " + e.getMessage(), e);
        }
        return bound;
    }

    private Holidays bindHolidays() {
        SortedMap<LocalDate, String> names = new TreeMap<>();
        values.forEach((key, text) -> {
            if (key.startsWith(HOLIDAY)) {
                names.put(LocalDate.parse(key.substring(HOLIDAY.length())), text);
            }
        });
        return new Holidays(names);
    }

    private WaterfallSettings bindWaterfall() {
        try {
            CascadeRules rules = new CascadeRules(list(SettingsSchema.LAYERS),
                    one(SettingsSchema.ASSESSMENT_MULTIPLE), one(SettingsSchema.SOCIALISED_LOSS_BASIS),
                    one(SettingsSchema.EXECUTION_PRICE), one(SettingsSchema.LIQUIDATION_FEE_RATE),
                    one(SettingsSchema.BELOW_MAINTENANCE), one(SettingsSchema.INITIAL_FACTOR),
                    one(SettingsSchema.ROUNDS));
            return new WaterfallSettings(rules, one(SettingsSchema.COOLING_OFF_DAYS),
                    one(SettingsSchema.CONTAGION_MAP), one(SettingsSchema.CASCADE_BOOKING),
                    new DayRules.Obligations(one(SettingsSchema.REPLENISHMENT_DAYS),
                            one(SettingsSchema.UNMET_CALL)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SettingsSchema.LAYERS.key() + ": " + e.getMessage(), e);
        }
    }

    private FindingSettings bindFindings() {
        Map<FindingCode, Severity> severities = new EnumMap<>(FindingCode.class);
        for (FindingCode code : FindingCode.values()) {
            severities.put(code, one(SettingsSchema.severity(code)));
        }
        return new FindingSettings(severities, one(SettingsSchema.PRICE_BAND), one(SettingsSchema.STALE_DAYS),
                one(SettingsSchema.FX_BAND));
    }
}
