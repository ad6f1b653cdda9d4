package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.waterfall.Seeds;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.Round;
import io.spillway.waterfall.whatrule.Replay;
import io.spillway.waterfall.whatrule.Rerun;
import io.spillway.waterfall.whatrule.RuleChange;
import io.spillway.waterfall.whatrule.WhatRule;
import io.spillway.waterfall.whatrule.WhatRule.Answer;
import io.spillway.waterfall.whatrule.WhatRule.Standing;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A day's cascade run again from what the day computed; {@code -Dseed=N} replays a chain of days. */
class WhatRuleDayTest {

    private static final int CHAINS = 40;
    private static final int DAYS = 6;
    private static int cascades;

    static LongStream seeds() {
        return Seeds.upTo(CHAINS);
    }

    /** The contagion map is not drawn again; everything else is the day's own, to the minor unit. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void asConfiguredIsTheDaysOwnCascadeAndEveryRuleGivesAResult(long seed) {
        RandomDays days = new RandomDays(seed);
        DayHouse house = days.house();
        DayOpening opening = house.firstDay();
        for (int day = 1; day <= DAYS; day++) {
            DayResult result = house.run(opening, day == 1 ? days.firstFiles() : days.files());
            WhatRule rule = new WhatRule(Replay.ofDay(opening, result, house.rules().cascade()), List.of());
            Rerun rerun = rule.rerun(RuleChange.AS_CONFIGURED);
            assertThat(withoutMap(rerun.events().get(0))).as("seed %d, day %d", seed, day)
                    .isEqualTo(withoutMap(result.cascade()));
            for (int a = 0; a < result.book().accounts(); a++) {
                assertThat(rerun.end().equityOf(a)).as("seed %d, day %d", seed, day).isEqualTo(result.end().equityOf(a));
            }
            assertThat(rule.ask(EnumSet.complementOf(EnumSet.of(RuleChange.STATED_ORDER)))).as("seed %d, day %d", seed, day)
                    .extracting(Answer::standing).containsOnly(Standing.RUN, Standing.OWN_RULE);
            cascades += result.cascade().rounds().isEmpty() ? 0 : 1;
            opening = house.dayAfter(opening, result);
        }
    }

    private static CascadeResult withoutMap(CascadeResult result) {
        return new CascadeResult(result.declaredBefore(), result.called(), result.portedBefore(), result.rounds().stream()
                .map(r -> new Round(r.number(), r.closingPrices(), r.closed(), r.halted(), r.defaulted(), r.ported(),
                        r.layers(), List.of(), r.loss())).toList(), result.transfers(), result.closeOuts());
    }

    @AfterAll
    static void daysWithACascadeWereAmongThem() {
        if (System.getProperty("seed") == null) {
            assertThat(cascades).isGreaterThan(20);
        }
    }
}
