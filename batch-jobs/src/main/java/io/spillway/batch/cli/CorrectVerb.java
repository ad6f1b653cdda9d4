package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.store.Creation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Corrects a closed or held date by a new cycle. */
@Command(name = "correct", description = {"Correct the latest closed date, or a held one, by a new cycle.",
    "The earlier cycle and its workbooks stay, superseded. What changed is printed."})
final class CorrectVerb extends Verb {

    @Mixin
    private ActOptions options;

    @Option(names = "--inputs", paramLabel = "DIR",
            description = "Folder with reference/ and a folder per business date (default: DATA/inputs).")
    private Path inputs;

    @Option(names = "--reports", paramLabel = "DIR", description = "Where the workbooks go (default: DATA/reports).")
    private Path reports;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        DayRun day = new DayRun(this, Creation.REFUSED);
        EndOfDay.Request request = new EndOfDay.Request(options.date(), DayContext.inputs(inputs, dataDirectory()),
                DayContext.reports(reports, dataDirectory()),
                Optional.of(options.approval()), day.progress());
        return day.run(endOfDay -> request, EndOfDay::correct, json);
    }
}
