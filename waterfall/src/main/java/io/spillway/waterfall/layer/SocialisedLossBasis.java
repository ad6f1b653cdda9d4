package io.spillway.waterfall.layer;

/** What a socialised loss is shared by (rule 5.13.8). */
public enum SocialisedLossBasis {
    /** Variation margin gains of the cycle, at most all of them. */
    GAINS,
    /** House accounts' positive equity, at most all of it. Reaches posted margin: not lawful under EMIR. */
    EQUITY,
    /** Open notional, at most the account's positive equity. Reaches posted margin: not lawful under EMIR. */
    OPEN_INTEREST
}
