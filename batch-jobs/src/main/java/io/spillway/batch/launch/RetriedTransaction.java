package io.spillway.batch.launch;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in a transaction of its own, and again where the database gave it up for somebody else's sake: a deadlock, a
 * serialization failure, a lock not had in time (fault 50). Only work that leaves the same rows when it is done again
 * belongs here. Any other failure is not tried again.
 */
public final class RetriedTransaction {

    /** Attempts after the first. */
    static final int MOST_RETRIES = 3;

    private static final Logger LOG = LoggerFactory.getLogger(RetriedTransaction.class);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    /** SQL's class of transactions that were rolled back by the database. */
    private static final String ROLLED_BACK = "40";

    private final TransactionTemplate transaction;
    private final RetryTemplate retry;

    public RetriedTransaction(PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        retry = new RetryTemplate(RetryPolicy.builder().maxRetries(MOST_RETRIES).delay(FIRST_DELAY).multiplier(2)
                .predicate(RetriedTransaction::isTransient).build());
    }

    /**
     * Runs the work to its commit.
     *
     * @param name of the work, for people
     * @throws CommandFailure if the database gave it up every time; nothing of it is written then
     */
    public void run(String name, Runnable work) {
        int[] attempt = {0};
        try {
            retry.invoke(() -> {
                if (attempt[0]++ > 0) {
                    LOG.warn("{}: the database gave the transaction up, trying again ({} of {})", name,
                            attempt[0] - 1, MOST_RETRIES);
                }
                transaction.executeWithoutResult(status -> work.run());
            });
        } catch (RuntimeException e) {
            if (isTransient(e)) {
                throw new CommandFailure(ExitCode.FAILED, "the database gave up " + name + " " + attempt[0]
                        + " times, for a lock that others hold or want; nothing of it is written, restart continues"
                        + " there", e);
            }
            throw e;
        }
    }

    private static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyFailureException || cause instanceof SQLTransientException
                    || cause instanceof SQLException sql && sql.getSQLState() != null
                            && sql.getSQLState().startsWith(ROLLED_BACK)) {
                return true;
            }
        }
        return false;
    }
}
