package io.spillway.batch.generate;

import io.spillway.domain.instrument.ImpactModel;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A futures contract of the generated house.
 *
 * @param id its id in every file
 * @param underlying what it is written on
 * @param sector whose factor moves it
 * @param currency of its price and multiplier
 * @param openingPrice settlement price of the last business day before the first
 * @param tick smallest price step
 * @param multiplier value of one price unit for one unit of quantity
 * @param lot smallest quantity
 * @param expiry after the last generated day
 * @param dailyVolatility standard deviation of a day's move, as a fraction of the price base
 * @param marginRate of FLAT_RATE (rule 4.3)
 * @param crashMultiple fall on the crash day in margin rates; 0 where the factors alone decide
 * @param crowded whether the leveraged members are all on the long side of it
 * @param impact model of rule 5.3
 * @param priceLimit largest relative move of one round (rule 5.4) and of a day
 * @param referencePrice price base near zero (rule 1.3); the price may be negative where there is one
 */
record Contract(
        String id,
        String underlying,
        Sector sector,
        CashCurrency currency,
        double openingPrice,
        Decimal tick,
        Decimal multiplier,
        Decimal lot,
        LocalDate expiry,
        double dailyVolatility,
        Decimal marginRate,
        double crashMultiple,
        boolean crowded,
        ImpactModel impact,
        Optional<Decimal> priceLimit,
        Optional<Decimal> referencePrice) {

    boolean allowsNegative() {
        return referencePrice.isPresent();
    }

    /** Settlement price as a decimal. */
    Decimal price(long ticks) {
        return tick.times(ticks);
    }

    /** The price base b(p) of rule 1.3. */
    double priceBase(double price) {
        return Math.max(Math.abs(price), referencePrice.map(Decimal::toDouble).orElse(0.0));
    }

    /** Value of one lot for one unit of price, in units of the contract's currency. */
    double lotMultiplier() {
        return multiplier.toDouble() * lot.toDouble();
    }
}
