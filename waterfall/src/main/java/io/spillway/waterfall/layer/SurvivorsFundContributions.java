package io.spillway.waterfall.layer;

import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.layer.Payment.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Contributions of the members not in default, pro rata to what each still has in the fund (rule 5.13.5). */
final class SurvivorsFundContributions implements Layer {

    @Override
    public LayerName name() {
        return LayerName.SURVIVORS_FUND_CONTRIBUTIONS;
    }

    @Override
    public List<Payment> absorb(Claims claims, Resources house) {
        long[] contributions = new long[house.members()];
        for (int m = 0; m < contributions.length; m++) {
            contributions[m] = house.isSurvivor(m) ? house.contributionOf(m) : 0;
        }
        long available = Arrays.stream(contributions).reduce(0, Math::addExact);
        long[] shares = Allocation.split(Math.min(claims.total(), available), contributions);
        List<Payment> payments = new ArrayList<>();
        for (int m = 0; m < shares.length; m++) {
            if (shares[m] > 0) {
                payments.add(Payment.shared(Source.CONTRIBUTION, m, shares[m]));
            }
        }
        return payments;
    }
}
