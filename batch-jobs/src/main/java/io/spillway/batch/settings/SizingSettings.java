package io.spillway.batch.settings;

import io.spillway.waterfall.scenario.ScenarioKind;
import io.spillway.waterfall.sizing.SizingRules.ContributionBasis;
import java.math.BigDecimal;
import java.util.List;

/**
 * How the house sizes its insurance fund and stresses its day (section 7).
 *
 * @param scenarios what a sizing runs
 * @param levels confidence of value at risk and expected shortfall
 * @param target probability that a scenario's losses may be socialised with
 * @param step base currency that fund sizes are whole multiples of
 * @param contributions what members' contributions are pro rata to
 * @param floor base currency that every member contributes at least
 * @param schedule when the fund is sized, a Quartz expression in the house's zone
 */
public record SizingSettings(Scenarios scenarios, List<BigDecimal> levels, BigDecimal target, BigDecimal step,
                             ContributionBasis contributions, BigDecimal floor, String schedule) {

    /** @throws IllegalArgumentException naming the key that is not acceptable */
    public SizingSettings {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException(SettingsSchema.LEVELS.key() + ": needs at least one level");
        }
        for (int l = 1; l < levels.size(); l++) {
            if (levels.get(l).compareTo(levels.get(l - 1)) <= 0) {
                throw new IllegalArgumentException(SettingsSchema.LEVELS.key() + ": must be ascending, not " + levels);
            }
        }
    }

    /**
     * What a sizing runs.
     *
     * @param count of those that are drawn
     * @param holdingPeriodDays business days that a move takes
     * @param degreesOfFreedom of the Student-t distribution
     */
    public record Scenarios(ScenarioKind source, int count, int seed, int holdingPeriodDays, int degreesOfFreedom) {
    }
}
