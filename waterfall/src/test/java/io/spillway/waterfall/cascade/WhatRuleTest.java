package io.spillway.waterfall.cascade;

import static io.spillway.waterfall.layer.LayerName.ASSESSMENTS;
import static io.spillway.waterfall.layer.LayerName.DEFAULTER_FUND_CONTRIBUTION;
import static io.spillway.waterfall.layer.LayerName.DEFAULTER_MARGIN;
import static io.spillway.waterfall.layer.LayerName.INSURANCE_FUND;
import static io.spillway.waterfall.layer.LayerName.SKIN_IN_THE_GAME;
import static io.spillway.waterfall.layer.LayerName.SOCIALISED_LOSS;
import static io.spillway.waterfall.layer.LayerName.SURVIVORS_FUND_CONTRIBUTIONS;
import static io.spillway.waterfall.layer.LayerName.UNFUNDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.domain.book.ClearingBook;
import io.spillway.waterfall.cascade.TestHouse.Event;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.whatrule.Replay;
import io.spillway.waterfall.whatrule.Rerun;
import io.spillway.waterfall.whatrule.RuleChange;
import io.spillway.waterfall.whatrule.RuleOutcome;
import io.spillway.waterfall.whatrule.RuleOutcome.Burden;
import io.spillway.waterfall.whatrule.WhatRule;
import io.spillway.waterfall.whatrule.WhatRule.Answer;
import io.spillway.waterfall.whatrule.WhatRule.Standing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The worked examples of docs/methods/what-rule.md: small houses, every figure by hand; amounts in cents. */
class WhatRuleTest {

    private static Event shocks(Map<String, String> moves) {
        return new Event(moves.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                e -> new BigDecimal(e.getValue()))), Map.of(), Map.of());
    }

    private static WhatRule of(TestHouse house, Event event, LayerName... stated) {
        return new WhatRule(replay(house, event), List.of(stated));
    }

    static Replay replay(TestHouse house, Event... events) {
        ClearingBook book = house.book();
        return Replay.ofCase(book, house.opening(book), house.rules, List.of(events).stream()
                .map(event -> event.byIndex(book)).toList());
    }

    private static RuleOutcome run(WhatRule rule, RuleChange change) {
        Answer answer = rule.ask(List.of(change)).get(0);
        assertThat(answer.standing()).as(answer.reason()).isEqualTo(Standing.RUN);
        return answer.outcome().orElseThrow();
    }

    private static long equity(Rerun rerun, String account) {
        return rerun.end().equityOf(rerun.end().book().accountIds().indexOf(account));
    }

    private static boolean isOpen(Rerun rerun, String account) {
        return rerun.end().isOpen(rerun.end().book().accountIds().indexOf(account));
    }

    /**
     * X and Y at 100, maintenance 10%, no impact. C, a client of A, is long 10 of each: M = 100 + 100. B holds the other
     * side with plenty.
     */
    private static TestHouse twoPositions(long equityOfC) {
        return new TestHouse().instrument(TestInstrument.of("X", "100")).instrument(TestInstrument.of("Y", "100"))
                .member("A", 0, 0).member("B", 0, 0).client("C", "A", null, equityOfC).house("H", "B", 1_000_00)
                .holding("C", "X", 10).holding("C", "Y", 10).holding("H", "X", -10).holding("H", "Y", -10)
                .pot(INSURANCE_FUND, 100_00);
    }

    /**
     * C has 320: 160 to a position. X falls to 88: C has 200 against M = 88 + 100 = 188 and stands. Isolated, X has
     * 160 - 120 = 40 against 88 and is closed, Y has 160 against 100 and stays.
     */
    @Test
    void anAccountThatStandsAsAWholeLosesAnIsolatedPosition() {
        WhatRule rule = of(twoPositions(320_00), shocks(Map.of("X", "-0.12")));
        assertThat(run(rule, RuleChange.AS_CONFIGURED).counts()).isEqualTo(new RuleOutcome.Counts(0, 0, 0, 0, 0));
        assertThat(run(rule, RuleChange.ISOLATED).counts()).isEqualTo(new RuleOutcome.Counts(1, 0, 1, 1, 0));
        Rerun isolated = rule.rerun(RuleChange.ISOLATED);
        assertThat(equity(isolated, "C/X")).isEqualTo(40_00);
        assertThat(isOpen(isolated, "C/X")).isFalse();
        assertThat(equity(isolated, "C/Y")).isEqualTo(160_00);
        assertThat(isOpen(isolated, "C/Y")).isTrue();
    }

    /**
     * X falls to 80. As a whole C has 320 - 200 = 120 against 180, is closed and owes nothing. Isolated, X has
     * 160 - 200 = -40: a deficit of 40, A has nothing, defaults, and the fund pays, though C keeps 160 with Y.
     */
    @Test
    void aClientsIsolatedDeficitGoesToTheMemberWhileItsOtherPositionKeepsItsSurplus() {
        WhatRule rule = of(twoPositions(320_00), shocks(Map.of("X", "-0.2")));
        RuleOutcome whole = run(rule, RuleChange.AS_CONFIGURED);
        assertThat(whole.loss()).isZero();
        assertThat(whole.counts()).isEqualTo(new RuleOutcome.Counts(1, 0, 1, 2, 0));
        RuleOutcome isolated = run(rule, RuleChange.ISOLATED);
        assertThat(isolated.loss()).isEqualTo(40_00);
        assertThat(isolated.paid().get(INSURANCE_FUND)).isEqualTo(40_00);
        assertThat(isolated.defaulted()).containsExactly("A");
        assertThat(equity(rule.rerun(RuleChange.ISOLATED), "C/Y")).isEqualTo(160_00);
        // A's default closes Y too, a round later; the waterfall waits for it (5.12).
        assertThat(isolated.counts()).isEqualTo(new RuleOutcome.Counts(2, 0, 1, 2, 0));
    }

    /** In a house account the member pays X's 40 out of what Y has above its maintenance, 160 - 100 = 60 (rule 5.9). */
    @Test
    void aMemberPaysAnIsolatedDeficitFromItsOtherHousePositions() {
        TestHouse house = twoPositions(320_00);
        house.accounts.removeIf(a -> a.id().equals("C"));
        WhatRule rule = of(house.house("C", "A", 320_00), shocks(Map.of("X", "-0.2")));
        RuleOutcome isolated = run(rule, RuleChange.ISOLATED);
        assertThat(isolated.loss()).isZero();
        assertThat(isolated.defaulted()).isEmpty();
        assertThat(isolated.members()).containsOnly(Map.entry("A", new Burden(40_00, 0)));
        assertThat(equity(rule.rerun(RuleChange.ISOLATED), "C/Y")).isEqualTo(120_00);
    }

    /** 100.01 over needs of 100 and 50: 6,667.33 and 3,333.67 cents; the cent goes to the larger fraction (rule 1.5). */
    @Test
    void equityIsSplitByMaintenanceMarginExactly() {
        TestHouse house = new TestHouse().instrument(TestInstrument.of("X", "100"))
                .instrument(TestInstrument.of("Y", "100")).member("A", 0, 0).member("B", 0, 0).house("C", "A", 100_01)
                .house("D", "B", -100_01).house("E", "B", 7).holding("C", "X", 10).holding("C", "Y", -5)
                .holding("D", "X", -10).holding("D", "Y", 5);
        Replay replay = replay(house);
        Rerun split = new WhatRule(replay, List.of()).rerun(RuleChange.ISOLATED);
        assertThat(List.of(equity(split, "C/X"), equity(split, "C/Y"))).containsExactly(66_67L, 33_34L);
        assertThat(List.of(equity(split, "D/X"), equity(split, "D/Y"))).containsExactly(-66_67L, -33_34L);
        assertThat(equity(split, "E")).isEqualTo(7);
    }

    /**
     * D is long 10 X at 100 with 150: bankrupt at 85. X falls to 80, Y rises to 105. W1 is short 6 X (gains 120), W2
     * short 4 X (80), W3 long 10 Y (50), which V is short. D's deficit is 50 and no fund is there.
     */
    private static TestHouse winners(long equityOfD) {
        return new TestHouse().instrument(TestInstrument.of("X", "100")).instrument(TestInstrument.of("Y", "100"))
                .member("D", 0, 0).member("M1", 0, 0).member("M2", 0, 0).member("M3", 0, 0)
                .house("D", "D", equityOfD).house("W1", "M1", 200_00).house("W2", "M2", 200_00)
                .house("W3", "M3", 200_00).house("V", "M3", 900_00)
                .holding("D", "X", 10).holding("W1", "X", -6).holding("W2", "X", -4)
                .holding("W3", "Y", 10).holding("V", "Y", -10);
    }

    private static final Event X_FALLS = shocks(Map.of("X", "-0.2", "Y", "0.05"));

    /** Gains 120 + 80 + 50 = 250 bear 50: 24, 16 and 10. Nobody loses a position. */
    @Test
    void aGainsHaircutTakesFromEveryWinner() {
        RuleOutcome haircut = run(of(winners(150_00), X_FALLS), RuleChange.AS_CONFIGURED);
        assertThat(haircut.members()).containsOnly(Map.entry("M1", new Burden(0, 24_00)),
                Map.entry("M2", new Burden(0, 16_00)), Map.entry("M3", new Burden(0, 10_00)));
        assertThat(haircut.counts().positionsDeleveraged()).isZero();
        assertThat(haircut.biggestPayer()).contains("M1");
    }

    /** W1 gives up 6 x 80 = 480 of 800, W2 320: 30 and 20, 5 a lot, so that both close at 85. W3 keeps all. */
    @Test
    void deleveragingClosesTheOtherSideAtTheBankruptcyPrice() {
        WhatRule rule = of(winners(150_00), X_FALLS);
        RuleOutcome deleveraged = run(rule, RuleChange.DELEVERAGING);
        assertThat(deleveraged.members()).containsOnly(Map.entry("M1", new Burden(0, 30_00)),
                Map.entry("M2", new Burden(0, 20_00)));
        assertThat(deleveraged.paid().get(SOCIALISED_LOSS)).isEqualTo(50_00);
        assertThat(deleveraged.counts().positionsDeleveraged()).isEqualTo(2);
        Rerun rerun = rule.rerun(RuleChange.DELEVERAGING);
        assertThat(isOpen(rerun, "W1")).isFalse();
        assertThat(isOpen(rerun, "W3")).isTrue();
        assertThat(equity(rerun, "W1")).isEqualTo(200_00 + 6 * 15_00);
        assertThat(equity(rerun, "W2")).isEqualTo(200_00 + 4 * 15_00);
        assertThat(rerun.end().liquidityLotsOf(0)).as("what LIQUIDITY took of X was handed on").isZero();
    }

    /** D has -20: its deficit of 220 passes the winners' 120 + 80, which is all they can lose; 20 stay unfunded. */
    @Test
    void nobodyIsDeleveragedOfMoreThanItGained() {
        RuleOutcome deleveraged = run(of(winners(-20_00), X_FALLS), RuleChange.DELEVERAGING);
        assertThat(deleveraged.members()).containsOnly(Map.entry("M1", new Burden(0, 120_00)),
                Map.entry("M2", new Burden(0, 80_00)));
        assertThat(deleveraged.paid().get(UNFUNDED)).isEqualTo(20_00);
        assertThat(deleveraged.loss()).isEqualTo(220_00);
    }

    /** A loss that comes without a position leaves nothing to hand on: no winner stands opposite. */
    @Test
    void aLossFromOutsideTheBookDeleveragesNobody() {
        RuleOutcome deleveraged = run(of(winners(900_00), Event.loss("M2", 950_00)), RuleChange.DELEVERAGING);
        assertThat(deleveraged.paid().get(SOCIALISED_LOSS)).isZero();
        assertThat(deleveraged.counts().positionsDeleveraged()).isZero();
    }

    /** Skin 10, fund 30, contributions 40 and 20, callable as much again; the defaulter has nothing. */
    private static TestHouse funds() {
        return new TestHouse().member("D", 0, 0).member("M1", 500_00, 40_00).member("M2", 500_00, 20_00)
                .pot(SKIN_IN_THE_GAME, 10_00).pot(INSURANCE_FUND, 30_00);
    }

    private static List<Long> layers(RuleOutcome outcome) {
        return List.of(SKIN_IN_THE_GAME, INSURANCE_FUND, SURVIVORS_FUND_CONTRIBUTIONS, ASSESSMENTS).stream()
                .map(outcome.paid()::get).toList();
    }

    /** A loss of 60 under each order. */
    @Test
    void theOrderOfTheLayersSaysWhoPays() {
        WhatRule rule = of(funds(), Event.loss("D", 60_00), DEFAULTER_MARGIN, DEFAULTER_FUND_CONTRIBUTION, ASSESSMENTS);
        assertThat(layers(run(rule, RuleChange.AS_CONFIGURED))).containsExactly(10_00L, 30_00L, 20_00L, 0L);
        assertThat(layers(run(rule, RuleChange.EMIR_ORDER))).containsExactly(10_00L, 0L, 50_00L, 0L);
        assertThat(layers(run(rule, RuleChange.SURVIVORS_FIRST))).containsExactly(10_00L, 0L, 50_00L, 0L);
        assertThat(layers(run(rule, RuleChange.ASSESSMENTS_FIRST))).containsExactly(10_00L, 30_00L, 0L, 20_00L);
        assertThat(layers(run(rule, RuleChange.STATED_ORDER))).containsExactly(0L, 0L, 0L, 60_00L);
        assertThat(layers(run(of(funds(), Event.loss("D", 35_00)), RuleChange.FUND_FIRST)))
                .containsExactly(5_00L, 30_00L, 0L, 0L);
    }

    /** A loss of 200: 10 + 30 + 60 are prefunded, 60 more can be called, 40 nobody pays. Off: 100 stay unfunded. */
    @Test
    void withoutContagionOnlyWhatIsPrefundedPays() {
        WhatRule rule = of(funds(), Event.loss("D", 200_00));
        assertThat(layers(run(rule, RuleChange.AS_CONFIGURED))).containsExactly(10_00L, 30_00L, 60_00L, 60_00L);
        RuleOutcome off = run(rule, RuleChange.NO_CONTAGION);
        assertThat(layers(off)).containsExactly(10_00L, 30_00L, 60_00L, 0L);
        assertThat(off.paid().get(UNFUNDED)).isEqualTo(100_00);
    }

    /** 10 lots at 100 into a depth of 10,000 fall by 10%; without impact the price stands. */
    @Test
    void withoutImpactPricesStand() {
        TestHouse house = new TestHouse().instrument(TestInstrument.of("X", "100").withDepth("10000"))
                .member("A", 0, 0).member("B", 0, 0).house("C", "A", 99_99).house("H", "B", 900_00)
                .holding("C", "X", 10).holding("H", "X", -10);
        WhatRule rule = of(house, Event.NONE);
        assertThat(run(rule, RuleChange.AS_CONFIGURED).furthest()).hasValueSatisfying(move -> {
            assertThat(move.instrument()).isEqualTo("X");
            assertThat(move.move()).isEqualByComparingTo("-0.1");
        });
        assertThat(run(rule, RuleChange.NO_IMPACT).furthest()).isEmpty();
        assertThat(run(rule, RuleChange.NO_IMPACT).counts().accountsClosed()).isEqualTo(1);
    }

    @Test
    void whatIsTheHousesOwnRuleOrHasNothingToChangeSaysSo() {
        TestHouse house = funds().layers(DEFAULTER_MARGIN, SKIN_IN_THE_GAME);
        List<Answer> answers = of(house, Event.loss("D", 1_00)).ask(List.of(RuleChange.LIQUIDATE,
                RuleChange.DELEVERAGING, RuleChange.SURVIVORS_FIRST, RuleChange.CALL_FIRST));
        assertThat(answers).extracting(Answer::standing).containsExactly(Standing.OWN_RULE, Standing.NOT_APPLICABLE,
                Standing.NOT_APPLICABLE, Standing.RUN);
        assertThat(answers.get(1).reason()).isEqualTo("the house's waterfall has no SOCIALISED_LOSS");
    }

    /** As a whole the fire sale needs a second round that max rounds forbids; without impact one round is enough. */
    @Test
    void aChangeThatFailsSaysSoAndTheOthersGoOn() {
        TestHouse house = new TestHouse().instrument(TestInstrument.of("X", "100").withDepth("10000"))
                .member("A", 0, 0).member("B", 0, 0).house("C", "A", 99_99).house("E", "B", 150_00)
                .house("H", "B", 900_00).holding("C", "X", 10).holding("E", "X", 10).holding("H", "X", -20).maxRounds(1);
        List<Answer> answers = of(house, Event.NONE).ask(List.of(RuleChange.AS_CONFIGURED, RuleChange.NO_IMPACT));
        assertThat(answers).extracting(Answer::standing).containsExactly(Standing.FAILED, Standing.RUN);
        assertThat(answers.get(0).reason()).contains("max rounds");
    }

    @Test
    void anOrderThatTheRulesForbidIsRefused() {
        assertThatThrownBy(() -> of(funds(), Event.NONE, SKIN_IN_THE_GAME, DEFAULTER_MARGIN))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("DEFAULTER_MARGIN must come before");
    }
}
