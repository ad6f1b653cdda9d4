package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.EndOfDayJobConfiguration;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.schedule.Server;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.sizing.SizeFundJobConfiguration;
import io.spillway.batch.store.Creation;
import java.time.Clock;
import picocli.CommandLine.Command;

/** Runs the end of day on its schedule until the process is asked to end. */
@Command(name = "serve", description = {"Run the end of day, and fund sizings, when they are due, until stopped (SIGTERM or Ctrl-C).",
    "A day that runs then stops at its next commit; it continues there when it is run again."})
class ServeVerb extends Verb {

    /** The configurations of the jobs; among them what the schedule starts. */
    Class<?>[] jobs() {
        return new Class<?>[] {EndOfDayJobConfiguration.class, SizeFundJobConfiguration.class};
    }

    @Override
    protected ExitCode run() {
        Settings settings = SettingsLoader.load(configDirectory()).settings();
        BatchContext.Start start = new BatchContext.Start(operator(), settings, database(), Creation.ALLOWED,
                Clock.systemUTC());
        try (BatchContext context = BatchContext.open(start, jobs())) {
            Server server = new Server(context, settings.holidays()::isBusinessDay, out());
            Termination.onSignal(server::stop);
            server.serve();
        }
        return ExitCode.DONE;
    }
}
