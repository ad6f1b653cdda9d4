package io.spillway.batch;

/** What a verb tells the shell. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    /** The data has findings that block the day. */
    BLOCKED_BY_DATA(2),
    ALREADY_DONE(3),
    WRONG_USAGE(64);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
