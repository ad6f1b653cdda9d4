package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.ConfigDirectory;
import io.spillway.batch.settings.OperatorSettings;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * One verb of the program, and the options all verbs share. Names of Spring types stay out of its fields and methods'
 * signatures: picocli looks at those of every verb, also for --help.
 */
public abstract class Verb implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "data",
            description = "Directory of the house's data (default: ./data).")
    private Path data;

    @Option(names = "--config", paramLabel = "DIR",
            description = "Directory of the configuration (default: ./config, else what the program brings along).")
    private Path config;

    @Option(names = "--verbose", description = "Show progress and stack traces on standard error.")
    private boolean verbose;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    private OperatorSettings operator;

    /**
     * Does what the verb is for.
     *
     * @throws CommandFailure with the sentence and exit code of an expected failure
     */
    protected abstract ExitCode run();

    @Override
    public final Integer call() {
        Logging.begin(verbose, data);
        operator = OperatorSettings.load(configDirectory());
        Logging.setLevels(operator.loggingLevels());
        return run().number();
    }

    /** Standard output: results, nothing else. */
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Standard error: progress for people. */
    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** The data directory as given. */
    protected final Path dataDirectory() {
        return data;
    }

    /** The configuration directory; where one was named, it is there. */
    protected final ConfigDirectory configDirectory() {
        return config == null ? ConfigDirectory.standard() : ConfigDirectory.named(config);
    }

    /** Technical settings. */
    protected final OperatorSettings operator() {
        return operator;
    }

    /** The house's database, not yet opened. */
    protected final Database database() {
        return Database.of(data, DatabaseSettings.from(operator));
    }
}
