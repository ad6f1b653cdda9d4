package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A sum under a sheet's rows, as a formula, with the ledger's figure and the difference under it.
 *
 * @param keyColumn heading of the text column that picks rows; null where all rows are summed
 * @param key value that a row has in it; null where all rows are summed
 * @param figures the columns summed
 */
public record TotalRow(String keyColumn, String key, List<Figure> figures) {

    /**
     * One column's total.
     *
     * @param column heading of the column
     * @param ledger what the ledger (or another independent source) says; null where there is nothing to compare
     * @param check name of the check on the cover; null where there is nothing to compare
     * @param unit currency or other unit shown beside the check
     */
    public record Figure(String column, BigDecimal ledger, String check, String unit) {
        public Figure {
            Objects.requireNonNull(column, "column");
            Objects.requireNonNull(unit, "unit");
            if ((ledger == null) != (check == null)) {
                throw new IllegalArgumentException("A ledger's figure and the name of its check go together: " + column);
            }
        }

        /** A total compared with the ledger's figure. */
        public static Figure against(String column, BigDecimal ledger, String check, String unit) {
            return new Figure(column, Objects.requireNonNull(ledger, () -> "ledger's figure for " + check), check, unit);
        }

        /** A total with nothing to compare it with. */
        public static Figure alone(String column, String unit) {
            return new Figure(column, null, null, unit);
        }
    }

    public TotalRow {
        if ((keyColumn == null) != (key == null)) {
            throw new IllegalArgumentException("A key column and its key go together: " + keyColumn + ", " + key);
        }
        figures = List.copyOf(figures);
    }

    /** Sums over all rows. */
    public static TotalRow ofAll(Figure... figures) {
        return new TotalRow(null, null, List.of(figures));
    }

    /** Sums over the rows that have this text in that column. */
    public static TotalRow of(String keyColumn, String key, Figure... figures) {
        return new TotalRow(keyColumn, key, List.of(figures));
    }
}
