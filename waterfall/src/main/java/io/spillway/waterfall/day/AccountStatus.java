package io.spillway.waterfall.day;

/** Standing of an account at the margin step, first that applies (rule 4.2). */
public enum AccountStatus {
    /** Its member is in default. */
    IN_DEFAULT,
    /** Equity below maintenance with positions, or below zero. */
    BELOW_MAINTENANCE,
    /** Equity at least maintenance and below initial margin: called for the difference. */
    MARGIN_CALL,
    GOOD
}
