package io.spillway.waterfall.day;

import io.spillway.domain.member.Asset;
import io.spillway.domain.member.AssetType;
import io.spillway.waterfall.day.SecurityMovement.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Securities held as collateral and what they count in equity: quantity x price x FX x (1 - haircut), of each asset at
 * most its concentration limit x all of the account's collateral after haircut and before limits (rule 3.3). Values are
 * exact, in base minor units.
 */
final class Custody {

    /** Seized securities are cut to whole ones where the holding is, to eight places where it is not. */
    private static final int FRACTION_SCALE = 8;

    private final SortedMap<String, BigDecimal[]> holdings = new TreeMap<>();
    private final SortedMap<String, BigDecimal> unitValue = new TreeMap<>();
    private final SortedMap<String, BigDecimal> unitValueBeforeHaircut = new TreeMap<>();
    private final SortedMap<String, BigDecimal> limits = new TreeMap<>();
    private final List<SecurityMovement> movements = new ArrayList<>();
    /** Each account's collateral that the limits are taken from, once it is fixed for the day. */
    private BigDecimal[] collateral;

    Custody(DayOpening opening, CheckedInputs inputs) {
        opening.securities().holdings().forEach((asset, quantities) -> holdings.put(asset, quantities.clone()));
        int scale = opening.house().baseCurrency().scale();
        for (Asset asset : opening.house().assets()) {
            BigDecimal price = inputs.products().assetPrices().get(asset.id());
            if (asset.type() == AssetType.SECURITY && price != null) {
                BigDecimal value = price.multiply(inputs.fx().get(asset.currency())).movePointRight(scale);
                unitValueBeforeHaircut.put(asset.id(), value);
                unitValue.put(asset.id(), value.multiply(BigDecimal.ONE.subtract(asset.haircut())));
                asset.concentrationLimit().ifPresent(limit -> limits.put(asset.id(), limit));
                holdings.computeIfAbsent(asset.id(), id -> new BigDecimal[opening.book().accounts()]);
            }
        }
    }

    SortedMap<String, BigDecimal[]> holdings() {
        return holdings;
    }

    List<SecurityMovement> movements() {
        return movements;
    }

    boolean isEmpty() {
        return holdings.isEmpty();
    }

    BigDecimal quantityOf(int account, String asset) {
        BigDecimal[] quantities = holdings.get(asset);
        return quantities == null || quantities[account] == null ? BigDecimal.ZERO : quantities[account];
    }

    void move(SecurityMovement movement) {
        add(movement.account(), movement.assetId(), movement.quantity());
        movements.add(movement);
    }

    /** Changes a holding without a trace, for a question that is taken back. */
    void add(int account, String asset, BigDecimal quantity) {
        BigDecimal left = quantityOf(account, asset).add(quantity);
        if (left.signum() < 0) {
            throw new IllegalStateException("account " + account + " would hold " + left + " of " + asset);
        }
        holdings.get(asset)[account] = left;
    }

    /** From here on limits stay as they are now: what the day takes out of an account does not move them. */
    void fixLimits(BigDecimal[] collateralOfAccounts) {
        collateral = collateralOfAccounts;
    }

    /** All securities of an account after haircut, before limits. */
    BigDecimal beforeLimits(int account) {
        return sum(account, unitValue);
    }

    /** All securities of an account before haircut and limits. */
    BigDecimal beforeHaircut(int account) {
        return sum(account, unitValueBeforeHaircut);
    }

    private BigDecimal sum(int account, SortedMap<String, BigDecimal> values) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<String, BigDecimal> value : values.entrySet()) {
            sum = sum.add(value.getValue().multiply(quantityOf(account, value.getKey())));
        }
        return sum;
    }

    /**
     * What the securities count in equity.
     *
     * @param otherCollateral the account's positive cash after haircut
     */
    BigDecimal counted(int account, BigDecimal otherCollateral) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String asset : unitValue.keySet()) {
            sum = sum.add(counted(account, asset, quantityOf(account, asset), otherCollateral));
        }
        return sum;
    }

    private BigDecimal counted(int account, String asset, BigDecimal quantity, BigDecimal otherCollateral) {
        BigDecimal value = unitValue.get(asset).multiply(quantity);
        BigDecimal limit = limits.get(asset);
        if (limit == null || value.signum() == 0) {
            return value;
        }
        BigDecimal base = collateral != null ? collateral[account] : otherCollateral.add(beforeLimits(account));
        return value.min(limit.multiply(base));
    }

    /**
     * Takes securities until equity counts less by what is missing, in order of asset id.
     *
     * @param missing base minor units
     * @return what equity counted for those taken
     */
    BigDecimal seize(int account, BigDecimal missing) {
        BigDecimal taken = BigDecimal.ZERO;
        for (String asset : unitValue.keySet()) {
            BigDecimal held = quantityOf(account, asset);
            BigDecimal open = missing.subtract(taken);
            if (open.signum() > 0 && held.signum() > 0) {
                BigDecimal counted = counted(account, asset, held, BigDecimal.ZERO);
                BigDecimal kept = counted.compareTo(open) <= 0 ? BigDecimal.ZERO
                        : cut(counted.subtract(open), unitValue.get(asset), held);
                taken = taken.add(counted.subtract(counted(account, asset, kept, BigDecimal.ZERO)));
                move(new SecurityMovement(Kind.SEIZED.name(), account, asset, kept.subtract(held), Kind.SEIZED));
            }
        }
        return taken;
    }

    /** The largest quantity that is worth no more than the value. */
    private static BigDecimal cut(BigDecimal value, BigDecimal unit, BigDecimal held) {
        boolean isWhole = held.stripTrailingZeros().scale() <= 0;
        return value.divide(unit, isWhole ? 0 : FRACTION_SCALE, RoundingMode.FLOOR).min(held);
    }

    /** Gives a client its securities back. */
    void returnAll(int account) {
        for (String asset : holdings.keySet()) {
            BigDecimal held = quantityOf(account, asset);
            if (held.signum() > 0) {
                move(new SecurityMovement(Kind.RETURNED.name(), account, asset, held.negate(), Kind.RETURNED));
            }
        }
    }
}
