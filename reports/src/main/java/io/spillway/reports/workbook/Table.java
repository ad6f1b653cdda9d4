package io.spillway.reports.workbook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A sheet as a list of typed columns over rows.
 *
 * <p>The rows are read twice (once for widths, decimals and sums, once to write), so they must come in the same order
 * both times. More rows than a sheet holds go on to further sheets, "Accounts (2)" and so on.
 *
 * @param <R> type of a row
 * @param name of the sheet, at most 25 characters
 * @param about a line under the title: what the sheet shows, in which unit and sign
 * @param empty the line shown where there are no rows, the reason
 * @param totals rows of sums under the table
 * @param charts drawn under the table, or to its right where it is long
 */
public record Table<R>(String name, String about, String empty, Arrangement arrangement, List<Column<R>> columns,
                       Iterable<R> rows, List<TotalRow> totals, List<Chart> charts) {

    /** Where the header row stands. */
    public enum Arrangement {
        /** Title and a line of explanation above the header row: for people. */
        TITLED,
        /** The header row comes first: for official layouts that programs read. */
        HEADER_FIRST
    }

    private static final int LONGEST_NAME = 25;

    public Table {
        Objects.requireNonNull(about, "about");
        Objects.requireNonNull(empty, "empty");
        Objects.requireNonNull(arrangement, "arrangement");
        Objects.requireNonNull(rows, "rows");
        columns = List.copyOf(columns);
        totals = List.copyOf(totals);
        charts = List.copyOf(charts);
        if (!name.matches("[A-Za-z0-9_ .-]{1," + LONGEST_NAME + "}")) {
            throw new IllegalArgumentException("A sheet's name is 1 to " + LONGEST_NAME
                    + " letters, digits, spaces, '_', '.' or '-': " + name);
        }
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A sheet has at least one column: " + name);
        }
        Set<String> headings = new HashSet<>();
        for (Column<R> column : columns) {
            if (!headings.add(column.heading())) {
                throw new IllegalArgumentException("Sheet " + name + " has two columns headed " + column.heading());
            }
        }
        String first = columns.get(0).heading();
        totals.forEach(total -> {
            requireHeading(name, headings, total.keyColumn());
            total.figures().forEach(figure -> requireHeading(name, headings, figure.column()));
            requireLabelColumn(name, first, total);
        });
        charts.forEach(chart -> {
            requireHeading(name, headings, chart.categories());
            chart.series().forEach(series -> requireHeading(name, headings, series.column()));
        });
    }

    private static void requireHeading(String name, Set<String> headings, String heading) {
        if (heading != null && !headings.contains(heading)) {
            throw new IllegalArgumentException("Sheet " + name + " has no column headed " + heading);
        }
    }

    private static void requireLabelColumn(String name, String first, TotalRow total) {
        if (first.equals(total.keyColumn()) || total.figures().stream().anyMatch(f -> f.column().equals(first))) {
            throw new IllegalArgumentException("Sheet " + name + ": the first column, " + first
                    + ", holds the totals' labels and can be neither key nor figure of a total");
        }
    }

    /**
     * A titled sheet of these rows.
     *
     * @param empty the line shown where there are no rows, the reason
     */
    public static <R> Builder<R> of(String name, Iterable<R> rows, String empty) {
        return new Builder<>(name, rows, empty);
    }

    /** Collects the parts of a sheet. */
    public static final class Builder<R> {

        private final String name;
        private final Iterable<R> rows;
        private final String empty;
        private final List<Column<R>> columns = new ArrayList<>();
        private final List<TotalRow> totals = new ArrayList<>();
        private final List<Chart> charts = new ArrayList<>();
        private String about = "";
        private Arrangement arrangement = Arrangement.TITLED;

        private Builder(String name, Iterable<R> rows, String empty) {
            this.name = name;
            this.rows = rows;
            this.empty = empty;
        }

        /** A line under the title. */
        public Builder<R> about(String line) {
            this.about = line;
            return this;
        }

        /** Where the header row stands. */
        public Builder<R> arrangement(Arrangement where) {
            this.arrangement = where;
            return this;
        }

        /** One more column, to the right. */
        public Builder<R> column(Column<R> column) {
            columns.add(column);
            return this;
        }

        /** One more sum, below. */
        public Builder<R> total(TotalRow total) {
            totals.add(total);
            return this;
        }

        /** One more chart. */
        public Builder<R> chart(Chart chart) {
            charts.add(chart);
            return this;
        }

        /** The sheet; an unknown or doubled heading is refused. */
        public Table<R> build() {
            return new Table<>(name, about, empty, arrangement, columns, rows, totals, charts);
        }
    }
}
