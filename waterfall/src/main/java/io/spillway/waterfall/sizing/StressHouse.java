package io.spillway.waterfall.sizing;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.member.Member;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.day.DayOpening;
import io.spillway.waterfall.day.DayResult;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * A house as a day left it, which every scenario begins with: positions, equity, members' means, the layers. Gains begin
 * at zero, so that a scenario's are its own; FX rates stay.
 *
 * @param book positions at the close, accounts under the members that own them then
 * @param opening base minor units
 * @param groups affiliated members: one number per member, from 0 in the order of the groups' ids (rule 7.2)
 * @param groupIds of those numbers; a member without a group is one by itself
 */
public record StressHouse(ClearingBook book, OpeningState opening, CascadeRules rules, int[] groups, String[] groupIds) {

    /** The house as a computed day closes. */
    public static StressHouse atClose(DayOpening before, DayResult day, CascadeRules rules) {
        BookBuilder builder = day.book().withoutPositions(day.close().accountMember());
        for (int p = 0; p < day.book().positions(); p++) {
            builder.add(day.book().accountOf(p), day.book().instrumentOf(p), day.end().lotsOf(p));
        }
        BigDecimal[] fxToBase = new BigDecimal[day.book().instruments()];
        for (int i = 0; i < fxToBase.length; i++) {
            builder.addLiquidity(i, day.end().liquidityLotsOf(i));
            fxToBase[i] = day.inputs().fx().get(day.book().instrument(i).currency());
        }
        ClearingBook book = builder.build();
        OpeningState opening = new OpeningState(before.house().baseCurrency().scale(), day.close().marks(), fxToBase,
                new OpeningState.Accounts(day.close().equity(), new long[book.accounts()]), day.close().members(),
                day.close().pots());
        String[] groupOf = new String[book.members()];
        for (Member member : before.house().members()) {
            groupOf[book.memberIds().indexOf(member.id())] = member.groupId() == null || member.groupId().isEmpty()
                    ? member.id() : member.groupId();
        }
        String[] groupIds = new TreeSet<>(Arrays.asList(groupOf)).toArray(String[]::new);
        int[] groups = Arrays.stream(groupOf).mapToInt(group -> Arrays.binarySearch(groupIds, group)).toArray();
        return new StressHouse(book, opening, rules, groups, groupIds);
    }

    /** The same house with so much in the insurance fund. */
    public StressHouse withInsuranceFund(long baseMinor) {
        Map<LayerName, Long> pots = new EnumMap<>(LayerName.class);
        pots.putAll(opening.pots());
        pots.put(LayerName.INSURANCE_FUND, baseMinor);
        return new StressHouse(book, new OpeningState(opening.baseScale(), opening.prices(), opening.fxToBase(),
                opening.accounts(), opening.members(), pots), rules, groups, groupIds);
    }

    /** The same house in markets that a fire sale moves so many times as far; zero: not at all. */
    public StressHouse withImpact(BigDecimal factor) {
        return new StressHouse(book.withTerms(i -> i.withImpact(i.impact().times(factor))), opening, rules, groups, groupIds);
    }

    /** The same house that may call members for so many times their contribution. */
    public StressHouse withAssessmentMultiple(BigDecimal multiple) {
        return new StressHouse(book, opening, new CascadeRules(rules.layers(), multiple, rules.socialisedLossBasis(),
                rules.executionPrice(), rules.liquidationFeeRate(), rules.belowMaintenance(), rules.initialFactor(),
                rules.maxRounds()), groups, groupIds);
    }

    public long insuranceFund() {
        return opening.pots().getOrDefault(LayerName.INSURANCE_FUND, 0L);
    }

    /** All that is paid in before anybody defaults: contributions, defaulters' included, and the shared pots (7.2). */
    public long prefunded() {
        long sum = 0;
        for (int m = 0; m < book.members(); m++) {
            sum = Math.addExact(sum, opening.members().contribution()[m]);
        }
        for (long pot : opening.pots().values()) {
            sum = Math.addExact(sum, pot);
        }
        return sum;
    }
}
