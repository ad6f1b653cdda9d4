package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a first reading of a sheet's rows found: how many, how wide, how fine, and their exact sums. */
final class Measured<R> {

    private static final int LEAST_PRICE_SCALE = 2;

    private final Table<R> table;
    private final int[] longest;
    private final int[] scale;
    private final boolean[] exact;
    private final BitSet[] scales;
    private final int[] totalKeys;
    private final int[][] totalColumns;
    private final BigDecimal[][] sums;
    private final Map<Integer, PlainKeys> keys = new HashMap<>();
    private final List<List<Object>> drawn = new ArrayList<>();
    private final int drawnRows;
    private long rows;

    private Measured(Table<R> table, Set<String> keyHeadings) {
        this.table = table;
        int columns = table.columns().size();
        longest = new int[columns];
        scale = new int[columns];
        exact = new boolean[columns];
        scales = new BitSet[columns];
        for (int c = 0; c < columns; c++) {
            Look look = table.columns().get(c).look();
            scale[c] = look.kind() == Look.Kind.PRICE ? LEAST_PRICE_SCALE : Math.max(0, look.scale());
            exact[c] = true;
            scales[c] = new BitSet();
        }
        sums = new BigDecimal[table.totals().size()][];
        totalKeys = new int[sums.length];
        totalColumns = new int[sums.length][];
        for (int t = 0; t < sums.length; t++) {
            TotalRow total = table.totals().get(t);
            sums[t] = new BigDecimal[total.figures().size()];
            Arrays.fill(sums[t], BigDecimal.ZERO);
            totalKeys[t] = total.key() == null ? -1 : index(total.keyColumn());
            totalColumns[t] = total.figures().stream().mapToInt(figure -> index(figure.column())).toArray();
        }
        keyHeadings.forEach(heading -> keys.put(index(heading), new PlainKeys()));
        for (int key : totalKeys) {
            if (key >= 0) {
                keys.put(key, new PlainKeys());
            }
        }
        drawnRows = table.charts().stream().mapToInt(Chart::firstRows).max().orElse(0);
    }

    /**
     * Reads all rows once.
     *
     * @param keyHeadings text columns that other sheets' formulas pick rows by
     */
    static <R> Measured<R> of(Table<R> table, Set<String> keyHeadings) {
        Measured<R> measured = new Measured<>(table, keyHeadings);
        for (R row : table.rows()) {
            measured.add(row);
        }
        measured.finish();
        return measured;
    }

    private void add(R row) {
        rows++;
        List<Column<R>> columns = table.columns();
        Object[] values = new Object[columns.size()];
        for (int c = 0; c < values.length; c++) {
            Column<R> column = columns.get(c);
            values[c] = CellValue.of(table, column, row, rows);
            if (values[c] instanceof BigDecimal number) {
                if (column.look().scale() == Look.OWN_SCALE) {
                    scale[c] = Math.max(scale[c], number.scale());
                    scales[c].set(number.scale());
                }
                exact[c] &= column.look().kind() == Look.Kind.PERCENT || ExactNumber.holds(number);
            }
            // A number's decimals are known only at the end; there is room for them then.
            longest[c] = Math.max(longest[c], CellValue.shownLength(values[c], column.look(), 0));
        }
        addToSums(values);
        keys.forEach((column, plain) -> plain.add((String) values[column]));
        if (rows <= drawnRows) {
            drawn.add(List.of(values));
        }
    }

    private void addToSums(Object[] values) {
        for (int t = 0; t < sums.length; t++) {
            if (totalKeys[t] >= 0 && !table.totals().get(t).key().equals(values[totalKeys[t]])) {
                continue;
            }
            for (int f = 0; f < sums[t].length; f++) {
                if (values[totalColumns[t][f]] instanceof BigDecimal number) {
                    sums[t][f] = sums[t][f].add(number);
                }
            }
        }
    }

    private void finish() {
        for (int t = 0; t < sums.length; t++) {
            for (int f = 0; f < sums[t].length; f++) {
                TotalRow.Figure figure = table.totals().get(t).figures().get(f);
                int c = index(figure.column());
                if (figure.ledger() != null) {
                    scale[c] = Math.max(scale[c], figure.ledger().stripTrailingZeros().scale());
                    longest[c] = Math.max(longest[c], ExactNumber.shownLength(figure.ledger(), 0));
                }
                longest[c] = Math.max(longest[c], ExactNumber.shownLength(sums[t][f], 0));
                exact[c] &= ExactNumber.holds(sums[t][f])
                        && (figure.ledger() == null || ExactNumber.holds(figure.ledger()));
            }
        }
        for (int c = 0; c < longest.length; c++) {
            boolean hasDecimals = table.columns().get(c).look().kind() != Look.Kind.PERCENT && scale[c] > 0;
            longest[c] += hasDecimals ? scale[c] + 1 : 0;
        }
    }

    /** Index of a column. */
    int index(String heading) {
        for (int c = 0; c < table.columns().size(); c++) {
            if (table.columns().get(c).heading().equals(heading)) {
                return c;
            }
        }
        throw new WorkbookException("Sheet " + table.name() + " has no column headed " + heading);
    }

    long rows() {
        return rows;
    }

    /** Characters of the widest value of a column, its totals included. */
    int longest(int column) {
        return longest[column];
    }

    /** Most decimals of a column's values. */
    int scale(int column) {
        return scale[column];
    }

    /** The decimals that a column's values come with, where they show their own. */
    BitSet scales(int column) {
        return scales[column];
    }

    /** Whether number cells hold all values and totals of a column exactly. */
    boolean exact(int column) {
        return exact[column];
    }

    /** Exact sum of a total's figure, in the key's own scale where a key picks the rows. */
    BigDecimal sum(int total, int figure) {
        return sums[total][figure];
    }

    /** Whether SUMIFS can be trusted with a key column. */
    boolean plain(String heading) {
        return keys.get(index(heading)).plain();
    }

    /** Values of the first rows, as many as the charts draw. */
    List<List<Object>> drawn() {
        return drawn;
    }
}
