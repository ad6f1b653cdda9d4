package io.spillway.batch.eod;

/**
 * Told when a step's work is written and not yet committed: progress for people, and the place where tests make a step
 * fail or a process die.
 */
@FunctionalInterface
public interface StepProbe {

    /** Does nothing. */
    StepProbe NONE = step -> { };

    /** The step wrote its rows; its transaction is still open. */
    void written(String step);
}
