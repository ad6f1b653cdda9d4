package io.spillway.batch.generate;

/** What a generated house clears. */
public enum Products {
    /** Plain futures and cash collateral. */
    FUTURES,
    /** Also perpetuals, an expiring future, options of both styles, government bonds as collateral, ring-fenced accounts. */
    ALL
}
