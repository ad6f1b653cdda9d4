package io.spillway.batch.schedule;

import io.spillway.batch.launch.LaunchOutcome;
import java.time.LocalDate;
import java.util.Optional;

/** What the schedule starts: the end of day of one business date. */
public interface EndOfDayRunner {

    /** The batch job's name, under which the job repository keeps its runs. */
    String jobName();

    /**
     * Runs the first cycle of a business date to its end, in the caller's thread. Idempotent: a date that is done, or
     * that somebody else runs, is an outcome and not an exception.
     */
    LaunchOutcome run(LocalDate businessDate);

    /** What of a day's inputs is not there yet, in a few words; empty where the day can be run, or is done. */
    default Optional<String> waitsFor(LocalDate businessDate) {
        return Optional.empty();
    }

    /** Asks a run in another thread to stop in a state from which it can be launched again; returns at once. */
    void stop();
}
