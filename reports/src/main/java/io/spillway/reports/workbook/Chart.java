package io.spillway.reports.workbook;

import java.util.List;
import java.util.Objects;

/**
 * A native chart over the columns of a sheet; not drawn where the sheet has no rows.
 *
 * @param kind shape of the chart
 * @param title what the reader should see in it
 * @param unit of the values, shown on their axis
 * @param categories heading of the column along the other axis
 * @param series columns drawn, in order
 * @param firstRows at most so many rows from the top are drawn
 */
public record Chart(Kind kind, String title, String unit, String categories, List<Series> series, int firstRows) {

    private static final int MOST_ROWS = 1_000;

    /** Shape of a chart. */
    public enum Kind { COLUMN, STACKED_COLUMN, BAR, STACKED_BAR, LINE }

    /** Colour of a series; NONE leaves it invisible, the base on which a stacked one floats. */
    public enum Fill {
        BLUE("1F4E79"), RED("C00000"), AMBER("ED7D31"), GREY("A6A6A6"), GREEN("548235"), NONE("FFFFFF");

        private final String rgb;

        Fill(String rgb) {
            this.rgb = rgb;
        }

        byte[] rgb() {
            int value = Integer.parseInt(rgb, 16);
            return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
        }
    }

    /**
     * A column drawn.
     *
     * @param column its heading
     */
    public record Series(String column, Fill fill) {
        public Series {
            Objects.requireNonNull(column, "column");
            Objects.requireNonNull(fill, "fill");
        }
    }

    public Chart {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(categories, "categories");
        series = List.copyOf(series);
        if (series.isEmpty() || firstRows < 1 || firstRows > MOST_ROWS) {
            throw new IllegalArgumentException("A chart draws at least one series and 1 to " + MOST_ROWS + " rows: "
                    + title);
        }
    }
}
