package io.spillway.waterfall.sizing;

import org.hipparchus.distribution.continuous.BetaDistribution;

/**
 * How often something happened in so many scenarios, with the exact 95% interval of Clopper and Pearson (1934).
 *
 * @param low probability, 0 where it never happened
 * @param high probability, 1 where it always did
 */
public record Probability(int happened, int scenarios, double low, double high) {

    private static final double HALF_OF_REST = 0.025;

    /** @throws IllegalArgumentException unless 0 <= happened <= scenarios and there is a scenario */
    public static Probability of(int happened, int scenarios) {
        if (scenarios < 1 || happened < 0 || happened > scenarios) {
            throw new IllegalArgumentException(happened + " of " + scenarios + " scenarios");
        }
        double low = happened == 0 ? 0
                : new BetaDistribution(happened, scenarios - happened + 1.0).inverseCumulativeProbability(HALF_OF_REST);
        double high = happened == scenarios ? 1
                : new BetaDistribution(happened + 1.0, scenarios - (double) happened)
                        .inverseCumulativeProbability(1 - HALF_OF_REST);
        return new Probability(happened, scenarios, low, high);
    }

    public double value() {
        return (double) happened / scenarios;
    }
}
