package io.spillway.domain.instrument;

import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What an instrument's prices may be.
 *
 * @param tick smallest price step; none: prices are rounded to ten places
 * @param referencePrice floor of the price base, so that margin does not vanish near zero (rule 1.3)
 * @param priceLimit largest relative move of one round of a close-out (rule 5.4)
 */
public record PriceTerms(Optional<BigDecimal> tick, Optional<BigDecimal> referencePrice,
                         Optional<BigDecimal> priceLimit, NegativePrices negativePrices) {

    public static final PriceTerms PLAIN = new PriceTerms(Optional.empty(), Optional.empty(), Optional.empty(),
            NegativePrices.REFUSED);

    private static final BigDecimal FINEST = BigDecimal.ONE.movePointLeft(Decimals.MAX_PRICE_SCALE);

    /** @throws IllegalArgumentException naming the term that is not positive */
    public PriceTerms {
        requirePositive(tick, "tick");
        requirePositive(referencePrice, "referencePrice");
        requirePositive(priceLimit, "priceLimit");
    }

    /** The price base b(p) that stands in for |p| wherever a notional is meant (rule 1.3). */
    public BigDecimal base(BigDecimal price) {
        BigDecimal magnitude = price.abs();
        return referencePrice.map(magnitude::max).orElse(magnitude);
    }

    /** The step that prices are rounded to: the tick, or the tenth decimal place. */
    public BigDecimal step() {
        return tick.orElse(FINEST);
    }

    /** The least price allowed where negative prices are not: one tick, or zero where there is none (rule 5.3). */
    public BigDecimal floored(BigDecimal price) {
        return negativePrices == NegativePrices.ALLOWED ? price : price.max(tick.orElse(BigDecimal.ZERO));
    }

    /** Whether the price is a whole number of ticks; always so where there is no tick. */
    public boolean isOnTick(BigDecimal price) {
        return tick.isEmpty() || price.remainder(tick.get()).signum() == 0;
    }

    /** Rounds to the step and floors. */
    public BigDecimal rounded(BigDecimal price, RoundingMode rounding) {
        BigDecimal steps = price.divide(step(), 0, rounding);
        return floored(Decimals.normal(steps.multiply(step())));
    }

    private static void requirePositive(Optional<BigDecimal> value, String name) {
        if (value.isPresent() && value.get().signum() <= 0) {
            throw new IllegalArgumentException(name + ": must be positive, not " + value.get().toPlainString());
        }
    }
}
