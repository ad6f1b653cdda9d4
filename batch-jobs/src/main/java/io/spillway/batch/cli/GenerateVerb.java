package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.generate.Crash;
import io.spillway.batch.generate.Generator;
import io.spillway.batch.generate.GeneratorSettings;
import io.spillway.batch.generate.Products;
import io.spillway.batch.settings.HouseSettings;
import io.spillway.batch.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a seeded market as input files. */
@Command(name = "generate", description = {"Write the input files of a made-up clearing house.",
    "The same seed and sizes give the same bytes."})
final class GenerateVerb extends Verb {

    @Option(names = "--out", required = true, paramLabel = "DIR",
            description = "Where to: DIR/reference and a folder per business date.")
    private Path directory;

    @Option(names = "--members", defaultValue = "40", description = "Clearing members (default: ${DEFAULT-VALUE}).")
    private int members;

    @Option(names = "--accounts", defaultValue = "2000", description = "Accounts (default: ${DEFAULT-VALUE}).")
    private int accounts;

    @Option(names = "--instruments", defaultValue = "60", description = "Futures (default: ${DEFAULT-VALUE}).")
    private int instruments;

    @Option(names = "--positions", defaultValue = "20000", description = "Open positions (default: ${DEFAULT-VALUE}).")
    private int positions;

    @Option(names = "--products", defaultValue = "ALL", paramLabel = "KIND", description = {
        "FUTURES, or ALL: also perpetuals, options, expiring futures, bonds as collateral and",
        "ring-fenced accounts, on top of the numbers above (default: ${DEFAULT-VALUE})."})
    private Products products;

    @Option(names = "--days", defaultValue = "6", description = "Business days (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(names = "--crash", defaultValue = "4", paramLabel = "DAY",
            description = "The business day that crashes, 1 for the first; 0 for none (default: ${DEFAULT-VALUE}).")
    private int crashDay;

    @Option(names = "--seed", defaultValue = "1", description = "Seed (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--from", paramLabel = "DATE", defaultValue = "2026-03-02",
            description = "First business date (default: ${DEFAULT-VALUE}).")
    private LocalDate from;

    @Override
    protected ExitCode run() {
        HouseSettings house = SettingsLoader.load(configDirectory()).settings().house();
        GeneratorSettings settings;
        try {
            settings = new GeneratorSettings(members, accounts, instruments, positions, days,
                    crashDay == 0 ? Crash.NONE : Crash.CRASH, crashDay, seed, from, house.name(), house.cutOff(),
                    house.zone(), products);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, e.getMessage(), e);
        }
        try {
            Generator.generate(settings, directory, (stage, done, total) ->
                    err().println("generate " + done + "/" + total + ": " + stage));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
        }
        out().println("written to " + directory.toAbsolutePath().normalize());
        return ExitCode.DONE;
    }
}
