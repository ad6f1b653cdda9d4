package io.spillway.waterfall.whatrule;

import io.spillway.waterfall.cascade.BelowMaintenance;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import java.util.ArrayList;
import java.util.List;

/** The house's rules with one thing changed. */
final class ChangedRules {

    /** EMIR article 45 and the recovery regulation; an insurance fund has no place there. */
    private static final List<LayerName> EMIR = List.of(LayerName.DEFAULTER_MARGIN,
            LayerName.DEFAULTER_FUND_CONTRIBUTION, LayerName.SKIN_IN_THE_GAME, LayerName.SURVIVORS_FUND_CONTRIBUTIONS,
            LayerName.SECOND_SKIN_IN_THE_GAME, LayerName.ASSESSMENTS, LayerName.SOCIALISED_LOSS);

    private final CascadeRules own;
    private final List<LayerName> stated;

    ChangedRules(CascadeRules own, List<LayerName> stated) {
        this.own = own;
        this.stated = stated;
    }

    /**
     * The rules of a change; those that change the book or the engine leave them as they are.
     *
     * @throws NotApplicable if the house lacks what the change is about
     * @throws IllegalArgumentException if the stated order is not acceptable
     */
    CascadeRules of(RuleChange change) throws NotApplicable {
        return switch (change) {
            case AS_CONFIGURED, ISOLATED, NO_IMPACT -> own;
            case EMIR_ORDER -> with(EMIR, SocialisedLossBasis.GAINS, own.belowMaintenance());
            case SURVIVORS_FIRST -> ordered(LayerName.SURVIVORS_FUND_CONTRIBUTIONS, LayerName.INSURANCE_FUND);
            case ASSESSMENTS_FIRST ->
                    ordered(LayerName.ASSESSMENTS, LayerName.SURVIVORS_FUND_CONTRIBUTIONS);
            case FUND_FIRST -> ordered(LayerName.INSURANCE_FUND, LayerName.SKIN_IN_THE_GAME);
            case STATED_ORDER -> ordered(stated());
            case LIQUIDATE -> with(own.layers(), own.socialisedLossBasis(), BelowMaintenance.LIQUIDATE);
            case CALL_FIRST -> with(own.layers(), own.socialisedLossBasis(), BelowMaintenance.CALL_FIRST);
            case GAINS, EQUITY, OPEN_INTEREST -> {
                require(LayerName.SOCIALISED_LOSS);
                yield with(own.layers(), SocialisedLossBasis.valueOf(change.name()), own.belowMaintenance());
            }
            case DELEVERAGING -> {
                require(LayerName.SOCIALISED_LOSS);
                yield own;
            }
            case NO_CONTAGION -> ordered(own.layers().stream()
                    .filter(l -> l != LayerName.ASSESSMENTS && l != LayerName.SOCIALISED_LOSS).toList());
        };
    }

    /** Whether the change leaves the rules, the book and the engine as they are. */
    boolean isOwnRule(RuleChange change, CascadeRules changed) {
        return switch (change) {
            case AS_CONFIGURED, ISOLATED, DELEVERAGING, NO_IMPACT, NO_CONTAGION -> false;
            default -> changed.equals(own);
        };
    }

    private List<LayerName> stated() throws NotApplicable {
        if (stated.isEmpty()) {
            throw new NotApplicable("no order was stated");
        }
        return stated;
    }

    /** The own order with one layer moved to just before another, where it does not come earlier already. */
    private CascadeRules ordered(LayerName moved, LayerName before) throws NotApplicable {
        require(moved);
        require(before);
        List<LayerName> order = new ArrayList<>(own.layers());
        if (order.indexOf(moved) > order.indexOf(before)) {
            order.remove(moved);
            order.add(order.indexOf(before), moved);
        }
        return ordered(order);
    }

    private void require(LayerName layer) throws NotApplicable {
        if (!own.layers().contains(layer)) {
            throw new NotApplicable("the house's waterfall has no " + layer);
        }
    }

    private CascadeRules ordered(List<LayerName> order) {
        return with(order, own.socialisedLossBasis(), own.belowMaintenance());
    }

    private CascadeRules with(List<LayerName> order, SocialisedLossBasis basis, BelowMaintenance below) {
        return new CascadeRules(order, own.assessmentMultiple(), basis, own.executionPrice(), own.liquidationFeeRate(),
                below, own.initialFactor(), own.maxRounds());
    }

    /** Why a change has nothing to change in this house. */
    static final class NotApplicable extends Exception {

        private static final long serialVersionUID = 1L;

        NotApplicable(String reason) {
            super(reason);
        }
    }
}
