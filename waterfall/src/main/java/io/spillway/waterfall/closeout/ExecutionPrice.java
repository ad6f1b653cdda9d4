package io.spillway.waterfall.closeout;

/** At which price the net quantity of a close-out reaches the market (rule 5.5). */
public enum ExecutionPrice {
    /** Half way between the opening and the closing price of the round. */
    AVERAGE,
    /** The closing price of the round. */
    FINAL
}
