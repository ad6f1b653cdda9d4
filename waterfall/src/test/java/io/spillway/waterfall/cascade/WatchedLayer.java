package io.spillway.waterfall.cascade;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.waterfall.layer.Claims;
import io.spillway.waterfall.layer.Layer;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.Payment;
import io.spillway.waterfall.layer.Resources;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A layer that fails the test where it is asked to pay although an earlier one still has something. */
record WatchedLayer(Layer layer, List<LayerName> earlier, SocialisedLossBasis basis, long seed) implements Layer {

    /** The house's layers, each watched, and one more that stands for UNFUNDED. */
    static List<Layer> allOf(TestHouse house, long seed) {
        List<Layer> watched = new ArrayList<>();
        List<LayerName> earlier = new ArrayList<>();
        for (LayerName name : house.rules.layers()) {
            watched.add(new WatchedLayer(Layer.of(name, house.basis()), List.copyOf(earlier), house.basis(), seed));
            earlier.add(name);
        }
        Layer last = new Layer() {
            @Override
            public LayerName name() {
                return LayerName.UNFUNDED;
            }

            @Override
            public List<Payment> absorb(Claims claims, Resources resources) {
                return List.of();
            }
        };
        watched.add(new WatchedLayer(last, List.copyOf(earlier), house.basis(), seed));
        return watched;
    }

    @Override
    public LayerName name() {
        return layer.name();
    }

    @Override
    public List<Payment> absorb(Claims claims, Resources house) {
        for (LayerName before : earlier) {
            assertThat(left(before, claims, house)).as("seed %d: left in %s when %s is asked", seed, before, name())
                    .isZero();
        }
        return layer.absorb(claims, house);
    }

    /** What an earlier layer could still pay towards these claims. */
    private long left(LayerName before, Claims claims, Resources house) {
        IntStream survivors = IntStream.range(0, house.members()).filter(house::isSurvivor);
        IntStream open = IntStream.range(0, claims.defaulters().length).filter(d -> claims.losses()[d] > 0)
                .map(d -> claims.defaulters()[d]);
        IntStream accounts = IntStream.range(0, house.accounts()).filter(a -> house.isSurvivor(house.memberOf(a)));
        return switch (before) {
            case DEFAULTER_MARGIN -> open.flatMap(m -> IntStream.of(house.houseAccountsOf(m)))
                    .mapToLong(a -> Math.max(0, house.equityOf(a))).sum();
            case DEFAULTER_FUND_CONTRIBUTION -> open.mapToLong(house::contributionOf).sum();
            case SKIN_IN_THE_GAME, INSURANCE_FUND, SECOND_SKIN_IN_THE_GAME -> house.balanceOf(before);
            case SURVIVORS_FUND_CONTRIBUTIONS -> survivors.mapToLong(house::contributionOf).sum();
            case ASSESSMENTS -> survivors.mapToLong(house::callableOf).sum();
            case SOCIALISED_LOSS -> accounts.mapToLong(a -> Math.max(0, switch (basis) {
                case GAINS -> house.gainOf(a);
                case EQUITY -> house.isHouse(a) ? house.equityOf(a) : 0;
                case OPEN_INTEREST -> house.openNotionalOf(a).signum() > 0 ? house.equityOf(a) : 0;
            })).sum();
            case UNFUNDED -> 0;
        };
    }
}
