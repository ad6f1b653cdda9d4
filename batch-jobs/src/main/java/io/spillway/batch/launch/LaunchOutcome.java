package io.spillway.batch.launch;

import io.spillway.batch.ExitCode;
import java.util.List;

/**
 * What became of a launch.
 *
 * @param ending how it ended
 * @param message one sentence for people
 * @param failures what the steps failed with, first the first; for the log
 */
public record LaunchOutcome(Ending ending, String message, List<Throwable> failures) {

    public LaunchOutcome {
        failures = List.copyOf(failures);
    }

    /** How a launch may end. */
    public enum Ending {
        COMPLETED(ExitCode.DONE),
        /** A step threw {@link BlockedByData}; to be run again once the data is right. */
        BLOCKED(ExitCode.BLOCKED_BY_DATA),
        /** Computed; its cascade waits for an operator's release (rule 5.18); to be run again after it. */
        HELD(ExitCode.BLOCKED_BY_DATA),
        FAILED(ExitCode.FAILED),
        /** Stopped on request; to be run again. */
        STOPPED(ExitCode.FAILED),
        /** An earlier run completed; nothing was done. */
        ALREADY_COMPLETE(ExitCode.ALREADY_DONE),
        /** Another process runs the house's day; nothing was done. */
        ALREADY_RUNNING(ExitCode.FAILED);

        private final ExitCode exitCode;

        Ending(ExitCode exitCode) {
            this.exitCode = exitCode;
        }

        public ExitCode exitCode() {
            return exitCode;
        }
    }
}
