package io.spillway.waterfall.sizing;

/**
 * What a scenario would cost, in base minor units.
 *
 * @param number of the scenario in its source
 * @param cover1 stress loss over margin of the group that has the largest (rule 7.2)
 * @param cover2 of the two groups that have the largest
 * @param need what layers 3 and later had to pay, unfunded included, when the whole cascade ran
 * @param linearNeed the same without price impact and without sharing losses
 * @param beyondPrefunded of the need, what assessments, socialised losses and nobody paid
 * @param socialised of the need, what socialised losses and nobody paid
 */
public record ScenarioOutcome(int number, long cover1, long cover2, long need, long linearNeed, long beyondPrefunded,
                              long socialised, int defaults, int rounds) {

    /** A scenario in which nothing happens. */
    static ScenarioOutcome calm(int number) {
        return new ScenarioOutcome(number, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Whether the scenario uses up all that was paid in (rule 7.4). */
    public boolean exhaustsPrefunded() {
        return beyondPrefunded > 0;
    }
}
