package io.spillway.waterfall.cascade;

import io.spillway.waterfall.closeout.ExecutionPrice;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;

/**
 * The house's settings of a cascade (rules 4.6 and 5).
 *
 * @param layers order of the default waterfall without UNFUNDED; the defaulter's own layers come first (5.13)
 * @param assessmentMultiple how often a contribution may be called again, zero or more (5.13.7)
 * @param socialisedLossBasis what a socialised loss is shared by (5.13.8)
 * @param executionPrice price of what reaches the market (5.5)
 * @param liquidationFeeRate fee on closed notional as a fraction, zero or more (5.6)
 * @param belowMaintenance what happens first to an account below maintenance (4.6)
 * @param initialFactor initial margin over maintenance margin, one or more (4.1)
 * @param maxRounds a longer cascade is an error (5.15)
 */
public record CascadeRules(
        List<LayerName> layers,
        BigDecimal assessmentMultiple,
        SocialisedLossBasis socialisedLossBasis,
        ExecutionPrice executionPrice,
        BigDecimal liquidationFeeRate,
        BelowMaintenance belowMaintenance,
        BigDecimal initialFactor,
        int maxRounds) {

    /** The order of rule 5.13. */
    public static final List<LayerName> DEFAULT_LAYERS = List.of(
            LayerName.DEFAULTER_MARGIN,
            LayerName.DEFAULTER_FUND_CONTRIBUTION,
            LayerName.SKIN_IN_THE_GAME,
            LayerName.INSURANCE_FUND,
            LayerName.SURVIVORS_FUND_CONTRIBUTIONS,
            LayerName.SECOND_SKIN_IN_THE_GAME,
            LayerName.ASSESSMENTS,
            LayerName.SOCIALISED_LOSS);

    /** @throws IllegalArgumentException naming the setting that is not acceptable */
    public CascadeRules {
        layers = List.copyOf(layers);
        requireLayerOrder(layers);
        require(assessmentMultiple.signum() >= 0, "assessmentMultiple: must not be negative");
        require(liquidationFeeRate.signum() >= 0, "liquidationFeeRate: must not be negative");
        require(initialFactor.compareTo(BigDecimal.ONE) >= 0, "initialFactor: must be at least 1");
        require(maxRounds > 0, "maxRounds: must be positive");
    }

    /** The settings a house starts from. */
    public static CascadeRules defaults() {
        return new CascadeRules(DEFAULT_LAYERS, BigDecimal.ONE, SocialisedLossBasis.GAINS, ExecutionPrice.AVERAGE,
                BigDecimal.ZERO, BelowMaintenance.LIQUIDATE, new BigDecimal("1.10"), 1_000);
    }

    /** The defaulter's own resources come before anybody else's. */
    private static void requireLayerOrder(List<LayerName> layers) {
        EnumSet<LayerName> seen = EnumSet.noneOf(LayerName.class);
        boolean othersBegun = false;
        for (LayerName layer : layers) {
            require(layer != LayerName.UNFUNDED, "waterfall: UNFUNDED is always last and cannot be configured");
            require(seen.add(layer), "waterfall: " + layer + " is listed twice");
            boolean own = layer == LayerName.DEFAULTER_MARGIN || layer == LayerName.DEFAULTER_FUND_CONTRIBUTION;
            require(!(own && othersBegun), "waterfall: " + layer + " must come before the layers of others");
            othersBegun |= !own;
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
