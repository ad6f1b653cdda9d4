package io.spillway.waterfall.layer;

import io.spillway.domain.money.Allocation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Pro-rata auto-deleveraging in the place of a socialised loss, for comparisons off the books: the loss goes to the accounts
 * of surviving members that stand opposite to what the defaulters held, pro rata to the value of what they hold there,
 * each at most its gain in the cycle. It is what closing those positions at the price that leaves the defaulter nothing,
 * instead of the market's, costs their holders; the positions themselves stay, as closing them at the closing price would
 * move no more money.
 *
 * @param opposite for members in default, per account the exact value, in base units, of what it holds opposite to them
 */
public record AutoDeleveraging(Function<int[], BigDecimal[]> opposite) implements Layer {

    @Override
    public LayerName name() {
        return LayerName.SOCIALISED_LOSS;
    }

    @Override
    public List<Payment> absorb(Claims claims, Resources house) {
        BigDecimal[] values = opposite.apply(claims.defaulters());
        long[] caps = new long[values.length];
        int scale = 0;
        for (int a = 0; a < values.length; a++) {
            if (!house.isSurvivor(house.memberOf(a))) {
                values[a] = BigDecimal.ZERO;
            }
            caps[a] = values[a].signum() > 0 ? Math.max(0, house.gainOf(a)) : 0;
            scale = Math.max(scale, values[a].scale());
        }
        BigInteger[] weights = new BigInteger[values.length];
        for (int a = 0; a < weights.length; a++) {
            weights[a] = values[a].setScale(scale).unscaledValue();
        }
        long[] shares = Allocation.splitCapped(claims.total(), weights, caps);
        List<Payment> payments = new ArrayList<>();
        for (int a = 0; a < shares.length; a++) {
            if (shares[a] > 0) {
                payments.add(Payment.shared(Payment.Source.ACCOUNT_GAIN, a, shares[a]));
            }
        }
        return payments;
    }
}
