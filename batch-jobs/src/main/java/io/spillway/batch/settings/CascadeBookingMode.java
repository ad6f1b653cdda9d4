package io.spillway.batch.settings;

/** When a cascade is booked (rule 5.18). */
public enum CascadeBookingMode {
    /** With the rest of its day. */
    AT_ONCE,
    /** Computed and shown; booked when an operator releases it. */
    HELD
}
