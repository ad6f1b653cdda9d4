package io.spillway.waterfall.sizing;

import java.util.Arrays;

/**
 * What many rows of positions gain in many scenarios: weights (rows x lines) times lines (lines x scenarios), in doubles. A
 * line is what moves, such as an instrument's price; a row is whose positions they are, such as an account.
 *
 * <p>The scenarios of a line lie next to each other and are the innermost loop, so that the compiler turns it into vector
 * instructions; callers take a block of scenarios whose lines fit the cache. A gain is summed line by line in ascending
 * order whatever the block, the thread or the way its row is kept, so that none of them can be seen in it.
 */
public final class ProfitKernel {

    /** Scenarios of a block: the lines of some hundred instruments then fit a core's second cache. */
    public static final int BLOCK_SCENARIOS = 256;

    /** A row is kept with all its zeros from so many quarters of the lines on: two such rows read each line once. */
    private static final int DENSE_QUARTERS = 3;

    private final int[] rowStart;
    private final int[] lineOf;
    private final double[] weightOf;
    /** Weights by line of the rows kept so, in the order of the rows; null for others. */
    private final double[][] dense;
    private final int lines;

    /**
     * Rows of weights, one after another.
     *
     * @param rowStart first entry of each row, and the end of the last one
     * @param lineOf line of an entry, ascending within a row
     * @param weightOf weight of an entry
     * @param lines how many there are
     */
    public ProfitKernel(int[] rowStart, int[] lineOf, double[] weightOf, int lines) {
        this.rowStart = rowStart;
        this.lineOf = lineOf;
        this.weightOf = weightOf;
        this.lines = lines;
        this.dense = new double[rows()][];
        for (int row = 0; row < dense.length; row++) {
            if (4L * (rowStart[row + 1] - rowStart[row]) >= (long) DENSE_QUARTERS * lines && lines > 0) {
                dense[row] = new double[lines];
                for (int e = rowStart[row]; e < rowStart[row + 1]; e++) {
                    dense[row][lineOf[e]] = weightOf[e];
                }
            }
        }
    }

    /** Rows of which every one holds everything. */
    public static ProfitKernel dense(double[][] weights) {
        int lines = weights.length == 0 ? 0 : weights[0].length;
        int[] rowStart = new int[weights.length + 1];
        int[] lineOf = new int[weights.length * lines];
        double[] weightOf = new double[lineOf.length];
        for (int row = 0; row < weights.length; row++) {
            rowStart[row + 1] = rowStart[row] + lines;
            for (int line = 0; line < lines; line++) {
                lineOf[rowStart[row] + line] = line;
                weightOf[rowStart[row] + line] = weights[row][line];
            }
        }
        return new ProfitKernel(rowStart, lineOf, weightOf, lines);
    }

    /** Takes what rows gain. */
    @FunctionalInterface
    public interface Gains {

        /** @param gains by scenario; valid during the call only */
        void take(int row, double[] gains);
    }

    public int rows() {
        return rowStart.length - 1;
    }

    /**
     * Computes every row.
     *
     * @param changes by line and scenario
     * @param scenarios how many of them
     * @param gains is told each row once, in no certain order
     */
    public void run(double[][] changes, int scenarios, Gains gains) {
        double[] first = new double[scenarios];
        double[] second = new double[scenarios];
        int waiting = -1;
        for (int row = 0; row < dense.length; row++) {
            if (dense[row] == null) {
                addSparse(row, changes, first);
                gains.take(row, first);
            } else if (waiting < 0) {
                waiting = row;
            } else {
                addPair(dense[waiting], dense[row], changes, new Pair(first, second));
                gains.take(waiting, first);
                gains.take(row, second);
                waiting = -1;
            }
        }
        if (waiting >= 0) {
            addSparse(waiting, changes, first);
            gains.take(waiting, first);
        }
    }

    private void addSparse(int row, double[][] changes, double[] sums) {
        Arrays.fill(sums, 0);
        int e = rowStart[row];
        for (; e + 3 <= rowStart[row + 1]; e += 3) {
            addThree(sums, changes, lineOf, weightOf, e);
        }
        for (; e < rowStart[row + 1]; e++) {
            addOne(sums, changes[lineOf[e]], weightOf[e]);
        }
    }

    private record Pair(double[] first, double[] second) {
    }

    private void addPair(double[] weights, double[] others, double[][] changes, Pair sums) {
        Arrays.fill(sums.first(), 0);
        Arrays.fill(sums.second(), 0);
        int line = 0;
        for (; line + 3 <= lines; line += 3) {
            addThreeToPair(sums, changes, line, weights, others);
        }
        for (; line < lines; line++) {
            addOne(sums.first(), changes[line], weights[line]);
            addOne(sums.second(), changes[line], others[line]);
        }
    }

    // The loops below stay this short: past some sixty nodes the compiler no longer unrolls, and so no longer vectorises them.

    private static void addOne(double[] sums, double[] line, double weight) {
        for (int s = 0; s < sums.length; s++) {
            sums[s] += weight * line[s];
        }
    }

    private static void addThree(double[] sums, double[][] changes, int[] lineOf, double[] weightOf, int entry) {
        double[] a = changes[lineOf[entry]];
        double[] b = changes[lineOf[entry + 1]];
        double[] c = changes[lineOf[entry + 2]];
        double ofA = weightOf[entry];
        double ofB = weightOf[entry + 1];
        double ofC = weightOf[entry + 2];
        for (int s = 0; s < sums.length; s++) {
            sums[s] = sums[s] + ofA * a[s] + ofB * b[s] + ofC * c[s];
        }
    }

    private static void addThreeToPair(Pair sums, double[][] changes, int line, double[] weights, double[] others) {
        double[] first = sums.first();
        double[] second = sums.second();
        double[] a = changes[line];
        double[] b = changes[line + 1];
        double[] c = changes[line + 2];
        double ofA = weights[line];
        double ofB = weights[line + 1];
        double ofC = weights[line + 2];
        double otherOfA = others[line];
        double otherOfB = others[line + 1];
        double otherOfC = others[line + 2];
        for (int s = 0; s < first.length; s++) {
            double changeA = a[s];
            double changeB = b[s];
            double changeC = c[s];
            first[s] = first[s] + ofA * changeA + ofB * changeB + ofC * changeC;
            second[s] = second[s] + otherOfA * changeA + otherOfB * changeB + otherOfC * changeC;
        }
    }
}
