package io.spillway.batch.generate;

/** Whether the generated market has a crash day. */
public enum Crash {
    /** Every day is an ordinary one. */
    NONE,
    /** One day has the market factor far down, worst in the crowded instruments. */
    CRASH
}
