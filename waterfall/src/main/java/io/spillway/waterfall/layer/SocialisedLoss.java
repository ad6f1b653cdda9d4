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
        for (int a = 0; a < caps.length; a++) {
            caps[a] = house.isSurvivor(house.memberOf(a)) ? capOf(a, house) : 0;
        }
        return payments(basis == SocialisedLossBasis.OPEN_INTEREST
                ? Allocation.splitCapped(claims.total(), openInterest(house), caps)
                : Allocation.splitCapped(claims.total(), caps, caps));
    }

    /** At most what the account may be made to pay. */
    private long capOf(int account, Resources house) {
        return Math.max(0, switch (basis) {
            case GAINS -> house.gainOf(account);
            case EQUITY -> house.isHouse(account) ? house.equityOf(account) : 0;
            case OPEN_INTEREST -> house.equityOf(account);
        });
    }

    /** Exact open interest of the survivors' accounts. */
    private static BigInteger[] openInterest(Resources house) {
        BigDecimal[] notional = new BigDecimal[house.accounts()];
        for (int a = 0; a < notional.length; a++) {
            notional[a] = house.isSurvivor(house.memberOf(a)) ? house.openNotionalOf(a) : BigDecimal.ZERO;
        }
        return Allocation.wholeWeights(notional);
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
