package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.EndOfDayJobConfiguration;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.sizing.ScenarioKind;
import io.spillway.batch.sizing.SizeFund;
import io.spillway.batch.sizing.SizeFundJobConfiguration;
import io.spillway.batch.sizing.SizingRequest;
import io.spillway.batch.store.Creation;
import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.sizing.SizingRules;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says how large the insurance fund must be. */
@Command(name = "size-fund", description = {
    "Say how large the insurance fund must be: runs the cascade of a close under many scenarios.",
    "The same request on the same close is run once; asked again, or stopped and launched again, it goes on from there."})
final class SizeFundVerb extends Verb {

    private static final List<BigDecimal> LEVELS = List.of(new BigDecimal("0.99"), new BigDecimal("0.995"),
            new BigDecimal("0.999"));

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "A closed business date.")
    private LocalDate date;

    @Option(names = "--source", defaultValue = "MONTE_CARLO", paramLabel = "SOURCE",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private ScenarioKind source;

    @Option(names = "--scenarios", defaultValue = "10000", paramLabel = "N",
            description = "How many; HISTORICAL takes every window of the past. Default: ${DEFAULT-VALUE}.")
    private int scenarios;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "SEED", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--holding-period-days", defaultValue = "2", paramLabel = "DAYS",
            description = "Business days that a move takes. Default: ${DEFAULT-VALUE}.")
    private int holdingPeriodDays;

    @Option(names = "--degrees-of-freedom", defaultValue = "4", paramLabel = "V",
            description = "Of the Student-t distribution; fewer have fatter tails. Default: ${DEFAULT-VALUE}.")
    private int degreesOfFreedom;

    @Option(names = "--target", defaultValue = "0.001", paramLabel = "P",
            description = "Probability of a socialised loss that is accepted. Default: ${DEFAULT-VALUE}.")
    private BigDecimal target;

    @Option(names = "--step", defaultValue = "10000", paramLabel = "AMOUNT",
            description = "Base currency that fund sizes are whole multiples of. Default: ${DEFAULT-VALUE}.")
    private BigDecimal step;

    @Option(names = "--contributions", defaultValue = "STRESS_LOSS", paramLabel = "BASIS",
            description = "What contributions are pro rata to: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private SizingRules.ContributionBasis contributions;

    @Option(names = "--floor", defaultValue = "0", paramLabel = "AMOUNT",
            description = "Base currency that every member contributes at least. Default: ${DEFAULT-VALUE}.")
    private BigDecimal floor;

    @Option(names = "--threads", paramLabel = "N", description = "Default: one for each processor.")
    private Integer threads;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        BatchContext.Start start = new BatchContext.Start(operator(), SettingsLoader.load(configDirectory()).settings(),
                database(), Creation.REFUSED, Clock.systemUTC());
        SizingRequest request = request(start.settings().house().scaleOf(start.settings().house().baseCurrency()));
        try (BatchContext context = BatchContext.open(start, EndOfDayJobConfiguration.class,
                SizeFundJobConfiguration.class)) {
            SizeFund sizing = context.get(SizeFund.class);
            LaunchOutcome outcome = sizing.run(date, request,
                    threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                    done -> err().println("scenarios: " + done + (source == ScenarioKind.HISTORICAL ? "" : " of " + scenarios)));
            if (outcome.ending() != Ending.COMPLETED && outcome.ending() != Ending.ALREADY_COMPLETE) {
                throw new CommandFailure(outcome.ending() == Ending.BLOCKED ? ExitCode.BLOCKED_BY_DATA : ExitCode.FAILED,
                        outcome.message());
            }
            SizingText text = new SizingText(sizing.conclude(date, request));
            if (json.isWanted()) {
                JsonOption.write(out(), text.document());
            } else {
                text.print(out());
            }
            return ExitCode.DONE;
        }
    }

    private SizingRequest request(int scale) {
        if (threads != null && threads < 1) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--threads must be at least 1, not " + threads);
        }
        try {
            return new SizingRequest(source, scenarios, seed, holdingPeriodDays, degreesOfFreedom,
                    new SizingRules(LEVELS, target, Amounts.exact(step, scale), contributions,
                            Amounts.exact(floor, scale)));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, e.getMessage());
        }
    }
}
