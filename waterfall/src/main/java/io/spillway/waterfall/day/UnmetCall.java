package io.spillway.waterfall.day;

/** What a margin call that was not met in time leads to (rule 4.7). */
public enum UnmetCall {
    /** A finding and a notice; people decide. */
    FINDING,
    /** The account's member is declared in default before round 1. */
    DECLARE_DEFAULT
}
