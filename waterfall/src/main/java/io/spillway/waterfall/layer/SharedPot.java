package io.spillway.waterfall.layer;

import io.spillway.waterfall.layer.Payment.Source;
import java.util.List;

/** One pot of money that stands for every defaulter alike: own capital or insurance fund (rules 5.13.3, .4, .6). */
record SharedPot(LayerName name) implements Layer {

    @Override
    public List<Payment> absorb(Claims claims, Resources house) {
        long paid = Math.min(claims.total(), house.balanceOf(name));
        return paid > 0 ? List.of(Payment.shared(Source.POT, 0, paid)) : List.of();
    }
}
