package io.spillway.waterfall.cascade;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.sizing.StressHouse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Houses of the cascade's tests as sizing sees them. */
public final class StressHouses {

    private StressHouses() {
    }

    /** A random house, every member a group of its own. */
    public static StressHouse random(long seed) {
        return of(RandomHouse.of(seed));
    }

    /** The same without price impact, fees and the layers of others: what the linear estimate is of. */
    public static StressHouse linear(long seed) {
        TestHouse house = RandomHouse.of(seed);
        List<TestInstrument> still = house.instruments.stream()
                .map(i -> i.withImpact(ImpactTerms.NONE)).toList();
        house.instruments.clear();
        house.instruments.addAll(still);
        house.rules(r -> new CascadeRules(CascadeRules.DEFAULT_LAYERS.subList(0, 2), r.assessmentMultiple(),
                r.socialisedLossBasis(), r.executionPrice(), BigDecimal.ZERO, BelowMaintenance.LIQUIDATE,
                r.initialFactor(), r.maxRounds()));
        return of(house);
    }

    private static StressHouse of(TestHouse house) {
        ClearingBook book = house.book();
        OpeningState opening = house.opening(book);
        int[] groups = IntStream.range(0, book.members()).toArray();
        String[] groupIds = Arrays.stream(groups).mapToObj(m -> book.memberIds().get(m)).toArray(String[]::new);
        return new StressHouse(book, opening, house.rules, groups, groupIds);
    }

    public static List<String> instruments(StressHouse house) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < house.book().instruments(); i++) {
            ids.add(house.book().instrument(i).id());
        }
        return ids;
    }

    /**
     * Two members, one future without impact at 100. L is long 10 lots with 150.00, S short 10 with 1,000.00; L has
     * capital 20.00 and contribution 30.00, S contribution 100.00; skin in the game 40.00, insurance fund 50.00. A fall by
     * f takes 1,000.00 x f from L.
     */
    public static StressHouse twoMembers() {
        return of(new TestHouse().instrument(TestInstrument.of("OIL", "100"))
                .member("L", 20_00, 30_00).house("L-H", "L", 150_00).holding("L-H", "OIL", 10)
                .member("S", 0, 100_00).house("S-H", "S", 1_000_00).holding("S-H", "OIL", -10)
                .pot(LayerName.SKIN_IN_THE_GAME, 40_00)
                .pot(LayerName.INSURANCE_FUND, 50_00));
    }
}
