package io.spillway.waterfall.day;

/** What became of a margin call when it was due (rule 4.7). */
public enum CallStatus {
    /** Covered by collateral that came in time. */
    MET,
    /** Not covered, but the payment instruction is confirmed. */
    CONFIRMED,
    UNMET,
    /** The account's member was in default when the day opened: nothing is waited for. */
    LAPSED
}
