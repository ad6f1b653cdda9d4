package io.spillway.waterfall.layer;

import io.spillway.waterfall.layer.Payment.Source;
import java.util.ArrayList;
import java.util.List;

/** The defaulter's own default fund contribution (rule 5.13.2). */
final class DefaulterFundContribution implements Layer {

    @Override
    public LayerName name() {
        return LayerName.DEFAULTER_FUND_CONTRIBUTION;
    }

    @Override
    public List<Payment> absorb(Claims claims, Resources house) {
        List<Payment> payments = new ArrayList<>();
        for (int d = 0; d < claims.defaulters().length; d++) {
            int member = claims.defaulters()[d];
            long paid = Math.min(claims.losses()[d], house.contributionOf(member));
            if (paid > 0) {
                payments.add(new Payment(Source.CONTRIBUTION, member, d, paid, 0));
            }
        }
        return payments;
    }
}
