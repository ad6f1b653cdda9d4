package io.spillway.batch.launch;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Tells while something runs that 50, 80 and 100% of its time are used (fault 52). The run itself goes on. */
final class DeadlineWatch implements AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;

    private DeadlineWatch(ScheduledThreadPoolExecutor executor) {
        this.executor = executor;
    }

    /** @param alert told the percentage, in a thread of the watch */
    static DeadlineWatch start(RunBudget budget, IntConsumer alert) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "deadline");
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        for (int percent : RunBudget.ALERTS_PERCENT) {
            executor.schedule(() -> alert.accept(percent), budget.until(percent).toMillis(), TimeUnit.MILLISECONDS);
        }
        return new DeadlineWatch(executor);
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
