package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;

/** Everything a seed decides. A purpose has dice of its own, so that drawing more for one leaves the others as they were. */
final class Dice {

    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int PERCENT = 100;

    private final SplittableRandom random;

    Dice(long seed, String purpose) {
        this.random = new SplittableRandom(seed * SPREAD + purpose.hashCode());
    }

    /** A whole number, both ends included. */
    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    boolean percent(int chance) {
        return random.nextInt(PERCENT) < chance;
    }

    /** A number of four decimals between two given in ten-thousandths, both ends included. */
    BigDecimal fraction(int lowTenThousandths, int highTenThousandths) {
        return BigDecimal.valueOf(between(lowTenThousandths, highTenThousandths), 4);
    }

    <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
