package io.spillway.waterfall.layer;

import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.layer.Payment.Source;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The loss shared over accounts of surviving members, by gains, equity or open interest (rule 5.13.8). */
record SocialisedLoss(SocialisedLossBasis basis) implements Layer {

    @Override
    public LayerName name() {
        return LayerName.SOCIALISED_LOSS;
    }

    @Override
    public List<Payment> absorb(Claims claims, Resources house) {
        long[] caps = new long[house.accounts()];
        BigDecimal[] weights = new BigDecimal[house.accounts()];
        int scale = 0;
        for (int a = 0; a < caps.length; a++) {
            weights[a] = BigDecimal.ZERO;
            if (house.isSurvivor(house.memberOf(a))) {
                caps[a] = capOf(a, house);
                weights[a] = weightOf(a, caps[a], house);
                scale = Math.max(scale, weights[a].scale());
            }
        }
        BigInteger[] exact = new BigInteger[weights.length];
        for (int a = 0; a < weights.length; a++) {
            exact[a] = weights[a].setScale(scale).unscaledValue();
        }
        return payments(Allocation.splitCapped(claims.total(), exact, caps));
    }

    /** At most what the account may be made to pay. */
    private long capOf(int account, Resources house) {
        return Math.max(0, switch (basis) {
            case GAINS -> house.gainOf(account);
            case EQUITY -> house.isHouse(account) ? house.equityOf(account) : 0;
            case OPEN_INTEREST -> house.equityOf(account);
        });
    }

    private BigDecimal weightOf(int account, long cap, Resources house) {
        return basis == SocialisedLossBasis.OPEN_INTEREST ? house.openNotionalOf(account) : BigDecimal.valueOf(cap);
    }

    private List<Payment> payments(long[] shares) {
        Source source = basis == SocialisedLossBasis.GAINS ? Source.ACCOUNT_GAIN : Source.ACCOUNT_EQUITY;
        List<Payment> payments = new ArrayList<>();
        for (int a = 0; a < shares.length; a++) {
            if (shares[a] > 0) {
                payments.add(Payment.shared(source, a, shares[a]));
            }
        }
        return payments;
    }
}
