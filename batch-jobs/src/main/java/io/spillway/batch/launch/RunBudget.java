package io.spillway.batch.launch;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.OperatorSettings;
import java.time.Duration;
import java.util.List;

/**
 * How long a run of the day may take before somebody should look (fault 52).
 *
 * @param whole all of it
 */
public record RunBudget(Duration whole) {

    /** Parts of the budget after which an alert goes out, in percent. */
    static final List<Integer> ALERTS_PERCENT = List.of(50, 80, 100);

    private static final String KEY = "spillway.deadline.minutes";
    private static final int DEFAULT_MINUTES = 120;
    private static final int MOST_MINUTES = 1440;
    private static final int WHOLE_PERCENT = 100;

    /** @throws CommandFailure when the setting is not a whole number of minutes from 1 to 1440 */
    public static RunBudget from(OperatorSettings settings) {
        String text = settings.text(KEY, Integer.toString(DEFAULT_MINUTES));
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_MINUTES) {
            throw new CommandFailure(ExitCode.FAILED, KEY + " in application.yml must be a whole number of minutes from"
                    + " 1 to " + MOST_MINUTES + ", not '" + text + "'");
        }
        return new RunBudget(Duration.ofMinutes(Integer.parseInt(text)));
    }

    /** Time from the start of a run to an alert. */
    Duration until(int percent) {
        return whole.multipliedBy(percent).dividedBy(WHOLE_PERCENT);
    }
}
