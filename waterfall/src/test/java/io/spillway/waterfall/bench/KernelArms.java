package io.spillway.waterfall.bench;

import io.spillway.waterfall.sizing.ProfitKernel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ojalgo.OjAlgoUtils;
import org.ojalgo.matrix.store.R064Store;

/**
 * Profit and loss of members in scenarios, dense: net lots values (members x instruments) times price changes (instruments
 * x scenarios), by the product's kernel, by bare loops and by libraries. Every arm gets its input in its own layout before
 * it is timed and writes the whole result. With two threads each takes half of the scenarios, libraries too.
 */
final class KernelArms {

    static final String PRODUCT = "product: ProfitKernel";
    static final int SCENARIOS = 10_000;
    static final int MEMBERS = 1_000;
    static final int INSTRUMENTS = 500;

    private static final int BLOCK = ProfitKernel.BLOCK_SCENARIOS;

    private final double[][] weights;
    private final double[][] changes;

    KernelArms(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        weights = IntStream.range(0, MEMBERS).mapToObj(m -> random.doubles(INSTRUMENTS, -1e4, 1e4).toArray())
                .toArray(double[][]::new);
        changes = IntStream.range(0, INSTRUMENTS).mapToObj(i -> random.doubles(SCENARIOS, -500, 500).toArray())
                .toArray(double[][]::new);
    }

    /** An arm over some of the scenarios. */
    interface Arm {

        void run();

        /** Gain of a member in a scenario, after a run. */
        double gain(int member, int scenario);
    }

    /** Makes arms by name. */
    Map<String, Function<double[][], Arm>> arms() {
        OjAlgoUtils.limitThreadsTo(1);
        Map<String, Function<double[][], Arm>> arms = new LinkedHashMap<>();
        arms.put(PRODUCT, lines -> new Loop(lines, this::product));
        arms.put("loop: member, instrument, scenario", lines -> new Loop(lines, this::plain));
        arms.put("loop: the same in blocks of 256 scenarios", lines -> new Loop(lines, this::blocked));
        arms.put("loop: blocks, four instruments at a time", lines -> new Loop(lines, this::blockedByFour));
        arms.put("library: EJML 0.44", this::ejml);
        arms.put("library: ojAlgo 56", this::ojAlgo);
        return arms;
    }

    /** The scenarios cut into as many parts as there are threads. */
    List<double[][]> parts(int threads) {
        List<double[][]> parts = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            int from = SCENARIOS / threads * t;
            int to = from + SCENARIOS / threads;
            parts.add(Arrays.stream(changes).map(line -> Arrays.copyOfRange(line, from, to)).toArray(double[][]::new));
        }
        return parts;
    }

    /** How far an arm's gains are from the product's at most, as a part of the largest. */
    static double difference(Arm arm, Arm product, int scenarios) {
        double largest = 0;
        double difference = 0;
        for (int m = 0; m < MEMBERS; m++) {
            for (int s = 0; s < scenarios; s += 7) {
                largest = Math.max(largest, Math.abs(product.gain(m, s)));
                difference = Math.max(difference, Math.abs(product.gain(m, s) - arm.gain(m, s)));
            }
        }
        return difference / largest;
    }

    private interface Body {

        void run(double[][] lines, double[][] gains);
    }

    private static final class Loop implements Arm {

        private final double[][] lines;
        private final double[][] gains;
        private final Body body;

        private Loop(double[][] lines, Body body) {
            this.lines = lines;
            this.gains = new double[MEMBERS][lines[0].length];
            this.body = body;
        }

        @Override
        public void run() {
            body.run(lines, gains);
        }

        @Override
        public double gain(int member, int scenario) {
            return gains[member][scenario];
        }
    }

    private void product(double[][] lines, double[][] gains) {
        ProfitKernel kernel = ProfitKernel.dense(weights);
        inBlocks(lines, (block, first) -> kernel.run(block, block[0].length, (row, of) ->
                System.arraycopy(of, 0, gains[row], first, of.length)));
    }

    private interface OfBlock {

        void take(double[][] block, int first);
    }

    private static void inBlocks(double[][] lines, OfBlock ofBlock) {
        for (int first = 0; first < lines[0].length; first += BLOCK) {
            int from = first;
            int to = Math.min(lines[0].length, first + BLOCK);
            ofBlock.take(Arrays.stream(lines).map(line -> Arrays.copyOfRange(line, from, to)).toArray(double[][]::new), first);
        }
    }

    private void plain(double[][] lines, double[][] gains) {
        for (int m = 0; m < MEMBERS; m++) {
            Arrays.fill(gains[m], 0);
            for (int i = 0; i < INSTRUMENTS; i++) {
                add(gains[m], weights[m][i], lines[i]);
            }
        }
    }

    private void blocked(double[][] lines, double[][] gains) {
        inBlocks(lines, (block, first) -> {
            double[] sums = new double[block[0].length];
            for (int m = 0; m < MEMBERS; m++) {
                Arrays.fill(sums, 0);
                for (int i = 0; i < INSTRUMENTS; i++) {
                    add(sums, weights[m][i], block[i]);
                }
                System.arraycopy(sums, 0, gains[m], first, sums.length);
            }
        });
    }

    private void blockedByFour(double[][] lines, double[][] gains) {
        inBlocks(lines, (block, first) -> {
            double[] sums = new double[block[0].length];
            for (int m = 0; m < MEMBERS; m++) {
                Arrays.fill(sums, 0);
                for (int i = 0; i < INSTRUMENTS; i += 4) {
                    addFour(sums, weights[m], block, i);
                }
                System.arraycopy(sums, 0, gains[m], first, sums.length);
            }
        });
    }

    private static void add(double[] sums, double weight, double[] line) {
        for (int s = 0; s < sums.length; s++) {
            sums[s] += weight * line[s];
        }
    }

    private static void addFour(double[] sums, double[] weights, double[][] lines, int i) {
        double[] a = lines[i];
        double[] b = lines[i + 1];
        double[] c = lines[i + 2];
        double[] d = lines[i + 3];
        double ofA = weights[i];
        double ofB = weights[i + 1];
        double ofC = weights[i + 2];
        double ofD = weights[i + 3];
        for (int s = 0; s < sums.length; s++) {
            sums[s] = sums[s] + ofA * a[s] + ofB * b[s] + ofC * c[s] + ofD * d[s];
        }
    }

    private Arm ejml(double[][] lines) {
        DMatrixRMaj left = new DMatrixRMaj(weights);
        DMatrixRMaj right = new DMatrixRMaj(lines);
        DMatrixRMaj gains = new DMatrixRMaj(MEMBERS, lines[0].length);
        return new Arm() {
            @Override
            public void run() {
                CommonOps_DDRM.mult(left, right, gains);
            }

            @Override
            public double gain(int member, int scenario) {
                return gains.get(member, scenario);
            }
        };
    }

    private Arm ojAlgo(double[][] lines) {
        R064Store left = stored(weights);
        R064Store right = stored(lines);
        R064Store gains = R064Store.FACTORY.make(MEMBERS, lines[0].length);
        return new Arm() {
            @Override
            public void run() {
                gains.fillByMultiplying(left, right);
            }

            @Override
            public double gain(int member, int scenario) {
                return gains.doubleValue(member, scenario);
            }
        };
    }

    private static R064Store stored(double[][] rows) {
        R064Store store = R064Store.FACTORY.make(rows.length, rows[0].length);
        for (int r = 0; r < rows.length; r++) {
            for (int c = 0; c < rows[r].length; c++) {
                store.set(r, c, rows[r][c]);
            }
        }
        return store;
    }
}
