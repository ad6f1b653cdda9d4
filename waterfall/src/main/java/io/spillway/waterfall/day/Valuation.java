package io.spillway.waterfall.day;

import io.spillway.domain.member.Asset;
import io.spillway.domain.member.AssetType;
import io.spillway.domain.money.CurrencyUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an account's collateral is worth in the base currency (rule 3.3): the base balance as it is, a positive foreign
 * balance at its rate after the haircut of its cash asset, a negative one at its rate in full, securities as
 * {@link Custody} counts them, net option value; summed exactly and rounded down.
 */
final class Valuation {

    private final String base;
    /** Base minor units per foreign minor unit, before and after haircut. */
    private final SortedMap<String, BigDecimal> rates = new TreeMap<>();
    private final Map<String, BigDecimal> ratesAfterHaircut = new HashMap<>();
    private final Custody custody;
    private final BigDecimal[] optionValue;

    /** @param optionValue exact base minor units per account, null where none */
    Valuation(House house, Map<String, BigDecimal> fx, Custody custody, BigDecimal[] optionValue) {
        this.base = house.baseCurrency().code();
        this.custody = custody;
        this.optionValue = optionValue;
        Map<String, BigDecimal> haircuts = new HashMap<>();
        for (Asset asset : house.assets()) {
            if (asset.type() == AssetType.CASH) {
                haircuts.merge(asset.currency(), asset.haircut(), BigDecimal::max);
            }
        }
        for (CurrencyUnit currency : house.currencies().values()) {
            if (fx.containsKey(currency.code()) && !currency.code().equals(base)) {
                BigDecimal rate = fx.get(currency.code())
                        .movePointRight(house.baseCurrency().scale() - currency.scale());
                rates.put(currency.code(), rate);
                ratesAfterHaircut.put(currency.code(), rate.multiply(
                        BigDecimal.ONE.subtract(haircuts.getOrDefault(currency.code(), BigDecimal.ZERO))));
            }
        }
    }

    /** Of cash alone, for which {@link #valueOf} may be asked. */
    static Valuation ofCash(House house, Map<String, BigDecimal> fx) {
        return new Valuation(house, fx, null, new BigDecimal[0]);
    }

    String base() {
        return base;
    }

    /** Foreign currencies that have a rate, by code. */
    Iterable<String> foreign() {
        return rates.keySet();
    }

    /** Value of a foreign balance as equity counts it, exact, in base minor units. */
    BigDecimal valueOf(String currency, long balance) {
        BigDecimal rate = balance > 0 ? ratesAfterHaircut.get(currency) : rates.get(currency);
        if (rate == null) {
            throw new IllegalStateException("no rate for " + currency);
        }
        return rate.multiply(BigDecimal.valueOf(balance));
    }

    /** Equity of an account, base minor units, rounded down. */
    long equityOf(int account, Map<String, long[]> cash) {
        BigDecimal other = optionValue[account] == null ? BigDecimal.ZERO : optionValue[account];
        long own = 0;
        for (Map.Entry<String, long[]> entry : cash.entrySet()) {
            long balance = entry.getValue()[account];
            if (entry.getKey().equals(base)) {
                own = balance;
            } else if (balance != 0) {
                other = other.add(valueOf(entry.getKey(), balance));
            }
        }
        other = other.add(securitiesOf(account, cash));
        return other.signum() == 0 ? own : Math.addExact(own, other.setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    /** What the account's securities count in equity, exact. */
    BigDecimal securitiesOf(int account, Map<String, long[]> cash) {
        return custody.isEmpty() ? BigDecimal.ZERO : custody.counted(account, positiveCash(account, cash));
    }

    private BigDecimal positiveCash(int account, Map<String, long[]> cash) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, long[]> entry : cash.entrySet()) {
            long balance = entry.getValue()[account];
            if (balance > 0) {
                sum = sum.add(entry.getKey().equals(base)
                        ? BigDecimal.valueOf(balance) : valueOf(entry.getKey(), balance));
            }
        }
        return sum;
    }

    /** Fixes what concentration limits are taken from: from here on nothing that leaves an account moves them. */
    void fixConcentrationLimits(Map<String, long[]> cash) {
        if (!custody.isEmpty()) {
            BigDecimal[] collateral = new BigDecimal[optionValue.length];
            for (int a = 0; a < collateral.length; a++) {
                collateral[a] = positiveCash(a, cash).add(custody.beforeLimits(a));
            }
            custody.fixLimits(collateral);
        }
    }

    BigDecimal optionValueOf(int account) {
        return optionValue[account] == null ? BigDecimal.ZERO : optionValue[account];
    }

    /** Takes what an account's options are worth now. */
    void optionsChanged(int account, BigDecimal exactValue) {
        optionValue[account] = exactValue;
    }

    /** Positive balances and securities before haircut, base minor units, rounded down. */
    long collateralBeforeHaircut(int account, Map<String, long[]> cash) {
        BigDecimal sum = custody.isEmpty() ? BigDecimal.ZERO : custody.beforeHaircut(account);
        for (Map.Entry<String, long[]> entry : cash.entrySet()) {
            long balance = entry.getValue()[account];
            if (balance > 0) {
                BigDecimal rate = entry.getKey().equals(base) ? BigDecimal.ONE : rates.get(entry.getKey());
                sum = sum.add(rate.multiply(BigDecimal.valueOf(balance)));
            }
        }
        return sum.setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    /** Gain in base minor units: each currency's amount at its rate, half-even. */
    long gainOf(int account, Map<String, long[]> amounts) {
        long gain = 0;
        for (Map.Entry<String, long[]> entry : amounts.entrySet()) {
            long amount = entry.getValue()[account];
            if (amount != 0) {
                BigDecimal rate = entry.getKey().equals(base) ? BigDecimal.ONE : rates.get(entry.getKey());
                gain = Math.addExact(gain, rate.multiply(BigDecimal.valueOf(amount))
                        .setScale(0, RoundingMode.HALF_EVEN).longValueExact());
            }
        }
        return gain;
    }
}
