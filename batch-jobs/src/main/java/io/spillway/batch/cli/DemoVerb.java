package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.DayProgress;
import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.generate.GeneratedMarket;
import io.spillway.batch.generate.Generator;
import io.spillway.batch.generate.GeneratorSettings;
import io.spillway.batch.generate.Products;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.report.DaySummary;
import io.spillway.batch.report.StoryFacts;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows a newcomer a clearing house living through a crash. */
@Command(name = "demo", description = {"Run a made-up clearing house through a crash, and show what happened.",
    "Everything is written below one folder; a second run starts afresh."})
final class DemoVerb extends Verb {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    /** Only folders that bear it are emptied. */
    private static final String MARK = ".spillway-demo";

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "out",
            description = "Folder of the demo (default: ./${DEFAULT-VALUE}).")
    private Path directory;

    @Option(names = "--seed", defaultValue = "1", description = "Another seed is another house (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    protected ExitCode run() {
        long begun = System.nanoTime();
        prepare();
        Settings settings = SettingsLoader.load(configDirectory()).settings();
        GeneratedMarket market = generate(settings);
        List<DaySummary> days = new ArrayList<>();
        BatchContext.Start start = new BatchContext.Start(operator(), settings,
                Database.of(directory.resolve("data"), DatabaseSettings.EMBEDDED), Creation.ALLOWED,
                Clock.systemUTC());
        try (BatchContext context = DayContext.open(start)) {
            for (LocalDate date : market.businessDates()) {
                days.add(runDay(context, date));
            }
            new StoryFacts(context.get(JdbcTemplate.class)).write(directory.resolve("index.html"));
        }
        tell(days, market);
        err().printf(Locale.ROOT, "demo done in %.1f s%n", (System.nanoTime() - begun) / 1e9);
        return ExitCode.DONE;
    }

    /** Empties the folder of an earlier demo; anything else there is left alone. */
    private void prepare() {
        try {
            if (Files.exists(directory.resolve(MARK))) {
                for (String made : List.of("data", "inputs", "reports", "index.html")) {
                    delete(directory.resolve(made));
                }
                out().println("Starting afresh: the earlier demo in " + directory.toAbsolutePath().normalize()
                        + " is removed.");
            } else if (Files.exists(directory.resolve("data")) || Files.exists(directory.resolve("inputs"))) {
                throw new CommandFailure(ExitCode.FAILED, directory.toAbsolutePath().normalize()
                        + " holds data that no demo made; choose another folder with --out");
            }
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(MARK), "made by spillway.jar demo; its next run empties this folder\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> tree = Files.walk(path)) {
                for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private GeneratedMarket generate(Settings settings) {
        GeneratorSettings sample = GeneratorSettings.sample(FIRST, seed);
        GeneratorSettings ours = new GeneratorSettings(sample.members(), sample.accounts(), sample.instruments(),
                sample.positions(), sample.days(), sample.crash(), sample.crashDay(), seed, FIRST,
                settings.house().name(), settings.house().cutOff(), settings.house().zone(), Products.ALL);
        out().println("A made-up clearing house, seed " + seed + ": " + ours.members() + " members, "
                + DaySummaryPrinter.number(ours.accounts()) + " accounts, "
                + DaySummaryPrinter.number(ours.positions()) + " positions in " + ours.instruments()
                + " futures of 3 currencies,\nand desks in perpetuals and options; a crash on business day "
                + ours.crashDay() + " of " + ours.days() + ".");
        out().println();
        try {
            return Generator.generate(ours, directory.resolve("inputs"), (stage, done, total) ->
                    err().println("generate " + done + "/" + total + ": " + stage));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DaySummary runDay(BatchContext context, LocalDate date) {
        err().println("end of day " + date);
        LaunchOutcome outcome = context.get(EndOfDay.class).run(new EndOfDay.Request(date,
                directory.resolve("inputs"), directory.resolve("reports"), Optional.empty(), DayProgress.NONE));
        if (outcome.ending() != LaunchOutcome.Ending.COMPLETED) {
            throw new CommandFailure(outcome.ending().exitCode(), outcome.message(),
                    outcome.failures().isEmpty() ? null : outcome.failures().get(0));
        }
        return DaySummary.of(context.get(JdbcTemplate.class), date).orElseThrow();
    }

    private void tell(List<DaySummary> days, GeneratedMarket market) {
        TextTable table = TextTable.titled("The days, amounts in " + days.get(0).baseCurrency())
                .left("Date", "Status").right("Variation margin", "Calls", "Closed out", "Defaults", "Rounds", "Loss",
                        "Unfunded");
        for (DaySummary day : days) {
            DaySummary.Figures figures = day.figures();
            table.row(day.businessDate().toString(), day.status(), DaySummaryPrinter.amount(figures.variationMargin()),
                    DaySummaryPrinter.number(figures.calls()), DaySummaryPrinter.number(figures.liquidated()),
                    DaySummaryPrinter.number(figures.declared()), DaySummaryPrinter.number(day.rounds().size()),
                    DaySummaryPrinter.amount(figures.loss()), DaySummaryPrinter.amount(figures.unfunded()));
        }
        out().println(table.render());
        market.crashDate().ifPresent(crash -> days.stream().filter(day -> day.businessDate().equals(crash))
                .forEach(day -> {
                    out().println("The crash, " + crash + ":");
                    out().println();
                    new DaySummaryPrinter(out()).print(day);
                }));
        Path home = directory.toAbsolutePath().normalize();
        out().println("Look at:");
        out().println("  " + home.resolve("index.html") + "  the story on one page, waterfall and contagion map drawn");
        out().println("  " + home.resolve("reports") + "  the workbooks of every day");
        out().println("  java -jar spillway.jar status --data " + directory.resolve("data")
                + "  where the house stands now");
        out().println("  java -jar spillway.jar verify --date " + FIRST + " --data " + directory.resolve("data")
                + "  a day computed again from its stored inputs");
        out().println("  java -jar spillway.jar size-fund --date " + eve(market) + " --scenarios 2000 --holding-period-days 5"
                + " --data " + directory.resolve("data") + " --reports " + directory.resolve("reports")
                + "  how large the fund must be, with a workbook");
    }

    /** The day before the crash, or the last day of a market without one. */
    private static LocalDate eve(GeneratedMarket market) {
        List<LocalDate> dates = market.businessDates();
        int crash = market.crashDate().map(dates::indexOf).orElse(dates.size());
        return dates.get(Math.max(0, crash - 1));
    }
}
