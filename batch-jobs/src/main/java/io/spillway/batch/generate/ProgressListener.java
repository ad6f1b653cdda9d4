package io.spillway.batch.generate;

/** Hears how far a generation has come. */
@FunctionalInterface
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener NONE = (stage, done, total) -> { };

    /**
     * Called at the start of each stage and once at the end, on the calling thread.
     *
     * @param stage what is being made now, in words
     * @param done stages finished
     * @param total stages in all
     */
    void progress(String stage, int done, int total);
}
