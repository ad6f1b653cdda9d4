package io.spillway.batch.store;

/** Whether somebody runs the house's day. */
public enum LeaseState {
    HELD,
    RELEASED
}
