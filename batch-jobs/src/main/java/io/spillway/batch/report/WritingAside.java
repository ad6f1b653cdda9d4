package io.spillway.batch.report;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes one file on a thread of its own while the next one's facts are read. One at a time, so that no more than two
 * workbooks' facts are in memory; the reading stays on the caller's thread, which has the transaction.
 */
final class WritingAside implements AutoCloseable {

    private static final long LONGEST_END_MINUTES = 10;

    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "workbook-writer");
        thread.setDaemon(true);
        return thread;
    });
    private Future<WrittenReport> begun;

    /** Begins a file once the one before is written, which goes to {@code done}. */
    void put(Supplier<WrittenReport> file, Consumer<WrittenReport> done) {
        finish(done);
        begun = writer.submit(file::get);
    }

    /**
     * Waits for the file that was begun last.
     *
     * @throws RuntimeException what the writing failed with
     */
    void finish(Consumer<WrittenReport> done) {
        if (begun == null) {
            return;
        }
        Future<WrittenReport> last = begun;
        begun = null;
        try {
            done.accept(last.get());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a workbook was written", stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a workbook could not be written", failed.getCause());
        }
    }

    /** Stops a file that is not finished, and waits until its unfinished part is removed. */
    @Override
    public void close() {
        writer.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            if (!writer.awaitTermination(LONGEST_END_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("a workbook is still being written after " + LONGEST_END_MINUTES
                        + " minutes");
            }
        } catch (InterruptedException again) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
