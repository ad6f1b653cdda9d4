package io.spillway.waterfall.sizing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * One thing about the house taken otherwise, to see how much the figures depend on it (rule 7.3).
 *
 * @param value of the parameter
 */
public record Variation(Parameter parameter, BigDecimal value) {

    /** What can be taken otherwise. */
    public enum Parameter {
        /** How far a fire sale moves prices, times what the instruments' terms say. */
        IMPACT,
        /** How often a contribution may be called again (rule 5.13.7). */
        ASSESSMENT_MULTIPLE,
        /** The insurance fund, times what it holds. */
        INSURANCE_FUND
    }

    /** Impact off and double, assessments up to three times, the fund from nothing to double. */
    public static final List<Variation> ALL = List.of(
            of(Parameter.IMPACT, "0"), of(Parameter.IMPACT, "1"), of(Parameter.IMPACT, "2"),
            of(Parameter.ASSESSMENT_MULTIPLE, "0"), of(Parameter.ASSESSMENT_MULTIPLE, "1"),
            of(Parameter.ASSESSMENT_MULTIPLE, "2"), of(Parameter.ASSESSMENT_MULTIPLE, "3"),
            of(Parameter.INSURANCE_FUND, "0"), of(Parameter.INSURANCE_FUND, "0.5"), of(Parameter.INSURANCE_FUND, "1"),
            of(Parameter.INSURANCE_FUND, "1.5"), of(Parameter.INSURANCE_FUND, "2"));

    private static Variation of(Parameter parameter, String value) {
        return new Variation(parameter, new BigDecimal(value));
    }

    /** The house with that one thing taken so. */
    public StressHouse of(StressHouse house) {
        return switch (parameter) {
            case IMPACT -> house.withImpact(value);
            case ASSESSMENT_MULTIPLE -> house.withAssessmentMultiple(value);
            case INSURANCE_FUND -> house.withInsuranceFund(BigDecimal.valueOf(house.insuranceFund()).multiply(value)
                    .setScale(0, RoundingMode.HALF_EVEN).longValueExact());
        };
    }

    /** Whether the house is so anyway. */
    public boolean isAsItIs(StressHouse house) {
        return value.compareTo(parameter == Parameter.ASSESSMENT_MULTIPLE ? house.rules().assessmentMultiple()
                : BigDecimal.ONE) == 0;
    }

    /**
     * Whether a scenario can come out otherwise at all. Where nothing was closed out, no price was pushed; where no loss
     * reached what others paid in, neither the fund nor assessments were asked.
     *
     * @param asItIs what it comes to in the house as it is
     */
    public boolean canChange(ScenarioOutcome asItIs) {
        return parameter == Parameter.IMPACT ? asItIs.rounds() > 0 : asItIs.need() > 0;
    }

    /** Whether the fund size that would be enough can come out otherwise: it does not depend on what the fund holds. */
    public boolean changesCriticalFund() {
        return parameter != Parameter.INSURANCE_FUND;
    }
}
