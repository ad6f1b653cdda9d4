package io.spillway.waterfall.sizing;

import java.math.BigDecimal;
import java.util.List;

/**
 * The house's settings of a fund sizing.
 *
 * @param levels confidence of value at risk and expected shortfall, ascending, each between 0 and 1
 * @param target probability that a scenario's losses may be socialised with, between 0 and 1
 * @param step base minor units that fund sizes are whole multiples of
 * @param contributions how members' contributions are shared out
 * @param floor base minor units that every member contributes at least
 */
public record SizingRules(List<BigDecimal> levels, BigDecimal target, long step, ContributionBasis contributions,
                          long floor) {

    /** What contributions are pro rata to. */
    public enum ContributionBasis {
        /** Mean stress loss over margin over all scenarios. */
        STRESS_LOSS,
        /** Maintenance margin, on average over past days. */
        MARGIN
    }

    /** @throws IllegalArgumentException naming the setting that is not acceptable */
    public SizingRules {
        levels = List.copyOf(levels);
        require(!levels.isEmpty(), "levels: at least one");
        for (BigDecimal level : levels) {
            require(isFraction(level), "levels: " + level + " is not between 0 and 1");
        }
        require(isFraction(target), "target: " + target + " is not between 0 and 1");
        require(step > 0, "step: must be positive");
        require(floor >= 0, "floor: must not be negative");
    }

    private static boolean isFraction(BigDecimal value) {
        return value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
