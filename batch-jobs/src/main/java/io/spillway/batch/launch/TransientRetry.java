package io.spillway.batch.launch;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a piece of work again when the database chose it as the victim of a deadlock, a serialisation failure or a lock
 * timeout, a bounded number of times (fault 50). The work must be a whole transaction of its own.
 */
public final class TransientRetry {

    /** Waits between two tries. */
    @FunctionalInterface
    public interface Pause {
        /** @throws InterruptedException when the thread was asked to end */
        void sleep(Duration duration) throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(TransientRetry.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    /** Serialisation failure; PostgreSQL: deadlock, lock not available; H2: lock timeout. */
    private static final Set<String> TRANSIENT_STATES = Set.of("40001", "40P01", "55P03", "HYT00");
    /** H2: row changed by another transaction. */
    private static final int H2_CONCURRENT_UPDATE = 90131;

    private final int tries;
    private final Pause pause;

    /** @param tries how often in all, one or more */
    public TransientRetry(int tries, Pause pause) {
        if (tries < 1) {
            throw new IllegalArgumentException("tries must be 1 or more, not " + tries);
        }
        this.tries = tries;
        this.pause = Objects.requireNonNull(pause, "pause");
    }

    /**
     * Runs the work, again after 50, 100, 200, ... ms while it fails for a reason that passes.
     *
     * @throws RuntimeException the work's own: at once for any other reason, after the last try for these
     */
    public <T> T call(Supplier<T> work) {
        Duration wait = FIRST_PAUSE;
        for (int attempt = 1;; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (attempt >= tries || !isTransient(e)) {
                    throw e;
                }
                LOG.info("try {} of {} gave way to another transaction", attempt, tries, e);
                sleep(wait, e);
                wait = wait.multipliedBy(2);
            }
        }
    }

    /** Whether the same work may succeed when it is simply run again. */
    static boolean isTransient(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && (TRANSIENT_STATES.contains(String.valueOf(sql.getSQLState()))
                    || sql.getErrorCode() == H2_CONCURRENT_UPDATE)) {
                return true;
            }
        }
        return false;
    }

    private void sleep(Duration wait, RuntimeException failure) {
        try {
            pause.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            throw failure;
        }
    }
}
