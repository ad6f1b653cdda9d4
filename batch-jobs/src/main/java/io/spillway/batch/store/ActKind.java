package io.spillway.batch.store;

/** What operators do on their own authority, recorded under these names. */
public enum ActKind {
    /** Goes on despite findings that may be approved. */
    APPROVE_FINDINGS,
    /** Marks a day at the previous prices because its prices.csv did not come (fault 1). */
    PREVIOUS_PRICES,
    /** Corrects a closed or held date by a new cycle (rule 2.3). */
    CORRECT,
    /** Declares a member in default by decision (rule 5.11). */
    DECLARE_DEFAULT,
    /** Takes such a declaration back before a cycle used it. */
    WITHDRAW_DECLARATION,
    /** Confirms the payment of a margin call: it counts as met (rule 4.7). */
    CONFIRM_CALL,
    /** Asks that the coming cycle's cascade be held (rule 5.18). */
    HOLD,
    /** Releases a held cascade to be booked (rule 5.18). */
    RELEASE,
    /** Notes that a closed date's instructions went out: from then on it is not corrected (rule 2.3). */
    RELEASE_INSTRUCTIONS,
    /** Approves what the insurance fund must hold (rule 7.3). */
    APPROVE_FUND_SIZE,
    /** Marks a dead process's run as failed. */
    RECOVER
}
