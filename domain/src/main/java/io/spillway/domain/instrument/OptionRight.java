package io.spillway.domain.instrument;

/** What the holder of an option may do. */
public enum OptionRight {
    /** Buy at the strike. */
    CALL,
    /** Sell at the strike. */
    PUT
}
