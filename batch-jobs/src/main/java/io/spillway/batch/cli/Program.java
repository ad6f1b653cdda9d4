package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line: finds the verb, runs it, and turns every ending into an exit code and, where it failed, one
 * sentence on the error stream. The stack trace goes to the log file, and to the error stream with --verbose.
 */
public final class Program {

    /** Every verb. A new one is a subclass of {@link Verb} with picocli's annotation, and a line here. */
    private static final List<Class<? extends Verb>> VERBS = List.of(
            DemoVerb.class, GenerateVerb.class, EodVerb.class, StatusVerb.class, RestartVerb.class,
            VerifyVerb.class, ReportVerb.class, CorrectVerb.class, RecoverVerb.class, DeclareDefaultVerb.class,
            ConfirmCallVerb.class, CheckWithdrawalVerb.class, HoldVerb.class, ReleaseVerb.class,
            ReleaseInstructionsVerb.class, DrillVerb.class, WhatRuleVerb.class, StressVerb.class,
            SizeFundVerb.class, ApproveFundSizeVerb.class,
            ConfigVerb.class, BackupVerb.class, ServeVerb.class);

    private static final Logger LOG = LoggerFactory.getLogger(Program.class);

    private final PrintWriter results;
    private final PrintWriter messages;

    /**
     * A command line on two streams.
     *
     * @param results standard output: what a verb was asked for, nothing else
     * @param messages standard error: progress and what went wrong
     */
    public Program(PrintWriter results, PrintWriter messages) {
        this.results = Objects.requireNonNull(results, "results");
        this.messages = Objects.requireNonNull(messages, "messages");
    }

    /** Runs the program's verbs; the number is that of an {@link ExitCode}. */
    public int run(String... args) {
        return run(VERBS, args);
    }

    /** Runs with other verbs than the program's. */
    int run(List<Class<? extends Verb>> verbs, String... args) {
        CommandLine line = new CommandLine(new Root());
        for (Class<? extends Verb> verb : verbs) {
            line.addSubcommand(verb);
        }
        line.setOut(results);
        line.setErr(messages);
        line.setUsageHelpAutoWidth(false);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(this::wrongUsage);
        line.setExecutionExceptionHandler(this::failed);
        return line.execute(args);
    }

    private int wrongUsage(ParameterException failure, String[] args) {
        CommandLine at = failure.getCommandLine();
        messages.println("spillway: " + failure.getMessage());
        messages.println("Try '" + at.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.WRONG_USAGE.number();
    }

    private int failed(Exception failure, CommandLine line, ParseResult parsed) {
        if (failure instanceof CommandFailure expected) {
            messages.println("spillway: " + expected.getMessage());
            LOG.info("{} ended with {}", line.getCommandName(), expected.exitCode(), expected);
            return expected.exitCode().number();
        }
        messages.println("spillway: " + line.getCommandName() + " failed unexpectedly: " + failure
                + " (--verbose shows where)");
        LOG.info("{} failed unexpectedly", line.getCommandName(), failure);
        return ExitCode.FAILED.number();
    }

    /** What stands before the verb. */
    @Command(name = "spillway.jar", mixinStandardHelpOptions = true, versionProvider = Version.class,
            synopsisSubcommandLabel = "VERB", commandListHeading = "%nVerbs:%n",
            description = "A clearing house's end of day and default waterfall.",
            footer = {"", "Exit codes: 0 done, 1 failed, 2 blocked by data, 3 already done, 64 wrong usage.",
                "Results go to standard output, progress and problems to standard error."})
    static final class Root implements Runnable {

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "which verb? One of "
                    + String.join(", ", spec.subcommands().keySet()));
        }
    }

    /** The jar's own version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Program.class.getPackage().getImplementationVersion();
            return new String[] {"spillway " + (version == null ? "(not packaged)" : version)};
        }
    }
}
