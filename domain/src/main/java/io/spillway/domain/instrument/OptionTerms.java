package io.spillway.domain.instrument;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What makes an instrument an option.
 *
 * @param strike price of the underlying at which it is exercised, any sign
 */
public record OptionTerms(BigDecimal strike, OptionRight right, PremiumStyle premiumStyle) {

    public OptionTerms {
        Objects.requireNonNull(strike, "strike");
        Objects.requireNonNull(right, "right");
        Objects.requireNonNull(premiumStyle, "premiumStyle");
    }

    /** What the option is worth at expiry, per unit of the underlying: never negative (rule 3.2). */
    public BigDecimal intrinsic(BigDecimal underlyingPrice) {
        BigDecimal above = underlyingPrice.subtract(strike);
        return (right == OptionRight.CALL ? above : above.negate()).max(BigDecimal.ZERO);
    }
}
