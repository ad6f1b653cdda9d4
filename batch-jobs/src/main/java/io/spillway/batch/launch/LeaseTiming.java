package io.spillway.batch.launch;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.OperatorSettings;
import java.time.Duration;

/**
 * How long a lease lives without a sign of life.
 *
 * @param expiry after it another process may take over
 */
public record LeaseTiming(Duration expiry) {

    private static final String KEY = "spillway.lease.expirySeconds";
    private static final int DEFAULT_SECONDS = 30;
    private static final int LEAST_SECONDS = 3;
    private static final int MOST_SECONDS = 3600;
    private static final int BEATS_PER_EXPIRY = 3;

    /** @throws CommandFailure when the setting is not a whole number of seconds from 3 to 3600 */
    public static LeaseTiming from(OperatorSettings settings) {
        String text = settings.text(KEY, Integer.toString(DEFAULT_SECONDS));
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < LEAST_SECONDS
                || Integer.parseInt(text) > MOST_SECONDS) {
            throw new CommandFailure(ExitCode.FAILED, KEY + " in application.yml must be a whole number of seconds"
                    + " from " + LEAST_SECONDS + " to " + MOST_SECONDS + ", not '" + text + "'");
        }
        return new LeaseTiming(Duration.ofSeconds(Integer.parseInt(text)));
    }

    /** Time between two signs of life: two may be lost. */
    public Duration beat() {
        return expiry.dividedBy(BEATS_PER_EXPIRY);
    }
}
