package io.spillway.domain.instrument;

import java.math.BigDecimal;
import java.util.List;

/**
 * A step of the FLAT_RATE: the part of a position's notional above a threshold is margined at rate x factor (rule 4.3).
 *
 * @param aboveNotional base major units, positive
 * @param rateFactor 1 or more
 */
public record MarginTier(BigDecimal aboveNotional, BigDecimal rateFactor) {

    /** @throws IllegalArgumentException if the threshold is not positive, or the factor below one */
    public MarginTier {
        if (aboveNotional.signum() <= 0) {
            throw new IllegalArgumentException("aboveNotional: must be above 0");
        }
        if (rateFactor.compareTo(BigDecimal.ONE) < 0) {
            throw new IllegalArgumentException("rateFactor: must be 1 or more");
        }
    }

    /**
     * Tiers in order.
     *
     * @throws IllegalArgumentException unless thresholds and factors both rise from tier to tier
     */
    public static List<MarginTier> ascending(List<MarginTier> tiers) {
        for (int t = 1; t < tiers.size(); t++) {
            if (tiers.get(t).aboveNotional().compareTo(tiers.get(t - 1).aboveNotional()) <= 0
                    || tiers.get(t).rateFactor().compareTo(tiers.get(t - 1).rateFactor()) <= 0) {
                throw new IllegalArgumentException("thresholds and factors of margin tiers must rise, tier by tier");
            }
        }
        return List.copyOf(tiers);
    }

    /**
     * The requirement of a position in tiers.
     *
     * @param atTheRate its requirement at the plain rate alone
     * @param tiers ascending; none: that requirement
     * @param perNotional what the plain rate asks for per unit of notional
     */
    public static BigDecimal tiered(BigDecimal atTheRate, List<MarginTier> tiers, BigDecimal perNotional) {
        BigDecimal sum = atTheRate;
        BigDecimal factor = BigDecimal.ONE;
        for (MarginTier tier : tiers) {
            BigDecimal above = atTheRate.subtract(tier.aboveNotional().multiply(perNotional));
            if (above.signum() <= 0) {
                break;
            }
            sum = sum.add(above.multiply(tier.rateFactor().subtract(factor)));
            factor = tier.rateFactor();
        }
        return sum;
    }
}
