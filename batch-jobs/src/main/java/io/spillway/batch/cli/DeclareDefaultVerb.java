package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Declares a member in default by decision. */
@Command(name = "declare-default", description = {"Declare a member in default by decision, before round 1 of the date's coming cycle.",
    "Its house positions are closed, its clients port. Refused once the inputs are accepted."})
final class DeclareDefaultVerb extends Verb {

    @Option(names = "--member", required = true, paramLabel = "MEMBER", description = "Id of the clearing member.")
    private String member;

    @Option(names = "--withdraw", description = "Take a declaration back that no closed cycle used.")
    private boolean withdraw;

    @Mixin
    private ActOptions options;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        return new ActRun(this, options).run((acts, approval) -> withdraw
                ? acts.withdrawDeclaration(options.date(), member, approval)
                : acts.declareDefault(options.date(), member, approval), json);
    }
}
