package io.spillway.reports.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.util.CellReference;

/**
 * The formulas a workbook has. None contains text from data: keys are read from cells. Sums are rounded to the
 * column's decimals, so that adding binary fractions cannot show as a difference.
 */
final class Formulas {

    private final Map<String, Placed<?>> tables;

    Formulas(Map<String, Placed<?>> tables) {
        this.tables = tables;
    }

    /** A total of all rows, or of those whose key equals the cell in the total's own row. */
    static String total(Placed<?> placed, TotalRow total, TotalRow.Figure figure, int row) {
        int scale = placed.measured().scale(placed.measured().index(figure.column()));
        if (total.key() == null) {
            List<String> ranges = new ArrayList<>();
            placed.parts().forEach(part -> ranges.add(placed.range(figure.column(), part)));
            return rounded("SUM(" + String.join(",", ranges) + ")", scale);
        }
        String key = "$" + placed.letters(total.keyColumn()) + (row + 1);
        return rounded(keyed(placed, figure.column(), Map.of(total.keyColumn(), key)), scale);
    }

    /** The sum of another sheet's rows whose keys equal cells of this row. */
    String sumOf(Placed<?> here, Column.SumOf source, int row) {
        Placed<?> there = tables.get(source.table());
        if (there == null) {
            throw new WorkbookException("Sheet " + here.table().name() + " sums sheet " + source.table()
                    + ", which the workbook does not have");
        }
        Map<String, String> keys = new java.util.TreeMap<>();
        source.keys().forEach((theirs, mine) -> keys.put(theirs,
                "$" + CellReference.convertNumToColString(here.lane(mine)) + (row + 1)));
        int scale = there.measured().scale(there.measured().index(source.column()));
        return rounded(keyed(there, source.column(), keys), scale);
    }

    /** Whether a column's sums of another sheet can be formulas. */
    boolean calculates(Column.SumOf source) {
        Placed<?> there = tables.get(source.table());
        return there == null || there.calculates(source.column());
    }

    private static String keyed(Placed<?> there, String column, Map<String, String> keys) {
        boolean plain = keys.keySet().stream().allMatch(there.measured()::plain);
        List<String> terms = new ArrayList<>();
        for (Placed.Part part : there.parts()) {
            StringBuilder term = new StringBuilder(plain ? "SUMIFS(" : "SUMPRODUCT(").append(there.range(column, part));
            keys.forEach((heading, cell) -> {
                String range = there.range(heading, part);
                term.append(plain ? "," + range + "," + cell : ",--EXACT(" + range + "," + cell + ")");
            });
            terms.add(term.append(')').toString());
        }
        return String.join("+", terms);
    }

    private static String rounded(String sum, int scale) {
        return "ROUND(" + sum + "," + scale + ")";
    }
}
