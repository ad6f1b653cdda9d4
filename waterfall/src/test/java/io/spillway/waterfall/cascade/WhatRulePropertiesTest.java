package io.spillway.waterfall.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.domain.book.ClearingBook;
import io.spillway.waterfall.Seeds;
import io.spillway.waterfall.cascade.TestHouse.Event;
import io.spillway.waterfall.cascade.TestHouse.Running;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.whatrule.Replay;
import io.spillway.waterfall.whatrule.Rerun;
import io.spillway.waterfall.whatrule.RuleChange;
import io.spillway.waterfall.whatrule.WhatRule;
import io.spillway.waterfall.whatrule.WhatRule.Answer;
import io.spillway.waterfall.whatrule.WhatRule.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds under every rule, on random houses; {@code -Dseed=N} replays one. */
class WhatRulePropertiesTest {

    private static final int HOUSES = 200;
    private static final List<LayerName> STATED = List.of(LayerName.INSURANCE_FUND, LayerName.SOCIALISED_LOSS,
            LayerName.SURVIVORS_FUND_CONTRIBUTIONS);
    private static int deleveraged;
    private static int closedApart;

    static LongStream seeds() {
        return Seeds.upTo(HOUSES);
    }

    private static WhatRule of(TestHouse spec, List<Event> events) {
        return new WhatRule(WhatRuleTest.replay(spec, events.toArray(Event[]::new)), STATED);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void moneyIsConservedUnderEveryRule(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        List<Event> events = RandomHouse.events(seed, spec);
        long wealth = spec.start().wealth()
                - events.stream().flatMap(e -> e.losses().values().stream()).mapToLong(l -> l).sum();
        WhatRule rule = of(spec, events);
        for (Answer answer : rule.ask(EnumSet.allOf(RuleChange.class))) {
            assertThat(answer.standing()).as("seed %d, %s: %s", seed, answer.change(), answer.reason())
                    .isNotEqualTo(Standing.FAILED);
            if (answer.standing() == Standing.RUN) {
                Rerun rerun = rule.rerun(answer.change());
                assertThat(new Running(rerun.end().book(), rerun.end(), null).wealth())
                        .as("seed %d, %s", seed, answer.change()).isEqualTo(wealth);
                requireFlat(rerun, seed);
                long paid = answer.outcome().orElseThrow().members().values().stream().mapToLong(b -> b.shared()).sum();
                assertThat(paid).as("seed %d, %s: by member as by layer", seed, answer.change()).isEqualTo(
                        List.of(LayerName.SURVIVORS_FUND_CONTRIBUTIONS, LayerName.ASSESSMENTS, LayerName.SOCIALISED_LOSS)
                                .stream().mapToLong(answer.outcome().orElseThrow().paid()::get).sum());
                deleveraged += rerun.deleveraged().size();
                closedApart += answer.change() == RuleChange.ISOLATED ? rerun.events().size() : 0;
            }
        }
    }

    private static void requireFlat(Rerun rerun, long seed) {
        ClearingBook book = rerun.end().book();
        for (int i = 0; i < book.instruments(); i++) {
            long net = rerun.end().liquidityLotsOf(i);
            for (int entry = book.columnStart(i); entry < book.columnStart(i + 1); entry++) {
                net += rerun.end().lotsOf(book.columnPosition(entry));
            }
            assertThat(net).as("seed %d: %s is flat (rule 2.1)", seed, book.instrumentIds().get(i)).isZero();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfTheInputNeverMattersUnderAnyRule(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        List<Event> events = RandomHouse.events(seed, spec);
        Set<RuleChange> all = EnumSet.allOf(RuleChange.class);
        assertThat(of(spec.shuffled(seed), events).ask(all)).as("seed %d", seed).isEqualTo(of(spec, events).ask(all));
    }

    /** The first column is the ordinary engine's result, to the last minor unit. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void asConfiguredIsTheOrdinaryEngine(long seed) {
        TestHouse spec = RandomHouse.of(seed).recording(Recording.WITHOUT_MAP);
        List<Event> events = RandomHouse.events(seed, spec);
        Running house = spec.start();
        List<CascadeResult> results = events.stream().map(house::run).toList();
        Rerun rerun = of(spec, events).rerun(RuleChange.AS_CONFIGURED);
        assertThat(rerun.events()).as("seed %d", seed).isEqualTo(results);
        assertThat(new Running(rerun.end().book(), rerun.end(), null).pots()).as("seed %d", seed).isEqualTo(house.pots());
    }

    /** Deleveraging takes from nobody more than a haircut could, its gain, and only from who lost a position. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void deleveragingLeavesEveryGainAtZeroOrMore(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        List<Event> events = RandomHouse.events(seed, spec);
        if (!spec.rules.layers().contains(LayerName.SOCIALISED_LOSS)) {
            return;
        }
        Rerun rerun = of(spec, events).rerun(RuleChange.DELEVERAGING);
        for (CascadeResult event : rerun.events()) {
            for (Round round : event.rounds()) {
                round.layers().stream().filter(l -> l.layer() == LayerName.SOCIALISED_LOSS)
                        .flatMap(l -> l.by().keySet().stream()).forEach(payer -> assertThat(rerun.deleveraged())
                                .as("seed %d: %s paid", seed, payer).anyMatch(lost -> lost.round() == round.number()
                                        && rerun.end().book().accountIds().get(lost.account()).equals(payer)));
            }
        }
    }

    /** On a day the pockets open before the mark; after it they are worth what their account is, to the cent. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pocketsAddUpToTheirAccount(long seed) {
        TestHouse spec = RandomHouse.of(seed);
        ClearingBook book = spec.book().withTerms(i -> i);
        OpeningState opening = spec.opening(book);
        BigDecimal[] before = Arrays.stream(opening.prices()).map(p -> p.multiply(new BigDecimal("1.07"))
                .setScale(4, RoundingMode.HALF_EVEN)).toArray(BigDecimal[]::new);
        // Nobody is below maintenance: what is left is the split and the re-mark alone.
        long[] rich = Arrays.stream(opening.accounts().equity()).map(e -> Math.abs(e) + 1_000_000_000_007L).toArray();
        OpeningState calm = new OpeningState(2, opening.prices(), opening.fxToBase(),
                new OpeningState.Accounts(rich, opening.accounts().gain()), opening.members(), opening.pots());
        Replay day = new Replay(book, calm, spec.rules, List.of(CascadeEvent.NONE),
                new GainsBefore(before, new long[book.accounts()]));
        Rerun rerun = new WhatRule(day, List.of()).rerun(RuleChange.ISOLATED);
        long[] equity = new long[book.accounts()];
        long[] gain = new long[book.accounts()];
        for (int k = 0; k < rerun.end().accounts(); k++) {
            equity[rerun.accountOf()[k]] += rerun.end().equityOf(k);
            gain[rerun.accountOf()[k]] += rerun.end().gainOf(k);
        }
        assertThat(equity).as("seed %d", seed).isEqualTo(rich);
        assertThat(gain).as("seed %d", seed).isEqualTo(opening.accounts().gain());
        assertThat(rerun.end().accounts()).isGreaterThanOrEqualTo(book.positions());
    }

    @AfterAll
    static void enoughHappened() {
        if (System.getProperty("seed") == null) {
            assertThat(deleveraged).as("positions deleveraged").isGreaterThan(50);
            assertThat(closedApart).isGreaterThan(50);
        }
    }
}
