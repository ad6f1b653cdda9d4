package io.spillway.domain.instrument;

import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A contract that the house clears.
 *
 * @param currency code of the currency its price is in
 * @param multiplier units of the underlying per unit of quantity, positive
 * @param lot smallest quantity; every quantity is a whole multiple of it (rule 1.2)
 * @param maintenanceRate FLAT_RATE maintenance margin as a fraction of notional (rule 4.3)
 * @param tiers where larger positions are margined at more than the rate; none: all at the rate
 */
public record Instrument(String id, ContractTerms contract, String currency, BigDecimal multiplier, BigDecimal lot,
                         PriceTerms prices, BigDecimal maintenanceRate, ImpactTerms impact, List<MarginTier> tiers) {

    /** @throws IllegalArgumentException naming the term that is not acceptable */
    public Instrument {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(currency, "currency");
        requirePositive(multiplier, "multiplier");
        requirePositive(lot, "lot");
        if (maintenanceRate.signum() < 0) {
            throw new IllegalArgumentException("maintenanceRate: must not be negative");
        }
        tiers = MarginTier.ascending(tiers);
    }

    /** A contract of which only its product is known, margined at one rate. */
    public Instrument(String id, Product product, String currency, BigDecimal multiplier, BigDecimal lot,
                      PriceTerms prices, BigDecimal maintenanceRate, ImpactTerms impact) {
        this(id, ContractTerms.of(product), currency, multiplier, lot, prices, maintenanceRate, impact, List.of());
    }

    public Product product() {
        return contract.product();
    }

    /** The same contract with other margin tiers. */
    public Instrument withTiers(List<MarginTier> newTiers) {
        return new Instrument(id, contract, currency, multiplier, lot, prices, maintenanceRate, impact, newTiers);
    }

    /** The same contract in a market that takes more or less. */
    public Instrument withImpact(ImpactTerms newImpact) {
        return new Instrument(id, contract, currency, multiplier, lot, prices, maintenanceRate, newImpact, tiers);
    }

    /** Units of the underlying in one lot: multiplier x lot. */
    public BigDecimal unitsPerLot() {
        return multiplier.multiply(lot);
    }

    /**
     * A quantity in lots.
     *
     * @throws IllegalArgumentException if it is no whole multiple of the lot, or past 64 bits (fault 28)
     */
    public long lots(BigDecimal quantity) {
        BigDecimal[] parts = quantity.divideAndRemainder(lot);
        if (parts[1].signum() != 0) {
            throw new IllegalArgumentException("quantity " + Decimals.text(quantity) + " is not a whole multiple of"
                    + " the lot " + Decimals.text(lot) + " of " + id);
        }
        try {
            return parts[0].longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("quantity " + Decimals.text(quantity) + " of " + id
                    + " passes 64 bits of lots", e);
        }
    }

    /** Lots as a quantity. */
    public BigDecimal quantity(long lots) {
        return Decimals.normal(lot.multiply(BigDecimal.valueOf(lots)));
    }

    private static void requirePositive(BigDecimal value, String name) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(name + ": must be positive, not " + value.toPlainString());
        }
    }
}
