package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import java.math.BigDecimal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Approves a size of the insurance fund. */
@Command(name = "approve-fund-size", description = {"Approve what the insurance fund must hold from the close of a date on.",
    "Every day with less in the fund has the finding FUND_TOO_SMALL; without an approval the last sizing counts."})
final class ApproveFundSizeVerb extends Verb {

    @Mixin
    private ActOptions options;

    @Option(names = "--amount", required = true, paramLabel = "AMOUNT", description = "Base currency, such as 2500000.00.")
    private BigDecimal amount;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        return new ActRun(this, options).run((acts, approval) -> acts.approveFundSize(options.date(), amount, approval), json);
    }
}
