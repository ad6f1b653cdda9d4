package io.spillway.batch.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes the input files of an invented clearing house: reference/ and one folder a business date, each closed by its
 * manifest.json. The same settings give the same bytes on every machine. All files are sound: no faults are put in.
 *
 * <p>The opening positions stand in positions.csv of the first day; later days have none, since what the house itself
 * closes out is not known here. Memory grows with accounts, instruments and trades, not with positions.
 */
public final class Generator {

    private final World world;
    private final Path directory;
    private final ProgressListener listener;
    private final int stages;
    private int stage;

    private Generator(GeneratorSettings settings, Path directory, ProgressListener listener) {
        this.directory = directory;
        this.listener = listener;
        this.stages = settings.days() + 2;
        report("house, market and positions");
        this.world = World.of(settings);
    }

    /**
     * Generates a market.
     *
     * @param settings sizes, days and seed
     * @param directory where reference/ and the days' folders go; made if missing, and it must not hold any of them
     * @param listener hears the progress
     * @return what was written
     * @throws IllegalArgumentException if the first day is no business day
     * @throws IOException if the directory holds an earlier market or cannot be written
     */
    public static GeneratedMarket generate(GeneratorSettings settings, Path directory, ProgressListener listener)
            throws IOException {
        Objects.requireNonNull(settings, "settings");
        return new Generator(settings, directory, Objects.requireNonNull(listener, "listener")).run();
    }

    private GeneratedMarket run() throws IOException {
        Path reference = newFolder("reference");
        GeneratorSettings settings = world.settings();
        report("reference files");
        Stress stress = new Stress(world.house().accounts(), world.contracts(), world.market(), world.book());
        Covers covers = new Covers(settings.seed(), world.house(), stress);
        Capitalisation capitalisation = new Capitalisation(world, stress, covers);
        new ReferenceFiles(reference, world, capitalisation).write();

        AccountBalances balances = new AccountBalances(world.house().accounts());
        TradeTape tape = new TradeTape(world);
        Settlement settlement = new Settlement(world, tape, balances);
        Treasury treasury = new Treasury(world, covers, balances);
        for (int day = 1; day <= settings.days(); day++) {
            report("business date " + world.days().get(day - 1));
            DayFiles files = new DayFiles(newFolder(world.days().get(day - 1).toString()), world, day);
            writeDay(day, files, new DayParts(tape, settlement, treasury, capitalisation));
        }
        listener.progress("done", stages, stages);
        Optional<LocalDate> crashDate = settings.crash() == Crash.CRASH
                ? Optional.of(world.days().get(settings.crashDay() - 1)) : Optional.empty();
        long deskTrades = 0;
        for (int day = 1; day <= settings.days(); day++) {
            deskTrades += world.desks().trades(day).size();
        }
        return new GeneratedMarket(directory, world.days(), crashDate,
                settings.positions() + world.desks().positions(), 2 * (tape.matches() + deskTrades));
    }

    private record DayParts(TradeTape tape, Settlement settlement, Treasury treasury, Capitalisation capitalisation) {
    }

    private void writeDay(int day, DayFiles files, DayParts parts) throws IOException {
        GeneratorSettings settings = world.settings();
        files.market();
        int tradesBefore = parts.tape().matches();
        BitSet traders = parts.treasury().traders(day);
        parts.tape().trade(day, traders);
        files.trades(parts.tape(), tradesBefore);
        try (CsvFile collateral = files.openCollateral()) {
            Treasury.MovementSink sink = (account, currency, minor) -> files.movement(collateral, account, currency, minor);
            if (day > 1) {
                parts.treasury().meetCalls(day, sink);
            }
            parts.settlement().settle(day, tradesBefore);
            if (day == 1) {
                parts.treasury().open(sink);
                files.deskCollateral(collateral);
            } else if (!settings.crashesOn(day)) {
                parts.treasury().keepCalm(day, sink);
            }
            if (settings.crashesOn(day)) {
                parts.treasury().noteClosed(day);
            }
            parts.treasury().moveSomething(sink);
            files.collateral(collateral);
        }
        if (day == 1) {
            files.positions();
        }
        files.fundMovements(parts.capitalisation());
        files.manifest();
    }

    private Path newFolder(String name) throws IOException {
        Path folder = directory.resolve(name);
        if (Files.exists(folder)) {
            throw new IOException(folder + " exists already; delete it or give another directory");
        }
        return Files.createDirectories(folder);
    }

    private void report(String what) {
        listener.progress(what, stage++, stages);
    }
}
