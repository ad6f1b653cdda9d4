package io.spillway.batch.settings;

/** The margin models a product may use (rule 4.3). */
public enum MarginModel {
    /** Notional times the instrument's margin rate. */
    FLAT_RATE
}
