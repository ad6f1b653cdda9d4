package io.spillway.reports.workbook;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes any text safe to stand in a string cell (fault 53). */
final class CellText {

    /** Most UTF-16 units that Excel holds in a cell. */
    static final int LONGEST = 32_767;

    private static final char REPLACEMENT = '\uFFFD';
    /** Excel reads _x0041_ as the letter A; an underscore that begins such a group is written as its own code. */
    private static final Pattern CODE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

    private CellText() {
    }

    /**
     * The text as it is written to the file: legal in XML, codes escaped, at most {@link #LONGEST} units, a cut one
     * ending in a mark that says how long it was.
     */
    static String written(String text) {
        String legal = legal(text);
        String escaped = legal.contains("_x") ? CODE.matcher(legal).replaceAll("_x005F_") : legal;
        if (escaped.length() <= LONGEST) {
            return escaped;
        }
        String mark = String.format(Locale.ROOT, "... [cut: %,d characters]", text.length());
        // Cut before escaping, so that no escape is split; each round takes off what is still too long.
        int room = Math.min(legal.length(), LONGEST - mark.length());
        String kept = cut(legal, room);
        String result = CODE.matcher(kept).replaceAll("_x005F_");
        while (result.length() > LONGEST - mark.length()) {
            room -= (result.length() - (LONGEST - mark.length()) + 6) / 7;
            kept = cut(legal, room);
            result = CODE.matcher(kept).replaceAll("_x005F_");
        }
        return result + mark;
    }

    /** Text for a page header or footer: legal, no codes of its own, at most so many characters. */
    static String ofPage(String text, int longest) {
        String legal = legal(text).replace('\n', ' ').replace('\t', ' ');
        String kept = legal.length() <= longest ? legal : cut(legal, longest - 3) + "...";
        return kept.replace("&", "&&");
    }

    /** Whether a spreadsheet would take the text for a formula if someone edited the cell. */
    static boolean looksLikeFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r\n|%".indexOf(text.charAt(0)) >= 0;
    }

    /** Characters on the longest line, as the reader sees them. */
    static int widest(String text) {
        int widest = 0;
        int line = 0;
        for (int i = 0; i < text.length(); i++) {
            line = text.charAt(i) == '\n' ? 0 : line + 1;
            widest = Math.max(widest, line);
        }
        return widest;
    }

    private static String cut(String text, int room) {
        return Character.isHighSurrogate(text.charAt(room - 1)) ? text.substring(0, room - 1) : text.substring(0, room);
    }

    private static String legal(String text) {
        int length = text.length();
        int plain = 0;
        while (plain < length && text.charAt(plain) >= ' ' && text.charAt(plain) < Character.MIN_SURROGATE) {
            plain++;
        }
        if (plain == length) {
            return text;
        }
        StringBuilder out = null;
        for (int i = 0; i < length; ) {
            int point = text.codePointAt(i);
            int units = Character.charCount(point);
            if (point == '\r' || !isLegal(point)) {
                if (out == null) {
                    out = new StringBuilder(length).append(text, 0, i);
                }
                if (point != '\r') {
                    out.append(REPLACEMENT);
                } else if (i + 1 == length || text.charAt(i + 1) != '\n') {
                    out.append('\n');
                }
            } else if (out != null) {
                out.appendCodePoint(point);
            }
            i += units;
        }
        return out == null ? text : out.toString();
    }

    private static boolean isLegal(int point) {
        return point == '\t' || point == '\n' || point >= 0x20 && point <= 0xD7FF
                || point >= 0xE000 && point <= 0xFFFD || point >= 0x10000;
    }
}
