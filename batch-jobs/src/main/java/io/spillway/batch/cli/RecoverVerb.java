package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Marks a dead process's run as failed. */
@Command(name = "recover", description = {"Mark the run of a process that is proven gone as failed.",
    "restart then continues the day. Says so when the process is alive."})
final class RecoverVerb extends Verb {

    @Mixin
    private ActOptions options;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        return new ActRun(this, options).run((acts, approval) -> acts.recover(options.date(), approval), json);
    }
}
