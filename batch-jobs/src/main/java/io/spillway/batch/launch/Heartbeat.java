package io.spillway.batch.launch;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease in the background until closed. A beat that fails is tried again at the next one. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final ScheduledExecutorService executor;

    private Heartbeat(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    static Heartbeat start(LeaseStore store, Lease lease, LeaseTiming timing) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "lease-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
        long millis = timing.beat().toMillis();
        executor.scheduleWithFixedDelay(() -> beat(store, lease), millis, millis, TimeUnit.MILLISECONDS);
        return new Heartbeat(executor);
    }

    private static void beat(LeaseStore store, Lease lease) {
        try {
            if (!store.beat(lease)) {
                LOG.error("the lease of {} (fencing token {}) is another process's by now", lease.house(),
                        lease.fencingToken());
            }
        } catch (RuntimeException e) {
            LOG.warn("the lease of {} could not be renewed; trying again", lease.house(), e);
        }
    }

    /** Ends the renewal. The thread is not interrupted: it may be in the middle of a beat. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
