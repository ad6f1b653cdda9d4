package io.spillway.domain.finding;

/** How much a finding weighs. */
public enum Severity {
    /** The cycle goes on; the finding is reported. */
    WARNING,
    /** The cycle stops before mark to market (rule 3.4). */
    BLOCKING
}
