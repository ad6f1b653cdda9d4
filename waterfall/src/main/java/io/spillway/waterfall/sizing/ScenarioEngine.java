package io.spillway.waterfall.sizing;

import io.spillway.domain.book.ClearingBook;
import io.spillway.waterfall.cascade.Cascade;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.LayerResult;
import io.spillway.waterfall.cascade.Recording;
import io.spillway.waterfall.cascade.Round;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.scenario.Scenario;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs scenarios through the engine of the day (section 7). Keeps nothing between scenarios; may be used by several
 * threads at once.
 */
public final class ScenarioEngine {

    private static final Set<LayerName> OWN = EnumSet.of(LayerName.DEFAULTER_MARGIN,
            LayerName.DEFAULTER_FUND_CONTRIBUTION);
    private static final Set<LayerName> SHARED_LOSS = EnumSet.of(LayerName.SOCIALISED_LOSS, LayerName.UNFUNDED);

    private final StressHouse house;
    private final int[] indexOf;
    private volatile CalmScreen screen;

    /**
     * An engine for scenarios over these instruments.
     *
     * @throws IllegalArgumentException naming an instrument that the house does not know
     */
    public ScenarioEngine(StressHouse house, List<String> instruments) {
        this.house = house;
        this.indexOf = new int[instruments.size()];
        for (int i = 0; i < indexOf.length; i++) {
            indexOf[i] = house.book().instrumentIds().indexOf(instruments.get(i));
            if (indexOf[i] < 0) {
                throw new IllegalArgumentException("the scenarios move " + instruments.get(i)
                        + ", which the house does not know");
            }
        }
    }

    /** Takes stress losses over margin by member. */
    @FunctionalInterface
    public interface MemberLosses {

        /** Nobody asks. */
        MemberLosses IGNORED = (member, stressLoss) -> { };

        void take(int member, long stressLoss);
    }

    /**
     * Runs scenarios, those first that a screen in doubles can tell to leave the house calm, which the engine need not run.
     * The outcomes are the engine's.
     *
     * @param losses as in {@link #run(Scenario, MemberLosses)}
     * @return in the order of the scenarios
     * @throws io.spillway.waterfall.cascade.CascadeException if a cascade gives no result (5.15, 5.17)
     */
    public List<ScenarioOutcome> run(List<Scenario> scenarios, MemberLosses losses) {
        boolean[] calm = screen().areCalm(scenarios);
        List<ScenarioOutcome> outcomes = new ArrayList<>();
        for (int s = 0; s < calm.length; s++) {
            outcomes.add(calm[s] ? ScenarioOutcome.calm(scenarios.get(s).number()) : run(scenarios.get(s), losses));
        }
        return outcomes;
    }

    /** Made when it is first asked for: who runs scenarios one by one has none. Made twice by two threads, it is the same. */
    CalmScreen screen() {
        CalmScreen made = screen;
        if (made == null) {
            made = new CalmScreen(house, indexOf);
            screen = made;
        }
        return made;
    }

    /**
     * Runs a scenario.
     *
     * @param losses is told each member's stress loss over margin that is not zero
     * @throws io.spillway.waterfall.cascade.CascadeException if the cascade gives no result (5.15, 5.17)
     */
    public ScenarioOutcome run(Scenario scenario, MemberLosses losses) {
        CascadeState state = new CascadeState(house.book(), house.opening(), house.rules(), Recording.ROUNDS);
        Cascade cascade = new Cascade(state, house.rules());
        cascade.shock(shocks(scenario));
        long[] byMember = stressLosses(state);
        for (int m = 0; m < byMember.length; m++) {
            if (byMember[m] > 0) {
                losses.take(m, byMember[m]);
            }
        }
        long[] cover = cover(byMember);
        long linearNeed = linearNeed(state);
        CascadeResult result = cascade.run(CascadeEvent.NONE);
        long need = 0;
        long beyond = 0;
        long socialised = 0;
        int defaults = 0;
        for (Round round : result.rounds()) {
            defaults += round.defaulted().size();
            for (LayerResult layer : round.layers()) {
                if (!OWN.contains(layer.layer())) {
                    need = Math.addExact(need, layer.paid());
                }
                if (SHARED_LOSS.contains(layer.layer())) {
                    socialised = Math.addExact(socialised, layer.paid());
                }
                if (SHARED_LOSS.contains(layer.layer()) || layer.layer() == LayerName.ASSESSMENTS) {
                    beyond = Math.addExact(beyond, layer.paid());
                }
            }
        }
        return new ScenarioOutcome(scenario.number(), cover[0], cover[1], need, linearNeed, beyond, socialised, defaults,
                result.rounds().size());
    }

    /** Stress loss over margin of each member at the scenario's prices, without contagion (rule 7.2). */
    public long[] stressLosses(Scenario scenario) {
        CascadeState state = new CascadeState(house.book(), house.opening(), house.rules(), Recording.ROUNDS);
        new Cascade(state, house.rules()).shock(shocks(scenario));
        return stressLosses(state);
    }

    /**
     * What becomes of the insurance fund.
     *
     * @param paidByFund what the fund paid
     * @param socialised what socialised losses and nobody paid
     */
    record FundUse(long paidByFund, long socialised) {
    }

    /** Runs a scenario with so much in the insurance fund, for nothing but what becomes of it. */
    FundUse useOf(Scenario scenario, long insuranceFund) {
        StressHouse funded = house.withInsuranceFund(insuranceFund);
        CascadeState state = new CascadeState(funded.book(), funded.opening(), funded.rules(), Recording.ROUNDS);
        Cascade cascade = new Cascade(state, funded.rules());
        cascade.shock(shocks(scenario));
        long paidByFund = 0;
        long socialised = 0;
        for (Round round : cascade.run(CascadeEvent.NONE).rounds()) {
            for (LayerResult layer : round.layers()) {
                if (layer.layer() == LayerName.INSURANCE_FUND) {
                    paidByFund = Math.addExact(paidByFund, layer.paid());
                } else if (SHARED_LOSS.contains(layer.layer())) {
                    socialised = Math.addExact(socialised, layer.paid());
                }
            }
        }
        return new FundUse(paidByFund, socialised);
    }

    private Map<Integer, BigDecimal> shocks(Scenario scenario) {
        Map<Integer, BigDecimal> shocks = new HashMap<>();
        for (int i = 0; i < indexOf.length; i++) {
            if (scenario.moves()[i] != 0) {
                shocks.put(indexOf[i], scenario.move(i));
            }
        }
        return shocks;
    }

    /** Per member max(0, client deficits - max(0, house equity) + max(0, -house equity)) at these prices (rule 7.2). */
    private static long[] stressLosses(CascadeState state) {
        ClearingBook book = state.book();
        long[] houseEquity = new long[book.members()];
        long[] losses = new long[book.members()];
        for (int a = 0; a < book.accounts(); a++) {
            int member = state.memberOf(a);
            if (state.isHouse(a)) {
                houseEquity[member] = Math.addExact(houseEquity[member], state.equityOf(a));
            } else if (state.equityOf(a) < 0) {
                losses[member] = Math.subtractExact(losses[member], state.equityOf(a));
            }
        }
        for (int m = 0; m < losses.length; m++) {
            losses[m] = Math.max(0, Math.subtractExact(losses[m], houseEquity[m]));
        }
        return losses;
    }

    /** The largest group's loss, and the sum of the two largest. */
    private long[] cover(long[] byMember) {
        long[] byGroup = new long[house.groupIds().length];
        for (int m = 0; m < byMember.length; m++) {
            byGroup[house.groups()[m]] = Math.addExact(byGroup[house.groups()[m]], byMember[m]);
        }
        long largest = 0;
        long second = 0;
        for (long loss : byGroup) {
            if (loss > largest) {
                second = largest;
                largest = loss;
            } else if (loss > second) {
                second = loss;
            }
        }
        return new long[] {largest, Math.addExact(largest, second)};
    }

    /**
     * What defaulters' own means leave when everything closes at these prices: deficits that house equity above
     * maintenance and capital cannot pay (rule 5.9), less all of the house accounts' positive equity and the contribution.
     */
    private static long linearNeed(CascadeState state) {
        int members = state.members();
        long[] deficits = new long[members];
        long[] excess = new long[members];
        long[] surplus = new long[members];
        for (int a = 0; a < state.accounts(); a++) {
            int member = state.memberOf(a);
            long equity = state.equityOf(a);
            if (equity < 0) {
                deficits[member] = Math.subtractExact(deficits[member], equity);
            } else if (state.isHouse(a)) {
                surplus[member] = Math.addExact(surplus[member], equity);
                long maintenance = state.isOpen(a) ? state.maintenanceOf(a) : 0;
                excess[member] = Math.addExact(excess[member], equity < maintenance ? equity : equity - maintenance);
            }
        }
        long need = 0;
        for (int m = 0; m < members; m++) {
            boolean pays = !state.isInDefault(m)
                    && deficits[m] <= Math.addExact(excess[m], state.capitalOf(m));
            if (deficits[m] > 0 && !pays) {
                long loss = Math.subtractExact(deficits[m], Math.addExact(surplus[m], state.contributionOf(m)));
                need = Math.addExact(need, Math.max(0, loss));
            }
        }
        return need;
    }
}
