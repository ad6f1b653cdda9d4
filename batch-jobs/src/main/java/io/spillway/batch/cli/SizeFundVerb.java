package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.EndOfDayJobConfiguration;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.settings.SizingSettings;
import io.spillway.batch.settings.SizingSettings.Scenarios;
import io.spillway.waterfall.scenario.ScenarioKind;
import io.spillway.batch.sizing.ScenarioFile;
import io.spillway.batch.sizing.SizeFund;
import io.spillway.batch.sizing.SizeFundJobConfiguration;
import io.spillway.batch.sizing.SizingReport;
import io.spillway.batch.sizing.SizingRequest;
import io.spillway.batch.store.Creation;
import io.spillway.waterfall.sizing.SizingRules;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how large the insurance fund must be. */
@Command(name = "size-fund", description = {
    "Say how large the insurance fund must be: runs the cascade of a close under many scenarios.",
    "The same request on the same close is run once; asked again, or stopped and launched again, it goes on from there."})
final class SizeFundVerb extends Verb {

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "A closed business date.")
    private LocalDate date;

    @Option(names = "--source", paramLabel = "SOURCE", description = "${COMPLETION-CANDIDATES}; default: sizing.source.")
    private ScenarioKind source;

    @Option(names = "--scenarios", paramLabel = "N", description = {"How many are drawn; default: sizing.scenarios.",
        "HISTORICAL takes every window of the past, HYPOTHETICAL and FILE the whole set."})
    private Integer scenarios;

    @Option(names = "--scenario-file", paramLabel = "FILE",
            description = "The set of the source FILE, as --write-scenarios writes it.")
    private Path scenarioFile;

    @Option(names = "--write-scenarios", paramLabel = "FILE", description = "Also write the scenarios into a new file.")
    private Path writeScenarios;

    @Option(names = "--seed", paramLabel = "SEED", description = "Default: sizing.seed.")
    private Integer seed;

    @Option(names = "--holding-period-days", paramLabel = "DAYS",
            description = "Business days that a move takes; default: sizing.holdingPeriodDays.")
    private Integer holdingPeriodDays;

    @Option(names = "--degrees-of-freedom", paramLabel = "V",
            description = "Of the Student-t distribution; default: sizing.degreesOfFreedom.")
    private Integer degreesOfFreedom;

    @Option(names = "--target", paramLabel = "P",
            description = "Probability of a socialised loss that is accepted; default: sizing.target.")
    private BigDecimal target;

    @Option(names = "--step", paramLabel = "AMOUNT",
            description = "Base currency that fund sizes are whole multiples of; default: sizing.step.")
    private BigDecimal step;

    @Option(names = "--contributions", paramLabel = "BASIS",
            description = "What contributions are pro rata to: ${COMPLETION-CANDIDATES}; default: sizing.contributions.")
    private SizingRules.ContributionBasis contributions;

    @Option(names = "--floor", paramLabel = "AMOUNT",
            description = "Base currency that every member contributes at least; default: sizing.floor.")
    private BigDecimal floor;

    @Option(names = "--sensitivities", defaultValue = "ON", paramLabel = "ON|OFF",
            description = "Also run every scenario with impact, assessments and fund taken otherwise. Default: ON.")
    private SizingRequest.Sensitivities sensitivities;

    @Option(names = "--reports", paramLabel = "DIR", description = "Where the workbook goes; default: DATA/reports.")
    private Path reports;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one for each processor.")
    private Integer threads;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        BatchContext.Start start = new BatchContext.Start(operator(), SettingsLoader.load(configDirectory()).settings(),
                database(), Creation.REFUSED, Clock.systemUTC());
        SizingRequest request = request(start.settings());
        SizeFund.Pace pace = pace();
        try (BatchContext context = BatchContext.open(start, EndOfDayJobConfiguration.class,
                SizeFundJobConfiguration.class)) {
            SizeFund sizing = context.get(SizeFund.class);
            if (writeScenarios != null) {
                sizing.writeScenarios(date, request, writeScenarios);
            }
            LaunchOutcome outcome = sizing.run(date, request, pace,
                    (done, size) -> err().println("scenarios: " + done + " of " + size));
            if (outcome.ending() != Ending.COMPLETED && outcome.ending() != Ending.ALREADY_COMPLETE) {
                throw new CommandFailure(outcome.ending() == Ending.BLOCKED ? ExitCode.BLOCKED_BY_DATA : ExitCode.FAILED,
                        outcome.message());
            }
            SizeFund.Sized sized = sizing.conclude(date, request);
            SizingReport.Written written = new SizingReport(sized).write(
                    reports == null ? start.database().directory().resolve("reports") : reports);
            SizingText text = new SizingText(sized, written);
            if (json.isWanted()) {
                JsonOption.write(out(), text.document());
            } else {
                text.print(out());
            }
            return ExitCode.DONE;
        }
    }

    private SizeFund.Pace pace() {
        try {
            return threads == null ? SizeFund.Pace.standard() : SizeFund.Pace.of(threads);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, e.getMessage());
        }
    }

    /** The settings with what the options say instead. */
    private SizingRequest request(Settings settings) {
        SizingSettings own = settings.sizing();
        Scenarios draw = own.scenarios();
        SizingSettings asked = new SizingSettings(new Scenarios(
                scenarioFile == null ? or(source, draw.source()) : or(source, ScenarioKind.FILE),
                or(scenarios, draw.count()), or(seed, draw.seed()), or(holdingPeriodDays, draw.holdingPeriodDays()),
                or(degreesOfFreedom, draw.degreesOfFreedom())), own.levels(), or(target, own.target()),
                or(step, own.step()), or(contributions, own.contributions()), or(floor, own.floor()), own.schedule());
        try {
            return new SizingRequest(asked.scenarios(), SizingRequest.rules(settings, asked), sensitivities,
                    SizingRequest.Named.of(settings), Optional.ofNullable(scenarioFile).map(ScenarioFile::read));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, e.getMessage());
        }
    }

    private static <T> T or(T option, T setting) {
        return option == null ? setting : option;
    }
}
