package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.Verification;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.store.Creation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recomputes a closed day and compares digests. */
@Command(name = "verify", description = {"Compute a closed day again and compare digests.",
    "The stored inputs and settings of the day are used, nothing else.",
    "Exit code 0: the same; 1: not the same, or closed under other rules."})
final class VerifyVerb extends Verb {

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "Business date, such as 2026-03-02.")
    private LocalDate date;

    @Option(names = "--cycle", paramLabel = "N", description = "Number of a superseded cycle (default: the official one).")
    private Integer cycle;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        BatchContext.Start start = new BatchContext.Start(operator(), SettingsLoader.load(configDirectory()).settings(),
                database(), Creation.REFUSED, Clock.systemUTC());
        Verification.Outcome outcome;
        try (BatchContext context = DayContext.open(start)) {
            outcome = context.get(Verification.class).verify(date,
                    cycle == null ? OptionalInt.empty() : OptionalInt.of(cycle));
        }
        if (json.isWanted()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("businessDate", date.toString());
            document.put("cycle", outcome.cycleNo());
            document.put("stored", outcome.stored());
            document.put("computed", outcome.computed());
            document.put("same", outcome.isSame());
            document.put("acts", outcome.acts());
            JsonOption.write(out(), document);
        } else if (outcome.isSame()) {
            out().println(date + " cycle " + outcome.cycleNo() + ": the same digest, " + outcome.stored()
                    + "; operators' acts as recorded: " + outcome.acts());
        }
        if (!outcome.isSame()) {
            throw new CommandFailure(ExitCode.FAILED, date + " cycle " + outcome.cycleNo() + " was closed with digest "
                    + outcome.stored() + ", but computes to " + outcome.computed());
        }
        return ExitCode.DONE;
    }
}
