package io.spillway.batch.launch;

import java.util.Objects;

/**
 * Thrown by a step whose day waits for an operator (rule 5.18).
 * The run fails, and continues at this step when it is launched again.
 */
public final class HeldForRelease extends RuntimeException {

    /** @param message what waits for whom, in a sentence */
    public HeldForRelease(String message) {
        super(Objects.requireNonNull(message, "message"));
    }
}
