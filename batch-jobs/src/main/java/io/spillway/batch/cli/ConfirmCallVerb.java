package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Confirms the payment of a margin call. */
@Command(name = "confirm-call", description = {"Confirm that the payment of a margin call is instructed: it counts as met on the date it is due.",
    "The date is the one the call is due on. Refused once that date's inputs are accepted."})
final class ConfirmCallVerb extends Verb {

    @Option(names = "--account", required = true, paramLabel = "ACCOUNT", description = "Id of the account that was called.")
    private String account;

    @Mixin
    private ActOptions options;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        return new ActRun(this, options).run((acts, approval) -> acts.confirmCall(options.date(), account, approval), json);
    }
}
