package io.spillway.waterfall.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Gains of rows in scenarios, whatever the block and the way a row is kept. */
class ProfitKernelTest {

    private static double[][] random(SplittableRandom random, int rows, int columns, double density) {
        return IntStream.range(0, rows).mapToObj(r -> random.doubles(columns, -1e6, 1e6)
                .map(value -> random.nextDouble() < density ? value : 0).toArray()).toArray(double[][]::new);
    }

    /** Row by row, line by line: the sum that every other way must give to the last bit. */
    private static double[][] plain(double[][] weights, double[][] changes, int scenarios) {
        double[][] gains = new double[weights.length][scenarios];
        for (int row = 0; row < weights.length; row++) {
            for (int s = 0; s < scenarios; s++) {
                for (int line = 0; line < changes.length; line++) {
                    gains[row][s] += weights[row][line] * changes[line][s];
                }
            }
        }
        return gains;
    }

    private static ProfitKernel sparse(double[][] weights, int lines) {
        int[] start = new int[weights.length + 1];
        int[] lineOf = new int[weights.length * lines];
        double[] weightOf = new double[lineOf.length];
        int entry = 0;
        for (int row = 0; row < weights.length; row++) {
            for (int line = 0; line < lines; line++) {
                if (weights[row][line] != 0) {
                    lineOf[entry] = line;
                    weightOf[entry++] = weights[row][line];
                }
            }
            start[row + 1] = entry;
        }
        return new ProfitKernel(start, Arrays.copyOf(lineOf, entry), Arrays.copyOf(weightOf, entry), lines);
    }

    @Test
    void everyGainIsTheSumInTheOrderOfTheLinesToTheLastBit() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int lines = 1 + random.nextInt(20);
            int scenarios = 1 + random.nextInt(70);
            double[][] weights = random(random, random.nextInt(9), lines, random.nextDouble(0.2, 1.3));
            double[][] changes = random(random, lines, scenarios, 1);
            double[][] expected = plain(weights, changes, scenarios);
            double[][] gains = new double[weights.length][];
            ProfitKernel kernel = sparse(weights, lines);
            kernel.run(changes, scenarios, (row, of) -> gains[row] = of.clone());
            assertThat(gains).as("seed " + seed).isDeepEqualTo(expected);
            ProfitKernel.dense(weights).run(changes, scenarios, (row, of) -> gains[row] = of.clone());
            assertThat(gains).as("seed " + seed).isDeepEqualTo(expected);
            int part = random.nextInt(scenarios);
            double[][] end = Arrays.stream(changes).map(line -> Arrays.copyOfRange(line, part, scenarios))
                    .toArray(double[][]::new);
            kernel.run(end, scenarios - part, (row, of) -> gains[row] = of.clone());
            assertThat(gains).as("seed " + seed).isDeepEqualTo(Arrays.stream(expected)
                    .map(row -> Arrays.copyOfRange(row, part, scenarios)).toArray(double[][]::new));
        }
    }
}
