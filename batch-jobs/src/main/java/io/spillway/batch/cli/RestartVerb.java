package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
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

    @Option(names = "--approve-by", paramLabel = "NAME",
            description = "Who answers for going on despite findings that may be approved; recorded.")
    private String approvedBy;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; recorded. Goes with --approve-by.")
    private String reason;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        if ((approvedBy == null) != (reason == null)) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--approve-by and --reason go together");
        }
        DayRun day = new DayRun(this, Creation.REFUSED);
        return day.run(endOfDay -> unfinished(endOfDay, day), EndOfDay::resume, json);
    }

    private EndOfDay.Request unfinished(EndOfDay endOfDay, DayRun day) {
        ClearingCycleRow cycle = endOfDay.unfinished().orElseThrow(() ->
                new CommandFailure(ExitCode.ALREADY_DONE, "no day is unfinished; eod --date runs the next one"));
        return new EndOfDay.Request(cycle.businessDate(), Path.of(cycle.inputsPath()),
                DayContext.reports(reports, dataDirectory()),
                Optional.ofNullable(approvedBy).map(name -> day.approval(name, reason)), day.progress());
    }
}
