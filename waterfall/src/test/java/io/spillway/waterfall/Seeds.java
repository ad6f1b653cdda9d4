package io.spillway.waterfall;

import java.util.stream.LongStream;

/** Seeds of property tests: 1 to a count, or the one of {@code -Dseed=N} to replay a failure. */
public final class Seeds {

    private Seeds() {
    }

    public static LongStream upTo(int count) {
        Long replayed = Long.getLong("seed");
        return replayed == null ? LongStream.rangeClosed(1, count) : LongStream.of(replayed);
    }
}
