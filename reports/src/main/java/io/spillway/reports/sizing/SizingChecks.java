package io.spillway.reports.sizing;

import io.spillway.reports.sizing.SizingData.Level;
import io.spillway.reports.sizing.SizingData.Point;
import io.spillway.reports.sizing.SizingData.Recommendation;
import io.spillway.reports.sizing.SizingData.Scenario;
import io.spillway.reports.sizing.SizingData.Sensitivity;
import io.spillway.reports.workbook.Check;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the sizing's figures against what the scenario rows give when they are worked out again from the rows alone. On the
 * left what the rows give, on the right what the sizing says.
 */
final class SizingChecks {

    private final SizingData data;
    private final ScenarioFigures figures;
    private final List<Check> checks = new ArrayList<>();

    private SizingChecks(SizingData data, ScenarioFigures figures) {
        this.data = data;
        this.figures = figures;
    }

    /** All checks that no sheet's total shows, in the order they are printed. */
    static List<Check> of(SizingData data, ScenarioFigures figures) {
        SizingChecks all = new SizingChecks(data, figures);
        all.fund();
        for (Level level : data.levels()) {
            all.level(level);
        }
        all.counts();
        return List.copyOf(all.checks);
    }

    private void fund() {
        Recommendation advice = data.recommendation();
        amount("Fund for the target, from the rows", figures.fundForTarget(advice.target()), advice.forTarget());
        amount("Recommended: the larger of target and Cover-2", advice.forTarget().max(advice.forCover2()), advice.amount());
        BigDecimal cover2 = ScenarioFigures.worst(data.scenarios(), Scenario::cover2).cover2();
        BigDecimal then = advice.prefunded().subtract(advice.fundNow()).add(advice.forCover2());
        amount("Largest Cover-2 unpaid with the fund for it", cover2.subtract(then).max(data.base().zero()),
                data.base().zero());
    }

    private void level(Level level) {
        String at = " at " + Words.percent(level.level()) + ", from the rows";
        amount("Value at risk" + at, figures.valueAtRisk(figures.needs(), level.level()), level.valueAtRisk().value());
        amount("Expected shortfall" + at, figures.expectedShortfall(figures.needs(), level.level()),
                level.expectedShortfall().value());
        amount("Value at risk without contagion" + at, figures.valueAtRisk(figures.linearNeeds(), level.level()),
                level.linearValueAtRisk().value());
        amount("Shortfall without contagion" + at, figures.expectedShortfall(figures.linearNeeds(), level.level()),
                level.linearShortfall().value());
    }

    private void counts() {
        none("Points of the probability curve that the rows do not give",
                data.curve().stream().filter(this::differs).count());
        none("Scenarios in which a part is larger than its whole",
                data.scenarios().stream().filter(SizingChecks::contradicts).count());
        none("Sensitivities as it is that differ from the sizing", data.sensitivities().stream()
                .filter(Sensitivity::asItIs).filter(this::differs).count());
    }

    private boolean differs(Point point) {
        return point.happened() != figures.socialisedWith(point.fund()) || point.scenarios() != figures.size();
    }

    private static boolean contradicts(Scenario s) {
        return s.cover1().compareTo(s.cover2()) > 0 || s.socialised().compareTo(s.beyondPrefunded()) > 0
                || s.beyondPrefunded().compareTo(s.need()) > 0;
    }

    /** Where the house is as it is, a variation's figures are the sizing's own. */
    private boolean differs(Sensitivity row) {
        Level highest = data.levels().get(data.levels().size() - 1);
        BigDecimal largest = ScenarioFigures.worst(data.scenarios(), Scenario::need).need();
        return row.expectedShortfall().value().compareTo(highest.expectedShortfall().value()) != 0
                || row.largestNeed().compareTo(largest) != 0
                || row.fundForTarget().compareTo(data.recommendation().forTarget()) != 0;
    }

    private void amount(String name, BigDecimal rows, BigDecimal sizing) {
        checks.add(new Check(name, data.base().code(), rows, sizing));
    }

    private void none(String name, long wrong) {
        checks.add(new Check(name, "count", BigDecimal.valueOf(wrong), BigDecimal.ZERO));
    }
}
