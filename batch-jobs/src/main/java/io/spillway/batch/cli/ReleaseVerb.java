package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Releases a held cascade. */
@Command(name = "release", description = {"Release the held cascade of a date to be booked.",
    "restart then completes the day."})
final class ReleaseVerb extends Verb {

    @Mixin
    private ActOptions options;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        return new ActRun(this, options).run((acts, approval) -> acts.release(options.date(), approval), json);
    }
}
