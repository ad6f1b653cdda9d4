package io.spillway.batch.ingest;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;

/** A fault of a whole file or folder: nothing of it is used, and the day cannot go on without a correction. */
public final class InputException extends CommandFailure {

    /** @param message the file, what is wrong with it, and what to do, in a sentence */
    public InputException(String message) {
        this(message, null);
    }

    public InputException(String message, Throwable cause) {
        super(ExitCode.BLOCKED_BY_DATA, message, cause);
    }
}
