package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Asks for a hold of a coming cascade. */
@Command(name = "hold", description = {"Hold the coming cycle of a date: a cascade is computed and shown, and waits for release.",
    "A day without one is not held."})
final class HoldVerb extends Verb {

    @Mixin
    private ActOptions options;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        return new ActRun(this, options).run((acts, approval) -> acts.hold(options.date(), approval), json);
    }
}
