package io.spillway.batch.eod;

import io.spillway.batch.ingest.InputFolder;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.schedule.EndOfDayRunner;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** The end of day as the schedule starts it: inputs and reports in the house's own folders, nobody's approval. */
final class ScheduledDay implements EndOfDayRunner {

    private final EndOfDay endOfDay;
    private final Path data;

    ScheduledDay(EndOfDay endOfDay, Path data) {
        this.endOfDay = endOfDay;
        this.data = data;
    }

    @Override
    public String jobName() {
        return EndOfDayJobConfiguration.JOB;
    }

    @Override
    public LaunchOutcome run(LocalDate businessDate) {
        return endOfDay.run(new EndOfDay.Request(businessDate, data.resolve("inputs"), data.resolve("reports"),
                Optional.empty(), DayProgress.NONE));
    }

    /** A day that another one comes before says so itself; it has nothing to wait for. */
    @Override
    public Optional<String> waitsFor(LocalDate businessDate) {
        InputFolder inputs = InputFolder.of(data);
        return inputs.isComplete(businessDate) || endOfDay.newest(businessDate).filter(day ->
                !day.cycle().status().takesInputs()).isPresent() ? Optional.empty()
                : Optional.of("its manifest in " + inputs.day(businessDate));
    }

    @Override
    public void stop() {
        endOfDay.stop();
    }
}
