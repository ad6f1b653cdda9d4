package io.spillway.batch;

import java.util.Objects;

/**
 * An expected end of a verb that is not success: one sentence for the person who ran it, and an exit code.
 * The sentence says what is wrong, where, and what to do; the program prints it to standard error without a stack trace.
 */
public class CommandFailure extends RuntimeException {

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String message) {
        this(exitCode, message, null);
    }

    public CommandFailure(ExitCode exitCode, String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.exitCode = Objects.requireNonNull(exitCode, "exitCode");
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
