package io.spillway.waterfall.scenario;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Moves drawn from a multivariate Student-t distribution with the covariance of the past (rule 7.1): L g times
 * sqrt((v - 2) / c), with L L' the covariance, g independent normal and c chi-square with v degrees of freedom. Mean zero.
 * Every draw is a quantile of a number from the scenario's own stream.
 */
public final class MonteCarloScenarios implements ScenarioSource {

    private static final int LEAST_DEGREES = 3;

    private final Covariance covariance;
    private final double[][] root;
    private final int degreesOfFreedom;
    private final int size;
    private final long seed;
    private final NormalDistribution normal = new NormalDistribution();
    private final ChiSquaredDistribution chiSquared;

    /**
     * A set of such draws.
     *
     * @param degreesOfFreedom at least 3, for which a covariance exists; the fewer, the fatter the tails
     * @throws IllegalArgumentException if they are fewer
     */
    public MonteCarloScenarios(Covariance covariance, int degreesOfFreedom, int size, long seed) {
        if (degreesOfFreedom < LEAST_DEGREES) {
            throw new IllegalArgumentException("degreesOfFreedom: must be at least " + LEAST_DEGREES + ", not "
                    + degreesOfFreedom);
        }
        this.covariance = covariance;
        this.root = covariance.root();
        this.degreesOfFreedom = degreesOfFreedom;
        this.size = size;
        this.seed = seed;
        this.chiSquared = new ChiSquaredDistribution(degreesOfFreedom);
    }

    @Override
    public List<String> instruments() {
        return covariance.instruments();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Scenario scenario(int number) {
        SplittableRandom random = Seeds.of(seed, number);
        double scale = Math.sqrt((degreesOfFreedom - 2)
                / chiSquared.inverseCumulativeProbability(Seeds.open(random)));
        double[] draws = new double[root.length];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = normal.inverseCumulativeProbability(Seeds.open(random));
        }
        long[] moves = new long[root.length];
        for (int i = 0; i < moves.length; i++) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += root[i][j] * draws[j];
            }
            moves[i] = Scenario.unitsOf(sum * scale, instruments().get(i));
        }
        return new Scenario(number, "Monte Carlo " + number, moves);
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "Monte Carlo: %d draws, Student-t with %d degrees of freedom, covariance of %d"
                + " instruments shrunk by %.4f, seed %d", size, degreesOfFreedom, root.length, covariance.intensity(), seed);
    }
}
