package io.spillway.waterfall.sizing;

import io.spillway.waterfall.scenario.Covariance;
import io.spillway.waterfall.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The least extreme scenario that uses up all that was paid in (rule 7.4): each candidate's moves are taken smaller or
 * larger until they just do, and the one with the smallest Mahalanobis distance is kept. The search runs along the
 * directions of the candidates, so that a less extreme one in a direction nobody drew may exist.
 */
public final class ReverseStress {

    private static final double LARGEST_FACTOR = 16;
    private static final double PRECISION = 1.0 / 256;

    private final ScenarioEngine engine;
    private final Covariance covariance;

    public ReverseStress(ScenarioEngine engine, Covariance covariance) {
        this.engine = engine;
        this.covariance = covariance;
    }

    /**
     * What was found.
     *
     * @param scenario the moves that just use up the prefunded layers
     * @param factor how many times the moves of the candidate they are
     * @param distance Mahalanobis distance
     */
    public record Found(Scenario scenario, double factor, double distance, ScenarioOutcome outcome) {
    }

    /** @return empty where no candidate does it, even taken {@value #LARGEST_FACTOR} times */
    public Optional<Found> among(List<Integer> candidates, IntFunction<Scenario> scenarios) {
        Found best = null;
        for (int number : candidates) {
            Scenario scenario = scenarios.apply(number);
            double factor = factorOf(scenario);
            if (factor > 0) {
                Scenario scaled = scenario.times(factor);
                double distance = covariance.mahalanobis(scaled);
                if (best == null || distance < best.distance()) {
                    best = new Found(scaled, factor, distance, engine.run(scaled, ScenarioEngine.MemberLosses.IGNORED));
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Smallest factor on a grid of {@value #PRECISION} that exhausts, or 0. */
    private double factorOf(Scenario scenario) {
        double enough = 1;
        while (!exhausts(scenario, enough)) {
            enough *= 2;
            if (enough > LARGEST_FACTOR) {
                return 0;
            }
        }
        double tooFew = enough == 1 ? 0 : enough / 2;
        while (enough - tooFew > PRECISION) {
            double middle = (enough + tooFew) / 2;
            if (exhausts(scenario, middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private boolean exhausts(Scenario scenario, double factor) {
        return engine.run(scenario.times(factor), ScenarioEngine.MemberLosses.IGNORED).exhaustsPrefunded();
    }
}
