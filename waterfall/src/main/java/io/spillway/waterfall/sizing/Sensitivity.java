package io.spillway.waterfall.sizing;

import io.spillway.waterfall.sizing.FundSizing.Runs;
import io.spillway.waterfall.sizing.LossDistribution.Level;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What the figures are with one thing about the house taken otherwise. Amounts are base minor units.
 *
 * @param asItIs whether the house is so anyway
 * @param highest value at risk and expected shortfall of the need at the highest level
 * @param socialised share of the scenarios with a socialised or unpaid loss, with the fund that this house has
 * @param fundForTarget smallest fund under which socialised losses stay within the target probability
 */
public record Sensitivity(Variation variation, boolean asItIs, Level highest, long largestNeed, Probability socialised,
                          long fundForTarget) {

    /** What a scenario comes to in the house so varied. */
    public record Outcome(long need, long socialised, long criticalFund) {
    }

    /**
     * The house as it is.
     *
     * @param seed of the resamples behind the intervals
     */
    public record Ground(StressHouse house, SizingRules rules, Runs runs, long seed) {
    }

    /**
     * Draws the conclusions for one variation.
     *
     * @param changed by scenario number what was computed anew; the others come out as they do in the house as it is
     */
    public static Sensitivity of(Ground ground, Map<Integer, Outcome> changed, Variation variation) {
        Runs runs = ground.runs();
        int size = runs.outcomes().size();
        long[] needs = new long[size];
        long[] critical = new long[size];
        int socialised = 0;
        for (int s = 0; s < size; s++) {
            ScenarioOutcome asItIs = runs.outcomes().get(s);
            Outcome outcome = changed.getOrDefault(s, new Outcome(asItIs.need(), asItIs.socialised(),
                    runs.critical()[s]));
            needs[s] = outcome.need();
            critical[s] = outcome.criticalFund();
            socialised += outcome.socialised() > 0 ? 1 : 0;
        }
        LossDistribution distribution = new LossDistribution(needs, ground.seed());
        List<BigDecimal> levels = ground.rules().levels();
        return new Sensitivity(variation, variation.isAsItIs(ground.house()), distribution.at(levels.get(levels.size() - 1)),
                distribution.largest(),
                Probability.of(socialised, size), FundSizing.forTarget(critical, ground.rules().target()));
    }
}
