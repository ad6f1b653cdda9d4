package io.spillway.domain.instrument;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * What an instrument's market can take (rule 5.3).
 *
 * @param depth base-currency value that moves the price by its own size; none: LINEAR and EXPONENTIAL do not move
 * @param sigma daily volatility as a fraction, for SQUARE_ROOT
 * @param adv average daily volume in quantity, for SQUARE_ROOT
 * @param y prefactor of SQUARE_ROOT, customarily 0.5 to 1
 */
public record ImpactTerms(ImpactModel model, Optional<BigDecimal> depth, BigDecimal sigma, BigDecimal adv,
                          BigDecimal y) {

    public static final ImpactTerms NONE = new ImpactTerms(ImpactModel.NONE, Optional.empty(), BigDecimal.ZERO,
            BigDecimal.ONE, BigDecimal.ONE);

    /** @throws IllegalArgumentException naming the term that is not acceptable */
    public ImpactTerms {
        depth.ifPresent(d -> requirePositive(d, "depth"));
        if (model == ImpactModel.SQUARE_ROOT) {
            if (sigma == null || sigma.signum() < 0) {
                throw new IllegalArgumentException("sigma: SQUARE_ROOT impact needs a volatility of zero or more");
            }
            if (adv == null) {
                throw new IllegalArgumentException("adv: SQUARE_ROOT impact needs an average daily volume");
            }
            requirePositive(adv, "adv");
            if (y.signum() < 0) {
                throw new IllegalArgumentException("y: must not be negative");
            }
        }
    }

    /**
     * A market that the same flow moves so many times as far (rule 5.3's x; a price limit stays what it is).
     *
     * @param factor zero or more
     */
    public ImpactTerms times(BigDecimal factor) {
        if (factor.signum() == 0) {
            return NONE;
        }
        return new ImpactTerms(model, depth.map(d -> d.divide(factor, MathContext.DECIMAL64)), sigma, adv,
                y.multiply(factor));
    }

    private static void requirePositive(BigDecimal value, String name) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(name + ": must be positive, not " + value.toPlainString());
        }
    }
}
