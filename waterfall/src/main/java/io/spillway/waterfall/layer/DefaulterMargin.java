package io.spillway.waterfall.layer;

import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.layer.Payment.Source;
import java.util.ArrayList;
import java.util.List;

/** Surplus of the defaulter's house accounts, split by their equity (rule 5.13.1). */
final class DefaulterMargin implements Layer {

    @Override
    public LayerName name() {
        return LayerName.DEFAULTER_MARGIN;
    }

    @Override
    public List<Payment> absorb(Claims claims, Resources house) {
        List<Payment> payments = new ArrayList<>();
        for (int d = 0; d < claims.defaulters().length; d++) {
            int[] accounts = house.houseAccountsOf(claims.defaulters()[d]);
            long[] surplus = new long[accounts.length];
            long available = 0;
            for (int i = 0; i < accounts.length; i++) {
                surplus[i] = Math.max(0, house.equityOf(accounts[i]));
                available = Math.addExact(available, surplus[i]);
            }
            long[] shares = Allocation.split(Math.min(claims.losses()[d], available), surplus);
            for (int i = 0; i < accounts.length; i++) {
                if (shares[i] > 0) {
                    payments.add(new Payment(Source.HOUSE_EQUITY_OF_DEFAULTER, accounts[i], d, shares[i], 0));
                }
            }
        }
        return payments;
    }
}
