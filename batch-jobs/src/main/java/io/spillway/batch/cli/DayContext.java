package io.spillway.batch.cli;

import io.spillway.batch.eod.EndOfDayJobConfiguration;
import io.spillway.batch.launch.BatchContext;
import java.nio.file.Path;

/** The folders that a run of the day uses unless told otherwise. */
final class DayContext {

    private DayContext() {
    }

    /** Opens what the day's job needs. */
    static BatchContext open(BatchContext.Start start) {
        return BatchContext.open(start, EndOfDayJobConfiguration.class);
    }

    static Path inputs(Path named, Path data) {
        return named == null ? data.resolve("inputs") : named;
    }

    static Path reports(Path named, Path data) {
        return named == null ? data.resolve("reports") : named;
    }
}
