package io.spillway.batch.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A small table for the terminal: a title, columns set left or right, a rule under the headings, an optional row of totals.
 *
 * <p>A table wider than asked for narrows its left-set columns, the widest first, and cuts their text with an ellipsis or
 * wraps it. A right-set column holds figures and is never narrowed: a figure that lost a digit would be another figure.
 * So a table of many figures may stay wider than asked for. Text from data loses its control characters (an escape
 * sequence in a name must not reach the terminal); lines end in \n and carry no trailing blanks.
 */
public final class TextTable {
    /** What the rules are drawn with. */
    public enum Look { ASCII, BOX }

    /** What happens to text that does not fit its column. */
    public enum Fit { CUT, WRAP }

    /** Whether title, headings and totals are set off by ANSI colour codes. */
    public enum Colour { NONE, ANSI }

    private enum Side { LEFT, RIGHT }

    private static final int NARROWEST = 6;
    private static final String GAP = "  ";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private record Column(String heading, Side side) { }

    private final String title;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> totals = List.of();
    private Look look = Look.ASCII;
    private Fit fit = Fit.CUT;
    private Colour colour = Colour.NONE;

    private TextTable(String title) {
        this.title = Shown.clean(title);
    }

    /** A table with that title; an empty title writes no title line. */
    public static TextTable titled(String title) {
        return new TextTable(title);
    }

    /** Adds columns of text, set left. */
    public TextTable left(String... headings) {
        return add(Side.LEFT, headings);
    }

    /** Adds columns of figures, set right; the unit belongs in the heading. */
    public TextTable right(String... headings) {
        return add(Side.RIGHT, headings);
    }

    private TextTable add(Side side, String... headings) {
        if (!rows.isEmpty() || !totals.isEmpty()) {
            throw new IllegalStateException("Table \"" + title + "\" has rows already; add all columns before the first row");
        }
        for (String heading : headings) {
            columns.add(new Column(Shown.clean(heading), side));
        }
        return this;
    }

    /**
     * Adds a row, one cell a column.
     *
     * @throws IllegalArgumentException if there are more or fewer cells than columns
     */
    public TextTable row(String... cells) {
        rows.add(cells("row " + (rows.size() + 1), cells));
        return this;
    }

    /** Sets the row under the second rule; an empty cell where a column has no total. */
    public TextTable totals(String... cells) {
        totals = cells("the totals", cells);
        return this;
    }

    public TextTable look(Look chosen) {
        look = Objects.requireNonNull(chosen, "look");
        return this;
    }

    public TextTable fit(Fit chosen) {
        fit = Objects.requireNonNull(chosen, "fit");
        return this;
    }

    public TextTable colour(Colour chosen) {
        colour = Objects.requireNonNull(chosen, "colour");
        return this;
    }

    private List<String> cells(String where, String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("Table \"" + title + "\", " + where + ": " + cells.length + " cells for "
                    + columns.size() + " columns");
        }
        List<String> cleaned = new ArrayList<>();
        for (String cell : cells) {
            cleaned.add(Shown.clean(cell));
        }
        return cleaned;
    }

    /** The table as text, its lines no longer than its columns need. */
    public String render() {
        return render(Integer.MAX_VALUE);
    }

    /**
     * The table as text.
     *
     * @param widthColumns characters a line may take, 1 or more; figures may make it longer (see the class)
     */
    public String render(int widthColumns) {
        if (widthColumns < 1) {
            throw new IllegalArgumentException("A table's width of " + widthColumns + " is not 1 or more");
        }
        List<Integer> widths = widths(widthColumns);
        StringBuilder out = new StringBuilder();
        if (!title.isEmpty()) {
            Shown.wrap(title, widthColumns).forEach(line -> line(out, line, true));
        }
        lines(out, columns.stream().map(Column::heading).toList(), new Setting(widths, Fit.WRAP, Part.HEADINGS));
        rule(out, widths);
        rows.forEach(row -> lines(out, row, new Setting(widths, fit, Part.ROW)));
        if (!totals.isEmpty()) {
            rule(out, widths);
            lines(out, totals, new Setting(widths, fit, Part.TOTALS));
        }
        return out.toString();
    }

    private enum Part { HEADINGS, ROW, TOTALS }

    private record Setting(List<Integer> widths, Fit fit, Part part) { }

    private List<Integer> widths(int allowed) {
        List<Integer> widths = new ArrayList<>();
        List<Integer> least = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int content = totals.isEmpty() ? 0 : Shown.width(totals.get(i));
            for (List<String> row : rows) {
                content = Math.max(content, Shown.width(row.get(i)));
            }
            int heading = Shown.width(columns.get(i).heading());
            int word = Shown.longestWord(columns.get(i).heading());
            widths.add(Math.max(content, heading));
            // A heading may wrap at its blanks, a figure may not.
            least.add(columns.get(i).side() == Side.RIGHT ? Math.max(content, word)
                    : Math.min(widths.get(i), Math.max(NARROWEST, word)));
        }
        int over = total(widths) - allowed;
        while (over > 0) {
            int widest = widestAbove(widths, least);
            if (widest < 0) {
                break;
            }
            widths.set(widest, widths.get(widest) - 1);
            over--;
        }
        return widths;
    }

    /** The widest column that may still give, headings of figures before text; -1 where none may. */
    private int widestAbove(List<Integer> widths, List<Integer> least) {
        for (Side side : List.of(Side.RIGHT, Side.LEFT)) {
            int widest = -1;
            for (int i = 0; i < widths.size(); i++) {
                boolean gives = columns.get(i).side() == side && widths.get(i) > least.get(i);
                if (gives && (widest < 0 || widths.get(i) > widths.get(widest))) {
                    widest = i;
                }
            }
            if (widest >= 0) {
                return widest;
            }
        }
        return -1;
    }

    private static int total(List<Integer> widths) {
        long sum = (long) GAP.length() * Math.max(0, widths.size() - 1);
        for (int width : widths) {
            sum += width;
        }
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }

    private void lines(StringBuilder out, List<String> cells, Setting setting) {
        List<List<String>> pieces = new ArrayList<>();
        int deepest = 1;
        for (int i = 0; i < cells.size(); i++) {
            pieces.add(pieces(cells.get(i), setting.widths().get(i), setting.fit()));
            deepest = Math.max(deepest, pieces.get(i).size());
        }
        for (int depth = 0; depth < deepest; depth++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < cells.size(); i++) {
                line.append(i == 0 ? "" : GAP);
                // Headings stand on the rule, text hangs from the row's first line.
                int from = setting.part() == Part.HEADINGS ? depth - (deepest - pieces.get(i).size()) : depth;
                String piece = from >= 0 && from < pieces.get(i).size() ? pieces.get(i).get(from) : "";
                String blanks = " ".repeat(Math.max(0, setting.widths().get(i) - Shown.width(piece)));
                line.append(columns.get(i).side() == Side.LEFT ? piece + blanks : blanks + piece);
            }
            line(out, line.toString(), setting.part() != Part.ROW);
        }
    }

    private List<String> pieces(String text, int width, Fit how) {
        if (Shown.width(text) <= width) {
            return List.of(text);
        }
        return how == Fit.WRAP ? Shown.wrap(text, width)
                : Collections.singletonList(Shown.cut(text, width, look == Look.ASCII ? "..." : "\u2026"));
    }

    private void rule(StringBuilder out, List<Integer> widths) {
        String dash = look == Look.ASCII ? "-" : "\u2500";
        List<String> parts = new ArrayList<>();
        widths.forEach(width -> parts.add(dash.repeat(width)));
        line(out, String.join(GAP, parts), false);
    }

    private void line(StringBuilder out, String text, boolean strong) {
        String line = text.stripTrailing();
        out.append(strong && colour == Colour.ANSI && !line.isEmpty() ? BOLD + line + PLAIN : line).append('\n');
    }

    /** Text as a terminal shows it: counted in its columns, not in characters. */
    private static final class Shown {
        private Shown() {
        }

        /** The text on one line, blanks for tabs and line ends, ? for what would steer the terminal or turn the writing. */
        static String clean(String text) {
            StringBuilder kept = new StringBuilder(text.length());
            text.codePoints().forEach(c -> {
                boolean blank = c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029;
                boolean surrogate = c >= 0xd800 && c <= 0xdfff;
                boolean turning = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f;
                kept.appendCodePoint(blank ? ' ' : Character.isISOControl(c) || surrogate || turning ? '?' : c);
            });
            return kept.toString();
        }

        static int width(String text) {
            return text.codePoints().map(Shown::width).sum();
        }

        private static int width(int c) {
            int type = Character.getType(c);
            if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
                return 0;
            }
            // East Asian wide and full-width forms, and pictographs, take two columns.
            boolean wide = c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
                    || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
                    || c >= 0xffe0 && c <= 0xffe6 || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd;
            return wide ? 2 : 1;
        }

        static int longestWord(String text) {
            int longest = 0;
            for (String word : text.split(" ")) {
                longest = Math.max(longest, width(word));
            }
            return longest;
        }

        /** As much of the start as fits, ending in the mark. */
        static String cut(String text, int width, String mark) {
            int room = width - width(mark);
            return room < 1 ? head(text, width) : head(text, room).stripTrailing() + mark;
        }

        /** Lines that fit, broken at blanks, inside a word only where the word alone is too long. */
        static List<String> wrap(String text, int width) {
            List<String> lines = new ArrayList<>();
            String rest = text.strip();
            while (width(rest) > width) {
                String head = head(rest, width);
                int blank = rest.charAt(head.length()) == ' ' ? head.length() : head.lastIndexOf(' ');
                String line = blank > 0 ? rest.substring(0, blank) : head;
                lines.add(line.stripTrailing());
                rest = rest.substring(line.length()).strip();
            }
            lines.add(rest);
            return lines;
        }

        /** The longest start that fits; one character at least, so that wrapping always ends. */
        private static String head(String text, int width) {
            int end = 0;
            int taken = 0;
            while (end < text.length()) {
                int c = text.codePointAt(end);
                if (end > 0 && taken + width(c) > width) {
                    break;
                }
                taken += width(c);
                end += Character.charCount(c);
            }
            return text.substring(0, end);
        }
    }
}
