package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Notes that a date's instructions went out. */
@Command(name = "release-instructions", description = {"Note that the instructions of a closed date were released.",
    "The date is not corrected any more."})
final class ReleaseInstructionsVerb extends Verb {

    @Mixin
    private ActOptions options;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        return new ActRun(this, options).run((acts, approval) -> acts.releaseInstructions(options.date(), approval), json);
    }
}
