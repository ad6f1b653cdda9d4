package io.spillway.waterfall.sizing;

import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.sizing.LossDistribution.Level;
import io.spillway.waterfall.sizing.SizingRules.ContributionBasis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * What a set of scenarios says about the insurance fund (rule 7.3). Amounts are base minor units.
 *
 * @param cover1 outcome of the scenario with the largest Cover-1
 * @param cover2 outcome of the scenario with the largest Cover-2
 * @param largestNeed outcome of the scenario with the largest need
 * @param levels of the need, by confidence
 * @param linearLevels the same of the linear estimate: what contagion adds is the difference
 * @param curve probability of a socialised loss by fund size, ascending
 * @param recommended fund size with its reason
 * @param members members not in default, in the order of their ids
 */
public record FundSizing(ScenarioOutcome cover1, ScenarioOutcome cover2, ScenarioOutcome largestNeed,
                         List<Level> levels, List<Level> linearLevels, List<Point> curve, Recommended recommended,
                         List<MemberShare> members) {

    private static final int CURVE_PERCENT_STEP = 25;
    private static final int CURVE_PERCENT_END = 200;

    /** A fund size and how probable a socialised loss is with it. */
    public record Point(long fund, Probability probability) {
    }

    /** Which of the two demands on the fund is the larger. */
    public enum Binding { TARGET, COVER_2 }

    /**
     * A fund size.
     *
     * @param amount the larger of the two, a whole number of steps
     * @param forTarget smallest under which socialised losses stay within the target probability
     * @param forCover2 smallest under which prefunded resources pay the largest Cover-2
     */
    public record Recommended(long amount, long forTarget, long forCover2, Binding binding) {
    }

    /**
     * A member's part.
     *
     * @param meanStressLoss stress loss over margin, mean over all scenarios, rounded up
     * @param contribution what it has in the fund
     * @param byRule what the rule asks of it, when all contributions together stay what they are
     */
    public record MemberShare(String member, long meanStressLoss, long contribution, long byRule) {
    }

    /**
     * What was computed scenario by scenario.
     *
     * @param outcomes in the order of their numbers
     * @param critical per outcome the fund size of {@link CriticalFund}
     * @param stressLossSums per member, the sum over all scenarios
     * @param marginSums per member, its maintenance margin added up over past days
     */
    public record Runs(List<ScenarioOutcome> outcomes, long[] critical, long[] stressLossSums, long[] marginSums) {
    }

    /**
     * Draws the conclusions.
     *
     * @param seed of the resamples behind the intervals
     * @throws IllegalArgumentException for fewer than two scenarios
     */
    public static FundSizing of(StressHouse house, SizingRules rules, Runs runs, long seed) {
        List<ScenarioOutcome> outcomes = runs.outcomes();
        LossDistribution needs = new LossDistribution(outcomes.stream().mapToLong(ScenarioOutcome::need).toArray(), seed);
        LossDistribution linear = new LossDistribution(outcomes.stream().mapToLong(ScenarioOutcome::linearNeed).toArray(),
                seed);
        ScenarioOutcome cover2 = worst(outcomes, ScenarioOutcome::cover2);
        Recommended recommended = recommended(house, rules, runs, cover2.cover2());
        return new FundSizing(worst(outcomes, ScenarioOutcome::cover1), cover2, worst(outcomes, ScenarioOutcome::need),
                rules.levels().stream().map(needs::at).toList(), rules.levels().stream().map(linear::at).toList(),
                curve(house, runs, recommended.amount(), needs.largest()), recommended,
                members(house, rules, runs));
    }

    /** The first of those with the largest figure. */
    private static ScenarioOutcome worst(List<ScenarioOutcome> outcomes, ToLongFunction<ScenarioOutcome> figure) {
        return outcomes.stream().max(Comparator.comparingLong(figure)
                .thenComparing(Comparator.comparingInt(ScenarioOutcome::number).reversed())).orElseThrow();
    }

    private static Recommended recommended(StressHouse house, SizingRules rules, Runs runs, long largestCover2) {
        long forTarget = forTarget(runs.critical(), rules.target());
        long others = house.prefunded() - house.insuranceFund();
        long missing = Math.max(0, largestCover2 - others);
        long forCover2 = Math.multiplyExact(-Math.floorDiv(-missing, rules.step()), rules.step());
        return new Recommended(Math.max(forTarget, forCover2), forTarget, forCover2,
                forTarget >= forCover2 ? Binding.TARGET : Binding.COVER_2);
    }

    /** The smallest fund with which at most a part of the scenarios socialises losses. */
    static long forTarget(long[] critical, BigDecimal target) {
        long[] ascending = critical.clone();
        Arrays.sort(ascending);
        int allowed = target.multiply(BigDecimal.valueOf(ascending.length)).setScale(0, RoundingMode.FLOOR)
                .intValueExact();
        return ascending[ascending.length - 1 - allowed];
    }

    /**
     * From nothing to twice the larger of the fund as it is and the one recommended, both among the points; to twice the
     * largest need where neither is anything.
     */
    private static List<Point> curve(StressHouse house, Runs runs, long recommended, long largestNeed) {
        long larger = Math.max(house.insuranceFund(), recommended);
        long largest = larger == 0 ? largestNeed : larger;
        TreeSet<Long> funds = new TreeSet<>(List.of(house.insuranceFund(), recommended));
        for (int percent = 0; percent <= CURVE_PERCENT_END; percent += CURVE_PERCENT_STEP) {
            funds.add(BigDecimal.valueOf(largest).multiply(BigDecimal.valueOf(percent)).movePointLeft(2)
                    .setScale(0, RoundingMode.FLOOR).longValueExact());
        }
        List<Point> curve = new ArrayList<>();
        for (long fund : funds) {
            int socialised = (int) Arrays.stream(runs.critical()).filter(critical -> critical > fund).count();
            curve.add(new Point(fund, Probability.of(socialised, runs.critical().length)));
        }
        return curve;
    }

    private static List<MemberShare> members(StressHouse house, SizingRules rules, Runs runs) {
        int[] standing = IntStream.range(0, house.book().members())
                .filter(m -> !house.opening().members().inDefault()[m]).toArray();
        long[] weights = Arrays.stream(standing).mapToLong(m -> rules.contributions() == ContributionBasis.MARGIN
                ? runs.marginSums()[m] : runs.stressLossSums()[m]).toArray();
        long total = Arrays.stream(standing).mapToLong(m -> house.opening().members().contribution()[m])
                .reduce(0, Math::addExact);
        long floor = Math.min(rules.floor(), standing.length == 0 ? 0 : total / standing.length);
        long rest = total - floor * standing.length;
        boolean hasWeight = Arrays.stream(weights).anyMatch(weight -> weight > 0);
        long[] shares = hasWeight ? Allocation.split(rest, weights) : new long[standing.length];
        List<MemberShare> members = new ArrayList<>();
        for (int i = 0; i < standing.length; i++) {
            int m = standing[i];
            members.add(new MemberShare(house.book().memberIds().get(m),
                    -Math.floorDiv(-runs.stressLossSums()[m], runs.outcomes().size()),
                    house.opening().members().contribution()[m],
                    hasWeight ? Math.addExact(floor, shares[i]) : house.opening().members().contribution()[m]));
        }
        return members;
    }
}
