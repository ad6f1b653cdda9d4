package io.spillway.waterfall.layer;

import java.util.List;

/** One layer of the default waterfall: says what it would pay, and changes nothing. */
public interface Layer {

    LayerName name();

    /**
     * What the layer pays towards the claims, in the order of its payers.
     *
     * @return payments with something paid or called; together they never cover more than the claims
     */
    List<Payment> absorb(Claims claims, Resources house);

    /** The layer of that name. */
    static Layer of(LayerName name, SocialisedLossBasis basis) {
        return switch (name) {
            case DEFAULTER_MARGIN -> new DefaulterMargin();
            case DEFAULTER_FUND_CONTRIBUTION -> new DefaulterFundContribution();
            case SKIN_IN_THE_GAME, INSURANCE_FUND, SECOND_SKIN_IN_THE_GAME -> new SharedPot(name);
            case SURVIVORS_FUND_CONTRIBUTIONS -> new SurvivorsFundContributions();
            case ASSESSMENTS -> new Assessments();
            case SOCIALISED_LOSS -> new SocialisedLoss(basis);
            case UNFUNDED -> throw new IllegalArgumentException("UNFUNDED is what no layer pays");
        };
    }
}
