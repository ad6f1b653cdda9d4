package io.spillway.batch.schedule;

/** What the schedule starts beside the day: a sizing of the insurance fund. */
public interface FundSizingRunner {

    /**
     * Sizes the fund on the latest closed day, as the settings say, in the caller's thread.
     *
     * @return what it came to, in a sentence
     * @throws io.spillway.batch.CommandFailure if nothing is closed, a day runs, or the scenarios cannot be made
     */
    String run();
}
