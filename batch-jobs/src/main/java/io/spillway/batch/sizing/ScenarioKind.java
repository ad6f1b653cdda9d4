package io.spillway.batch.sizing;

/** Where a sizing's scenarios come from (rule 7.1). */
public enum ScenarioKind {
    /** Every window of the history. */
    HISTORICAL,
    /** Windows drawn with replacement. */
    BOOTSTRAP,
    /** Student-t draws with the covariance of the history. */
    MONTE_CARLO
}
