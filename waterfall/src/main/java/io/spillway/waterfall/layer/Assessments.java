package io.spillway.waterfall.layer;

import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.layer.Payment.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Capped calls on the survivors, pro rata to what each can still be called for (rule 5.13.7). Who cannot pay all of
 * its call pays what it can; the rest is the payment's unpaid part.
 */
final class Assessments implements Layer {

    @Override
    public LayerName name() {
        return LayerName.ASSESSMENTS;
    }

    @Override
    public List<Payment> absorb(Claims claims, Resources house) {
        long[] callable = new long[house.members()];
        for (int m = 0; m < callable.length; m++) {
            callable[m] = house.isSurvivor(m) ? house.callableOf(m) : 0;
        }
        long available = Arrays.stream(callable).reduce(0, Math::addExact);
        long[] calls = Allocation.split(Math.min(claims.total(), available), callable);
        List<Payment> payments = new ArrayList<>();
        for (int m = 0; m < calls.length; m++) {
            if (calls[m] > 0) {
                long paid = Math.min(calls[m], house.payableBy(m));
                payments.add(new Payment(Source.CALL, m, Payment.SHARED, paid, calls[m] - paid));
            }
        }
        return payments;
    }
}
