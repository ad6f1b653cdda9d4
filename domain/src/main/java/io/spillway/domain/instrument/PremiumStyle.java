package io.spillway.domain.instrument;

/** When an option is paid for (rule 3.2). */
public enum PremiumStyle {
    /** On the trade date, in full; no variation margin, its market value counts in equity (net option value). */
    PREMIUM,
    /** Day by day: marked like a future. */
    FUTURES
}
