package io.spillway.batch.generate;

import io.spillway.domain.instrument.OptionRight;
import io.spillway.domain.instrument.PremiumStyle;
import io.spillway.domain.instrument.Product;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A contract that is no plain long-dated future. Currency, tick, multiplier, lot, sector and margin rate are those of the
 * future it goes by.
 *
 * @param future number of that future, whose price is also the price of the underlying
 * @param expiryDay the business day it settles on, 1 for the first, past the last one for a later date; 0 for never
 * @param expiry its date; none for a perpetual
 */
record DeskContract(String id, Product product, int future, int expiryDay, Optional<LocalDate> expiry,
        Optional<Option> option) {

    /** Terms of an option. */
    record Option(Decimal strike, OptionRight right, PremiumStyle style) {
    }

    /** Whether it is there on a day: up to its expiry, and on it. */
    boolean isListed(int day) {
        return expiryDay == 0 || day <= expiryDay;
    }

    /** Whether its value counts in equity instead of being paid in cash day by day (rule 3.2). */
    boolean isPremiumStyle() {
        return option.isPresent() && option.get().style() == PremiumStyle.PREMIUM;
    }
}
