package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.store.Creation;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the end of one business day. */
@Command(name = "eod", description = {"Run the end of a business day.",
    "Mark to market, margin, calls, liquidation, waterfall, ledger, workbooks. A day that stopped continues;",
    "a day that is done is left alone (exit code 3)."})
final class EodVerb extends Verb {

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "Business date, such as 2026-03-02.")
    private LocalDate date;

    @Option(names = "--inputs", paramLabel = "DIR",
            description = "Folder with reference/ and a folder per business date (default: DATA/inputs).")
    private Path inputs;

    @Option(names = "--reports", paramLabel = "DIR", description = "Where the workbooks go (default: DATA/reports).")
    private Path reports;

    @Option(names = "--approve-by", paramLabel = "NAME",
            description = "Who answers for going on despite findings that may be approved; recorded.")
    private String approvedBy;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; recorded. Goes with --approve-by.")
    private String reason;

    @Option(names = "--previous-prices", description = {"Mark at the last prices because prices.csv did not come.",
        "Needs --approve-by and --reason."})
    private boolean previousPrices;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        if ((approvedBy == null) != (reason == null)) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--approve-by and --reason go together");
        }
        if (previousPrices && approvedBy == null) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--previous-prices needs --approve-by and --reason");
        }
        DayRun day = new DayRun(this, Creation.ALLOWED);
        EndOfDay.Request request = new EndOfDay.Request(date, DayContext.inputs(inputs, dataDirectory()),
                DayContext.reports(reports, dataDirectory()),
                Optional.ofNullable(approvedBy).map(name -> day.approval(name, reason)), day.progress());
        return day.run(endOfDay -> request, previousPrices ? EndOfDay::runAtPreviousPrices : EndOfDay::run, json);
    }
}
