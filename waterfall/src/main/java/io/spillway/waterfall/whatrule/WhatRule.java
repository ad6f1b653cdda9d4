package io.spillway.waterfall.whatrule;

import io.spillway.waterfall.cascade.CascadeException;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.layer.LayerName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Runs a replay under the house's rules and again with one thing changed. Nothing is kept or stored; the result of a
 * change does not depend on which others are asked for.
 */
public final class WhatRule {

    private final Replay replay;
    private final ChangedRules rules;

    /**
     * @param statedOrder waterfall of {@link RuleChange#STATED_ORDER}, empty for none
     * @throws IllegalArgumentException if the stated order is not acceptable (5.13)
     */
    public WhatRule(Replay replay, List<LayerName> statedOrder) {
        this.replay = replay;
        this.rules = new ChangedRules(replay.rules(), List.copyOf(statedOrder));
        if (!statedOrder.isEmpty()) {
            requireAcceptable(statedOrder);
        }
    }

    /** @throws IllegalArgumentException naming what is not acceptable about an order (5.13) */
    public static void requireAcceptable(List<LayerName> order) {
        CascadeRules any = CascadeRules.defaults();
        CascadeRules checked = new CascadeRules(order, any.assessmentMultiple(), any.socialisedLossBasis(),
                any.executionPrice(), any.liquidationFeeRate(), any.belowMaintenance(), any.initialFactor(),
                any.maxRounds());
        if (checked.layers().isEmpty()) {
            throw new IllegalArgumentException("waterfall: an order needs at least one layer");
        }
    }

    /** How a change stands. */
    public enum Standing {
        /** It was run. */
        RUN,
        /** The house has this rule already. */
        OWN_RULE,
        /** The house lacks what the change is about. */
        NOT_APPLICABLE,
        /** It gave no result (1.6, 5.15, 5.17). */
        FAILED
    }

    /**
     * What came of one change.
     *
     * @param outcome there where it was run
     * @param reason why there is none, in words; empty where it was run
     */
    public record Answer(RuleChange change, Standing standing, Optional<RuleOutcome> outcome, String reason) {
    }

    /** The answers in the order asked; one that fails does not stop the others. */
    public List<Answer> ask(Collection<RuleChange> changes) {
        List<Answer> answers = new ArrayList<>();
        for (RuleChange change : changes) {
            answers.add(ask(change));
        }
        return answers;
    }

    private Answer ask(RuleChange change) {
        try {
            CascadeRules changed = rules.of(change);
            if (rules.isOwnRule(change, changed)) {
                return new Answer(change, Standing.OWN_RULE, Optional.empty(), "the house's own rule already");
            }
            return new Answer(change, Standing.RUN,
                    Optional.of(RuleOutcome.of(Rerun.run(replay, change, changed), replay.book())), "");
        } catch (ChangedRules.NotApplicable e) {
            return new Answer(change, Standing.NOT_APPLICABLE, Optional.empty(), e.getMessage());
        } catch (CascadeException | ArithmeticException e) {
            return new Answer(change, Standing.FAILED, Optional.empty(), e.getMessage());
        }
    }

    /**
     * One change run to its end, for who wants to look at the house itself.
     *
     * @throws IllegalArgumentException if the house lacks what the change is about
     * @throws CascadeException if the cascade gives no result (5.15, 5.17)
     */
    public Rerun rerun(RuleChange change) {
        try {
            return Rerun.run(replay, change, rules.of(change));
        } catch (ChangedRules.NotApplicable e) {
            throw new IllegalArgumentException(change + ": " + e.getMessage(), e);
        }
    }
}
