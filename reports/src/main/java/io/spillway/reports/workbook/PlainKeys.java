package io.spillway.reports.workbook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells whether SUMIFS can be trusted with a column's texts.
 *
 * <p>Its criteria read "*", "&lt;5" or "007" as patterns and numbers, and take "ab" for "AB". Where any text of the
 * column could be misread, the formula compares with EXACT instead.
 */
final class PlainKeys {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9 _.:/-]{0,100}");
    private static final Pattern MONTH = Pattern.compile(
            "(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ ./-]?[0-9].*|true|false");

    private final Map<String, String> byFolded = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private boolean plain = true;

    void add(String key) {
        if (!plain || !seen.add(key)) {
            return;
        }
        String other = byFolded.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
        if (other == null) {
            plain = PLAIN.matcher(key).matches() && !MONTH.matcher(key).matches();
        } else if (!other.equals(key)) {
            plain = false;
        }
    }

    boolean plain() {
        return plain;
    }
}
