package io.spillway.domain.instrument;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * What kind of contract an instrument is.
 *
 * @param group product group, such as ENERGY: margin tiers and ring-fenced accounts name it; empty for none
 * @param underlying id of what it is on, or empty
 * @param expiry its last business date: positions settle at that day's final price and are gone (rule 3.2)
 * @param option there for options, and for nothing else
 */
public record ContractTerms(Product product, String group, String underlying, Optional<LocalDate> expiry,
                            Optional<OptionTerms> option) {

    /** @throws IllegalArgumentException naming the term that does not belong to the product, or is missing */
    public ContractTerms {
        Objects.requireNonNull(product, "product");
        Objects.requireNonNull(group, "group");
        Objects.requireNonNull(underlying, "underlying");
        if (option.isPresent() != (product == Product.OPTION)) {
            throw new IllegalArgumentException(product == Product.OPTION
                    ? "strike: an option needs strike, right and premium_style"
                    : "strike: strike, right and premium_style are terms of options, not of a " + product);
        }
        if (product == Product.OPTION && (expiry.isEmpty() || underlying.isEmpty())) {
            throw new IllegalArgumentException("expiry: an option needs its expiry and its underlying");
        }
        if (product == Product.PERPETUAL && expiry.isPresent()) {
            throw new IllegalArgumentException("expiry: a perpetual has none");
        }
    }

    /** A contract of which nothing but its product is known. */
    public static ContractTerms of(Product product) {
        return new ContractTerms(product, "", "", Optional.empty(), Optional.empty());
    }

    /** Whether its positions are marked in cash day by day (rule 3.1); premium-style options are not (rule 3.2). */
    public boolean paysVariationMargin() {
        return option.isEmpty() || option.get().premiumStyle() == PremiumStyle.FUTURES;
    }

    /** Whether its positions settle and are gone on a business date: the first one on or after its expiry. */
    public boolean isExpired(LocalDate businessDate) {
        return expiry.isPresent() && !expiry.get().isAfter(businessDate);
    }
}
