package io.spillway.batch.schedule;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.OperatorSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long the schedule waits for a day's files after the day was due (fault 1).
 *
 * @param whole until it gives up and says so
 * @param between two looks at the folder
 */
record InputsWait(Duration whole, Duration between, Clock clock) {

    private static final String WHOLE = "spillway.inputs.waitMinutes";
    private static final String BETWEEN = "spillway.inputs.checkSeconds";
    private static final int DEFAULT_MINUTES = 120;
    private static final int MOST_MINUTES = 1440;
    private static final int DEFAULT_SECONDS = 60;
    private static final int MOST_SECONDS = 3600;

    /** @throws CommandFailure when a setting is no whole number in its range */
    static InputsWait from(OperatorSettings settings, Clock clock) {
        return new InputsWait(Duration.ofMinutes(whole(settings, WHOLE, DEFAULT_MINUTES, new int[] {0, MOST_MINUTES})),
                Duration.ofSeconds(whole(settings, BETWEEN, DEFAULT_SECONDS, new int[] {1, MOST_SECONDS})), clock);
    }

    private static int whole(OperatorSettings settings, String key, int byDefault, int[] range) {
        String text = settings.text(key, Integer.toString(byDefault));
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < range[0] || Integer.parseInt(text) > range[1]) {
            throw new CommandFailure(ExitCode.FAILED, key + " in application.yml must be a whole number from " + range[0]
                    + " to " + range[1] + ", not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** When a wait that begins now ends. */
    Instant deadline() {
        return clock.instant().plus(whole);
    }

    boolean isOver(Instant deadline) {
        return !clock.instant().isBefore(deadline);
    }

    /** The next look at the folder, at the latest at the deadline. */
    Instant nextLook(Instant deadline) {
        Instant next = clock.instant().plus(between);
        return next.isBefore(deadline) ? next : deadline;
    }
}
