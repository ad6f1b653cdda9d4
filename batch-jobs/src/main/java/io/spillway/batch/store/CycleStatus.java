package io.spillway.batch.store;

/** Where a clearing cycle stands. */
public enum CycleStatus {
    /** Begun; its inputs are not accepted yet. */
    OPEN,
    /** Its findings stop it before mark to market; correct the inputs and run it again. */
    BLOCKED,
    /** Its inputs are committed and will not change any more; its numbers are being stored. */
    ACCEPTED,
    /** Done: every loss was paid. */
    CLOSED,
    /** Done, with a loss that nobody paid. */
    UNFUNDED;

    /** Whether the cycle is done for good. */
    public boolean isDone() {
        return this == CLOSED || this == UNFUNDED;
    }

    /** Whether its inputs may still be read again. */
    public boolean takesInputs() {
        return this == OPEN || this == BLOCKED;
    }
}
