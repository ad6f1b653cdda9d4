package io.spillway.reports.workbook;

import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.util.CellReference;

/**
 * Where a table stands: its sheets, rows and lanes. A lane is a column of cells; an amount that number cells cannot
 * hold exactly has a second one beside it with the exact text.
 *
 * @param <R> type of a row
 * @param parts one per sheet, at least one
 */
record Placed<R>(Table<R> table, Measured<R> measured, List<Lane<R>> lanes, List<Part> parts) {

    /** Rows above the header row of a titled sheet: title, explanation, empty line. */
    static final int TITLE_ROWS = 3;
    /** Sum, ledger's figure, difference. */
    static final int ROWS_PER_TOTAL = 3;
    private static final int SHORT_TABLE_ROWS = 25;
    private static final int LONGEST_TEXT = 60;
    private static final int NARROWEST = 9;
    private static final int VALUE_SPACE = 3;
    private static final int HEADING_LINES = 2;
    private static final int HEADING_SPACE = 3;

    /** What stands in a lane. */
    enum Content { VALUE, EXACT_TEXT }

    /** A column of cells. */
    record Lane<R>(Column<R> column, int index, Content content) {
    }

    /**
     * One sheet's share of the rows.
     *
     * @param sheet its name
     * @param first row of the first value, from 0
     * @param rows how many
     */
    record Part(String sheet, int first, int rows) {
        int last() {
            return first + rows - 1;
        }
    }

    /** The lines of a total. */
    enum Line { SUM, LEDGER, DIFFERENCE }

    /**
     * Lays out a table.
     *
     * @param rowsPerSheet most rows a sheet may have, its titles and totals included
     */
    static <R> Placed<R> of(Table<R> table, Measured<R> measured, int rowsPerSheet) {
        List<Lane<R>> lanes = new ArrayList<>();
        for (int c = 0; c < table.columns().size(); c++) {
            lanes.add(new Lane<>(table.columns().get(c), c, Content.VALUE));
            if (!measured.exact(c)) {
                lanes.add(new Lane<>(table.columns().get(c), c, Content.EXACT_TEXT));
            }
        }
        int first = (table.arrangement() == Table.Arrangement.TITLED ? TITLE_ROWS : 0) + 1;
        int room = rowsPerSheet - first - 1 - ROWS_PER_TOTAL * table.totals().size();
        List<Part> parts = new ArrayList<>();
        long left = measured.rows();
        do {
            int rows = (int) Math.min(left, room);
            String suffix = parts.isEmpty() ? "" : " (" + (parts.size() + 1) + ")";
            parts.add(new Part(table.name() + suffix, first, rows));
            left -= rows;
        } while (left > 0);
        return new Placed<>(table, measured, List.copyOf(lanes), List.copyOf(parts));
    }

    int headerRow() {
        return parts.get(0).first() - 1;
    }

    Part lastPart() {
        return parts.get(parts.size() - 1);
    }

    /** Row of a total's line on the last sheet, from 0; one empty row stands between the values and the totals. */
    int totalRow(int total, Line line) {
        return lastPart().first() + Math.max(1, lastPart().rows()) + 1 + ROWS_PER_TOTAL * total + line.ordinal();
    }

    /** First row after everything written on the last sheet. */
    int endRow() {
        return table.totals().isEmpty() ? lastPart().first() + Math.max(1, lastPart().rows())
                : totalRow(table.totals().size(), Line.SUM);
    }

    int lane(String heading) {
        for (int lane = 0; lane < lanes.size(); lane++) {
            if (lanes.get(lane).column().heading().equals(heading)) {
                return lane;
            }
        }
        throw new WorkbookException("Sheet " + table.name() + " has no column headed " + heading);
    }

    /** Letters of the lane that a heading's values stand in. */
    String letters(String heading) {
        return CellReference.convertNumToColString(lane(heading));
    }

    /** The cells of a heading's values on one part, with the sheet's name: {@code 'Accounts'!$D$5:$D$20}. */
    String range(String heading, Part part) {
        return cells(heading, part.sheet(), part.first(), part.last());
    }

    String cells(String heading, String sheet, int first, int last) {
        String letters = letters(heading);
        return "'" + sheet + "'!$" + letters + "$" + (first + 1) + ":$" + letters + "$" + (last + 1);
    }

    /** A total's cell, as seen from another sheet. */
    String totalCell(int total, int figure, Line line) {
        return "'" + lastPart().sheet() + "'!" + letters(table.totals().get(total).figures().get(figure).column())
                + (totalRow(total, line) + 1);
    }

    /** Whether a figure's sums can be written as formulas: number cells hold it exactly, and there are rows. */
    boolean calculates(String heading) {
        return measured.rows() > 0 && measured.exact(measured.index(heading));
    }

    /** Characters of all lanes together. */
    int totalWidth() {
        int width = 0;
        for (int lane = 0; lane < lanes.size(); lane++) {
            width += width(lane);
        }
        return width;
    }

    /** Whether charts stand under the table, all on one printed page with it; else they stand to its right. */
    boolean isShort() {
        return measured.rows() <= SHORT_TABLE_ROWS;
    }

    /** Characters a lane needs: its values, its totals and its heading on at most two or three lines. */
    int width(int lane) {
        Lane<R> at = lanes.get(lane);
        int values = measured.longest(at.index());
        if (lane == 0 && !table.totals().isEmpty()) {
            values = Math.max(values, TableWriter.LONGEST_LABEL - emptyBesideLabels());
        }
        for (TotalRow total : table.totals()) {
            if (at.column().heading().equals(total.keyColumn())) {
                values = Math.max(values, total.key().length());
            }
        }
        int heading = Math.max(headingWidth(heading(lane)), headingWidth(unit(lane)));
        return Math.min(LONGEST_TEXT, Math.max(NARROWEST, Math.max(values + VALUE_SPACE, heading + HEADING_SPACE)));
    }

    /** Characters of the lanes after the first that are empty in every total row: labels run on into them. */
    private int emptyBesideLabels() {
        int characters = 0;
        for (int lane = 1; lane < lanes.size(); lane++) {
            String heading = lanes.get(lane).column().heading();
            if (table.totals().stream().anyMatch(total -> heading.equals(total.keyColumn())
                    || total.figures().stream().anyMatch(figure -> figure.column().equals(heading)))) {
                break;
            }
            characters += width(lane);
        }
        return characters;
    }

    String heading(int lane) {
        Lane<R> at = lanes.get(lane);
        return at.content() == Content.VALUE ? at.column().heading() : at.column().heading() + ", exact";
    }

    String unit(int lane) {
        return lanes.get(lane).content() == Content.VALUE ? lanes.get(lane).column().unit()
                : "as text: more than " + ExactNumber.DIGITS + " digits";
    }

    /** Characters at which a line of a heading takes two lines at most. */
    private static int headingWidth(String line) {
        int width = 1;
        for (String word : line.split(" ")) {
            width = Math.max(width, word.length());
        }
        while (TableWriter.lines(line, width) > HEADING_LINES) {
            width++;
        }
        return width;
    }
}
