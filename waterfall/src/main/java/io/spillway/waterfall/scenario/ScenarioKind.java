package io.spillway.waterfall.scenario;

/** Where scenarios come from (rule 7.1). */
public enum ScenarioKind {
    /** Every window of the history. */
    HISTORICAL,
    /** Windows drawn with replacement. */
    BOOTSTRAP,
    /** Student-t draws with the covariance of the history. */
    MONTE_CARLO,
    /** The lists that the house wrote down. */
    HYPOTHETICAL,
    /** A set that was written to a file. */
    FILE
}
