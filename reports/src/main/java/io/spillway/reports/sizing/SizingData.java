package io.spillway.reports.sizing;

import io.spillway.reports.workbook.Denomination;
import io.spillway.reports.workbook.Subject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A fund sizing as treasury reads it. Amounts are in base currency; probabilities, levels and moves are fractions.
 *
 * @param base base currency
 * @param resources all that is prefunded: contributions and the shared layers
 * @param levels of the need, ascending
 * @param curve by fund size, ascending; the fund as it is and the one recommended are among the points
 * @param scenarios all that were run, by number
 * @param named the house's hypothetical scenarios
 * @param sensitivities by parameter, then value; empty where they were not asked for
 * @param reverse empty where no candidate uses up what is prefunded
 */
public record SizingData(Subject subject, Denomination base, Recommendation recommendation,
                         List<Resource> resources, List<Level> levels, List<Point> curve, List<Scenario> scenarios,
                         List<Named> named, List<Member> members, List<Sensitivity> sensitivities,
                         Optional<Reverse> reverse, Origin origin) {
    public SizingData {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(base, "base");
        resources = List.copyOf(resources);
        levels = List.copyOf(levels);
        curve = List.copyOf(curve);
        scenarios = List.copyOf(scenarios);
        named = List.copyOf(named);
        members = List.copyOf(members);
        sensitivities = List.copyOf(sensitivities);
    }

    /**
     * What is recommended, and what it is compared with.
     *
     * @param forTarget smallest fund within the target probability
     * @param forCover2 smallest fund with which prefunded resources pay the largest Cover-2
     * @param target probability of a socialised loss that is accepted
     * @param reason a sentence
     * @param prefunded contributions and shared layers, the fund as it is included
     */
    public record Recommendation(BigDecimal amount, BigDecimal fundNow, BigDecimal forTarget, BigDecimal forCover2,
                                 BigDecimal target, String reason, BigDecimal prefunded) {
    }

    /** A part of what is prefunded, under the name a reader knows it by. */
    public record Resource(String name, BigDecimal amount) {
    }

    /**
     * Need at a confidence level, with 95% intervals, beside the linear estimate's.
     *
     * @param isThin whether fewer than ten scenarios are in the tail
     */
    public record Level(BigDecimal level, Estimate valueAtRisk, Estimate expectedShortfall, Estimate linearValueAtRisk,
                        Estimate linearShortfall, boolean isThin) {

        /** What contagion adds to the expected shortfall. */
        BigDecimal contagion() {
            return expectedShortfall.value().subtract(linearShortfall.value());
        }
    }

    /** A figure and the ends of its interval. */
    public record Estimate(BigDecimal value, BigDecimal low, BigDecimal high) {
    }

    /** How probable a socialised loss is with a fund size. */
    public record Point(BigDecimal fund, int happened, int scenarios, Estimate probability) {
    }

    /**
     * What a scenario would cost.
     *
     * @param beyondPrefunded of the need, what assessments, socialised losses and nobody paid
     * @param socialised of the need, what socialised losses and nobody paid
     * @param criticalFund smallest fund with which it socialises nothing
     */
    public record Scenario(int number, String name, BigDecimal cover1, BigDecimal cover2, BigDecimal need,
                           BigDecimal linearNeed, BigDecimal beyondPrefunded, BigDecimal socialised, int defaults,
                           int rounds, BigDecimal criticalFund) {
    }

    /** What a hypothetical scenario would cost. */
    public record Named(String description, Scenario scenario) {
    }

    /**
     * A member's part in the default fund.
     *
     * @param meanStressLoss stress loss over margin, mean over all scenarios
     * @param byRule what the house's rule asks of it when all contributions together stay what they are
     */
    public record Member(String member, BigDecimal meanStressLoss, BigDecimal contribution, BigDecimal byRule) {
    }

    /**
     * What the figures are with one thing taken otherwise.
     *
     * @param parameter "Price impact", "Assessments" or "Insurance fund"
     * @param value so many times
     * @param asItIs whether the house is so anyway
     */
    public record Sensitivity(String parameter, BigDecimal value, boolean asItIs, Estimate expectedShortfall,
                              BigDecimal largestNeed, Estimate probability, BigDecimal fundForTarget) {
    }

    /** The least extreme scenario found that uses up what is prefunded. */
    public record Reverse(String scenario, BigDecimal factor, BigDecimal distance, BigDecimal need, List<Move> moves) {
    }

    /** A price move as a part of the price base. */
    public record Move(String instrument, BigDecimal move) {
    }

    /**
     * What it was made from.
     *
     * @param description of the scenarios
     * @param setSha256 digest of the scenario set
     * @param request the question in full, by which the same figures come again
     * @param command the command line that asks it
     */
    public record Origin(String description, String setSha256, String request, String command) {
    }
}
