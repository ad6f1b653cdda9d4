package io.spillway.reports.page;

import java.util.ArrayList;
import java.util.List;

/** A table of the page: headings once, text to the left, figures to the right, an optional row of totals. */
final class Grid {
    /** How a column is set. */
    enum Kind { TEXT, FIGURE, CODE }

    private record Column(String heading, Kind kind) { }

    private record Row(String look, List<String> cells) { }

    private final String caption;
    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private Row totals;

    Grid(String caption) {
        this.caption = caption;
    }

    Grid text(String... headings) {
        return add(Kind.TEXT, headings);
    }

    Grid figures(String... headings) {
        return add(Kind.FIGURE, headings);
    }

    Grid code(String... headings) {
        return add(Kind.CODE, headings);
    }

    private Grid add(Kind kind, String... headings) {
        for (String heading : headings) {
            columns.add(new Column(heading, kind));
        }
        return this;
    }

    /** A row, one cell a column. */
    void row(String... cells) {
        lookedRow("", cells);
    }

    /** A row with a style class of its own. */
    void lookedRow(String look, String... cells) {
        rows.add(checked(look, cells));
    }

    void totals(String... cells) {
        totals = checked("", cells);
    }

    private Row checked(String look, String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalStateException(caption + ": " + cells.length + " cells for " + columns.size() + " columns");
        }
        return new Row(look, List.of(cells));
    }

    void write(Markup html) {
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption)
                .open("table").leaf("caption", caption).open("thead").open("tr");
        for (Column column : columns) {
            html.leaf("th", column.heading(), "scope", "col", "class", look(column.kind()));
        }
        html.close(2).open("tbody");
        rows.forEach(row -> write(html, row));
        html.close();
        if (totals != null) {
            html.open("tfoot");
            write(html, totals);
            html.close();
        }
        html.close(2);
    }

    private void write(Markup html, Row row) {
        if (row.look().isEmpty()) {
            html.open("tr");
        } else {
            html.open("tr", "class", row.look());
        }
        for (int i = 0; i < columns.size(); i++) {
            String look = look(columns.get(i).kind());
            if (i == 0) {
                html.leaf("th", row.cells().get(i), "scope", "row", "class", look);
            } else {
                html.leaf("td", row.cells().get(i), "class", look);
            }
        }
        html.close();
    }

    private static String look(Kind kind) {
        return switch (kind) {
            case TEXT -> "t";
            case FIGURE -> "n";
            case CODE -> "k";
        };
    }
}
