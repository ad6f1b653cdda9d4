package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.DayProgress;
import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.Creation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Continues the day that stopped. */
@Command(name = "restart", description = {"Continue the day that failed, was blocked, stopped or killed.",
    "It goes on at the step where it stopped, with the inputs folder it began with."})
final class RestartVerb extends Verb {

    @Option(names = "--reports", paramLabel = "DIR", description = "Where the workbooks go (default: DATA/reports).")
    private Path reports;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        DayRun day = new DayRun(this, Creation.REFUSED);
        return day.run(endOfDay -> unfinished(endOfDay, day.progress()), json);
    }

    private EndOfDay.Request unfinished(EndOfDay endOfDay, DayProgress progress) {
        ClearingCycleRow cycle = endOfDay.unfinished().orElseThrow(() ->
                new CommandFailure(ExitCode.ALREADY_DONE, "no day is unfinished; eod --date runs the next one"));
        return new EndOfDay.Request(cycle.businessDate(), Path.of(cycle.inputsPath()),
                DayContext.reports(reports, dataDirectory()), Optional.empty(), progress);
    }
}
