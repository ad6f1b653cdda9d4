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

    private static final int ROWS_PER_BLOCK = 10_000;
    /** So many terms stay well below the 8,192 characters that a formula may have. */
    private static final int MOST_BLOCKS = 60;

    private final Map<String, Placed<?>> tables;

    Formulas(Map<String, Placed<?>> tables) {
        this.tables = tables;
    }

    /**
     * A total of all rows, or of those whose key equals the cell in the total's own row. A long column is summed in
     * blocks, each rounded: over a million rows the error of adding binary fractions one by one reaches a cent.
     */
    static String total(Placed<?> placed, TotalRow total, TotalRow.Figure figure, int row) {
        int scale = placed.measured().scale(placed.measured().index(figure.column()));
        List<Placed.Part> blocks = blocks(placed);
        List<String> sums = new ArrayList<>();
        for (Placed.Part block : blocks) {
            String sum = total.key() == null ? "SUM(" + placed.range(figure.column(), block) + ")"
                    : keyed(placed, block, figure.column(),
                    Map.of(total.keyColumn(), "$" + placed.letters(total.keyColumn()) + (row + 1)));
            sums.add(rounded(sum, scale));
        }
        return sums.size() == 1 ? sums.get(0) : rounded(String.join("+", sums), scale);
    }

    private static List<Placed.Part> blocks(Placed<?> placed) {
        int size = (int) Math.max(ROWS_PER_BLOCK, (placed.measured().rows() + MOST_BLOCKS - 1) / MOST_BLOCKS);
        List<Placed.Part> blocks = new ArrayList<>();
        for (Placed.Part part : placed.parts()) {
            for (int done = 0; done < part.rows(); done += size) {
                blocks.add(new Placed.Part(part.sheet(), part.first() + done, Math.min(size, part.rows() - done)));
            }
        }
        return blocks;
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
        List<String> terms = new ArrayList<>();
        there.parts().forEach(part -> terms.add(keyed(there, part, source.column(), keys)));
        return rounded(String.join("+", terms), scale);
    }

    /** Whether a column's sums of another sheet can be formulas. */
    boolean calculates(Column.SumOf source) {
        Placed<?> there = tables.get(source.table());
        return there == null || there.calculates(source.column());
    }

    private static String keyed(Placed<?> there, Placed.Part part, String column, Map<String, String> keys) {
        boolean plain = keys.keySet().stream().allMatch(there.measured()::plain);
        StringBuilder term = new StringBuilder(plain ? "SUMIFS(" : "SUMPRODUCT(").append(there.range(column, part));
        keys.forEach((heading, cell) -> {
            String range = there.range(heading, part);
            term.append(plain ? "," + range + "," + cell : ",--EXACT(" + range + "," + cell + ")");
        });
        return term.append(')').toString();
    }

    private static String rounded(String sum, int scale) {
        return "ROUND(" + sum + "," + scale + ")";
    }
}
