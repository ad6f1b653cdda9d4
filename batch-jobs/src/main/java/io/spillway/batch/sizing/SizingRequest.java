package io.spillway.batch.sizing;

import io.spillway.waterfall.sizing.SizingRules;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/**
 * What treasury asks; its text is the whole of what the figures depend on beside the closed cycle.
 *
 * @param scenarios how many; ignored for HISTORICAL, which takes every window
 * @param seed of the draws and of the intervals
 * @param holdingPeriodDays business days that a move takes
 * @param degreesOfFreedom of the Student-t distribution
 * @param rules levels, target, step (base minor units) and contributions
 */
public record SizingRequest(ScenarioKind kind, int scenarios, long seed, int holdingPeriodDays, int degreesOfFreedom,
                            SizingRules rules) {

    private static final int MOST_SCENARIOS = 1_000_000;

    /** @throws IllegalArgumentException naming what is not acceptable, with what to do */
    public SizingRequest {
        if (scenarios < 2 || scenarios > MOST_SCENARIOS) {
            throw new IllegalArgumentException("--scenarios must be from 2 to " + MOST_SCENARIOS + ", not " + scenarios);
        }
        if (holdingPeriodDays < 1 || holdingPeriodDays > 30) {
            throw new IllegalArgumentException("--holding-period-days must be from 1 to 30, not " + holdingPeriodDays);
        }
    }

    /** One line, the same for the same request. */
    String text() {
        return "kind=" + kind + " scenarios=" + (kind == ScenarioKind.HISTORICAL ? "all" : scenarios) + " seed=" + seed
                + " holdingPeriodDays=" + holdingPeriodDays + (kind == ScenarioKind.MONTE_CARLO
                ? " degreesOfFreedom=" + degreesOfFreedom : "")
                + " levels=" + rules.levels().stream().map(BigDecimal::toPlainString).collect(Collectors.joining(","))
                + " target=" + rules.target().stripTrailingZeros().toPlainString() + " step=" + rules.step()
                + " contributions=" + rules.contributions() + " floor=" + rules.floor();
    }
}
