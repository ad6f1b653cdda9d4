package io.spillway.batch.launch;

import java.util.Objects;

/**
 * Thrown by a step when findings block the day (rule 3.4).
 * The run fails, and continues at this step when it is launched again.
 */
public final class BlockedByData extends RuntimeException {

    /** @param message what blocks, and what to do, in a sentence */
    public BlockedByData(String message) {
        super(Objects.requireNonNull(message, "message"));
    }
}
