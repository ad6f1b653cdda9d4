package io.spillway.batch.settings;

import io.spillway.batch.settings.Setting.Shape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The settings that a cycle stored, read back. A text of an earlier version of this program lacks the settings that came
 * later; each of those takes the program's own value, which by rule is what the program did before it had the setting.
 *
 * @param texts every value by key
 * @param assumed the keys that the stored text does not have
 */
record StoredSettings(SortedMap<String, String> texts, Set<String> assumed) {

    static final String FORMAT = "format=1";

    /** What the first version wrote and every text must have; a text without one of these is damaged. */
    private static final Set<String> FIRST_VERSION = Set.of("""
            house.name house.baseCurrency house.zone house.cutOff house.endOfDay house.calendar house.callDue
            margin.model
            waterfall.layers waterfall.assessmentMultiple waterfall.coolingOffDays waterfall.socialisedLossBasis
            waterfall.executionPrice waterfall.liquidationFeeRate waterfall.belowMaintenance waterfall.initialFactor
            waterfall.maxRounds waterfall.contagionMap
            findings.priceBandFraction findings.staleDays findings.fxBandFraction
            findings.severity.PRICE_MISSING findings.severity.PRICE_UNCHANGED findings.severity.PRICE_OUT_OF_BAND
            findings.severity.PRICE_CONFLICT findings.severity.PRICE_DUPLICATE findings.severity.FX_RATE_MISSING
            findings.severity.FX_RATE_OUT_OF_BAND findings.severity.INSTRUMENT_UNKNOWN findings.severity.ACCOUNT_UNKNOWN
            findings.severity.BOOK_NOT_FLAT findings.severity.POSITION_BREAK findings.severity.POSITION_EXPLAINED
            findings.severity.TRADE_DUPLICATE findings.severity.TRADE_CONFLICT findings.severity.MATCH_NOT_FLAT
            findings.severity.MATCH_REJECTED findings.severity.TRADE_OF_DEFAULTER findings.severity.TRADE_AFTER_CUT_OFF
            findings.severity.ROW_REJECTED findings.severity.REFERENCE_DIFFERS findings.severity.WITHDRAWAL_REFUSED
            findings.severity.INSTRUMENT_EXPIRED
            """.strip().split("\\s+"));

    /** @throws IllegalArgumentException when the text is of another form or has a bad line */
    static StoredSettings read(String canonicalText) {
        List<String> lines = canonicalText.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
            throw new IllegalArgumentException("the stored settings do not begin with " + FORMAT
                    + "; they are of another version of this program");
        }
        SortedMap<String, String> texts = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int equals = line.indexOf('=');
            if (equals < 1 || texts.put(line.substring(0, equals), line.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("the stored settings have a bad line: " + line);
            }
        }
        Set<String> assumed = new TreeSet<>();
        for (Setting<?> setting : SettingsSchema.ALL) {
            if (setting.shape() != Shape.MAP && !FIRST_VERSION.contains(setting.key())
                    && !texts.containsKey(setting.key())) {
                assumed.add(setting.key());
            }
        }
        if (!assumed.isEmpty()) {
            Map<String, String> own = Settings.defaults().values();
            assumed.forEach(key -> texts.put(key, own.get(key)));
        }
        return new StoredSettings(texts, assumed);
    }
}
