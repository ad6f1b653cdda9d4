package io.spillway.reports.sizing;

import io.spillway.reports.sizing.SizingData.Scenario;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What the scenario rows themselves give, worked out here again so that the sizing's figures can be held against it. A mean
 * is rounded up to the base currency's decimals.
 */
final class ScenarioFigures {

    private final List<BigDecimal> needs;
    private final List<BigDecimal> linearNeeds;
    private final List<BigDecimal> criticalFunds;

    /** @throws IllegalArgumentException if there is no scenario */
    ScenarioFigures(List<Scenario> scenarios) {
        if (scenarios.isEmpty()) {
            throw new IllegalArgumentException("A fund-sizing workbook needs at least one scenario; there is none");
        }
        needs = ascending(scenarios, Scenario::need);
        linearNeeds = ascending(scenarios, Scenario::linearNeed);
        criticalFunds = ascending(scenarios, Scenario::criticalFund);
    }

    private static List<BigDecimal> ascending(List<Scenario> scenarios, Function<Scenario, BigDecimal> figure) {
        return scenarios.stream().map(figure).sorted().toList();
    }

    /** The scenario with the largest figure, the first of several. */
    static Scenario worst(List<Scenario> scenarios, Function<Scenario, BigDecimal> figure) {
        return scenarios.stream().min(Comparator.comparing(figure, Comparator.reverseOrder())
                .thenComparingInt(Scenario::number)).orElseThrow();
    }

    /** Scenarios that go beyond what is prefunded, with the fund as it is. */
    static long beyondPrefunded(List<Scenario> scenarios) {
        return scenarios.stream().filter(scenario -> scenario.beyondPrefunded().signum() > 0).count();
    }

    int size() {
        return needs.size();
    }

    /** Ascending. */
    List<BigDecimal> needs() {
        return needs;
    }

    /** Ascending. */
    List<BigDecimal> linearNeeds() {
        return linearNeeds;
    }

    /** The larger of the largest need and the largest linear need. */
    BigDecimal largest() {
        return needs.get(size() - 1).max(linearNeeds.get(size() - 1));
    }

    /** Scenarios that socialise losses with this fund. */
    int socialisedWith(BigDecimal fund) {
        return above(criticalFunds, fund);
    }

    /** The smallest fund with which at most this share of the scenarios socialises losses. */
    BigDecimal fundForTarget(BigDecimal target) {
        int allowed = target.multiply(BigDecimal.valueOf(size())).setScale(0, RoundingMode.FLOOR).intValueExact();
        return criticalFunds.get(Math.max(0, size() - 1 - allowed));
    }

    /** How many are larger. */
    static int above(List<BigDecimal> ascending, BigDecimal amount) {
        int low = 0;
        int high = ascending.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending.get(middle).compareTo(amount) > 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return ascending.size() - low;
    }

    /** Scenarios in the tail: n (1 - level). */
    BigDecimal tail(BigDecimal level) {
        return BigDecimal.ONE.subtract(level).multiply(BigDecimal.valueOf(size()));
    }

    /** The figure of rank ceil(t) from the largest, rank 1 where the tail t is below 1. */
    BigDecimal valueAtRisk(List<BigDecimal> ascending, BigDecimal level) {
        int rank = Math.max(1, tail(level).setScale(0, RoundingMode.CEILING).intValueExact());
        return ascending.get(size() - rank);
    }

    /** The mean of the largest t, the last one weighted by the part of t it fills. */
    BigDecimal expectedShortfall(List<BigDecimal> ascending, BigDecimal level) {
        BigDecimal tail = tail(level);
        if (tail.compareTo(BigDecimal.ONE) < 0) {
            return ascending.get(size() - 1);
        }
        int whole = tail.intValue();
        BigDecimal sum = ascending.subList(size() - whole, size()).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal rest = tail.subtract(BigDecimal.valueOf(whole));
        if (rest.signum() > 0) {
            sum = sum.add(rest.multiply(ascending.get(size() - whole - 1)));
        }
        return sum.divide(tail, ascending.get(0).scale(), RoundingMode.CEILING);
    }
}
