package io.spillway.batch.eod;

import java.time.Duration;

/** Hears how far a day has come; for people. */
@FunctionalInterface
public interface DayProgress {

    /** Hears nothing. */
    DayProgress NONE = (step, took) -> { };

    /** A step is done and committed. */
    void done(String step, Duration took);
}
