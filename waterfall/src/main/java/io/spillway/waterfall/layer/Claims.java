package io.spillway.waterfall.layer;

import java.util.Arrays;

/**
 * What the defaulters of one round still owe when a layer begins.
 *
 * @param defaulters member indices, ascending
 * @param losses minor units each, zero or more
 */
public record Claims(int[] defaulters, long[] losses) {

    /** @throws ArithmeticException past 64 bits */
    public long total() {
        return Arrays.stream(losses).reduce(0, Math::addExact);
    }
}
