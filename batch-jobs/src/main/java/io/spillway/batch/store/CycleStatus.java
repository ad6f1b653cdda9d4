package io.spillway.batch.store;

/** Where a clearing cycle stands. */
public enum CycleStatus {
    /** Begun; its inputs are not accepted yet. */
    OPEN,
    /** Its findings stop it before mark to market; correct the inputs and run it again. */
    BLOCKED,
    /** Its inputs are committed and will not change any more; its numbers are being stored. */
    ACCEPTED,
    /** Computed and shown; its cascade is not booked until an operator releases it (rule 5.18). */
    HELD,
    /** Never booked: another cycle took its place before it was done. */
    WITHDRAWN,
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
