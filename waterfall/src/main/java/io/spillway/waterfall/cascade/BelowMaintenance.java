package io.spillway.waterfall.cascade;

/** What happens first to an account below maintenance margin (rule 4.6). */
public enum BelowMaintenance {
    /** It enters the cascade at once. */
    LIQUIDATE,
    /** Its member is asked for the missing margin first, out of its capital. */
    CALL_FIRST
}
