package io.spillway.waterfall.day;

import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.day.CheckedInputs.FundMovement;
import io.spillway.waterfall.layer.LayerName;
import java.util.EnumMap;
import java.util.Map;

/** Members' and shared means while fund movements change them before the cascade. Base minor units. */
final class Means {

    final long[] capital;
    final long[] contribution;
    final Map<LayerName, Long> pots = new EnumMap<>(LayerName.class);
    private final boolean[] inDefault;
    private long[] periodContribution;
    private long[] assessed;

    Means(DayOpening opening) {
        capital = opening.members().capital().clone();
        contribution = opening.members().contribution().clone();
        inDefault = opening.members().inDefault().clone();
        periodContribution = opening.members().periodContribution().clone();
        assessed = opening.members().assessed().clone();
        pots.putAll(opening.pots());
    }

    void addCapital(int member, FundMovement movement) {
        capital[member] = changed(capital[member], movement);
    }

    void addContribution(int member, FundMovement movement) {
        contribution[member] = changed(contribution[member], movement);
    }

    void addPot(LayerName layer, FundMovement movement) {
        pots.put(layer, changed(pots.getOrDefault(layer, 0L), movement));
    }

    private static long changed(long balance, FundMovement movement) {
        long result = Math.addExact(balance, movement.amount());
        if (result < 0) {
            throw new ArithmeticException("fund movement " + movement.movementId() + " would take " + movement.owner()
                    + " below zero");
        }
        return result;
    }

    /** A default-management period begins with its first default: until then the base moves along (5.13.7). */
    void beginPeriodUnless(boolean isRunning) {
        if (!isRunning) {
            periodContribution = contribution.clone();
            assessed = new long[contribution.length];
        }
    }

    OpeningState.Members members() {
        return new OpeningState.Members(capital, contribution, inDefault, periodContribution, assessed);
    }
}
