package io.spillway.batch.cli;

import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.DayProgress;
import io.spillway.batch.eod.EndOfDay;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.report.CycleChanges;
import io.spillway.batch.report.DaySummary;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.CycleStore;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Runs one day for a verb and tells how it ended, for people or as JSON. */
final class DayRun {

    private static final Logger LOG = LoggerFactory.getLogger(DayRun.class);

    private final Verb verb;
    private final Creation creation;

    DayRun(Verb verb, Creation creation) {
        this.verb = verb;
        this.creation = creation;
    }

    /** @throws io.spillway.batch.CommandFailure if a text says nothing or is too long to be kept */
    CycleStore.Approval approval(String name, String reason) {
        return ActOptions.approval(name, reason);
    }

    /** A line a step, on standard error. */
    DayProgress progress() {
        return (step, took) -> verb.err().printf(Locale.ROOT, "  %-24s %6.1f s%n", step, took.toMillis() / 1e3);
    }

    ExitCode run(EndOfDay.Request request, JsonOption json) {
        return run(endOfDay -> request, EndOfDay::run, json);
    }

    /** Runs the day that the request names once the database is open: begun, continued or corrected. */
    ExitCode run(Function<EndOfDay, EndOfDay.Request> chosen,
            BiFunction<EndOfDay, EndOfDay.Request, LaunchOutcome> launch, JsonOption json) {
        Settings settings = SettingsLoader.load(verb.configDirectory()).settings();
        BatchContext.Start start = new BatchContext.Start(verb.operator(), settings, verb.database(), creation,
                Clock.systemUTC());
        try (BatchContext context = DayContext.open(start)) {
            EndOfDay endOfDay = context.get(EndOfDay.class);
            EndOfDay.Request request = chosen.apply(endOfDay);
            LaunchOutcome outcome = launch.apply(endOfDay, request);
            outcome.failures().forEach(failure -> LOG.info("the day failed", failure));
            tell(new Told(outcome, request, DaySummary.of(context.get(JdbcTemplate.class), request.businessDate()),
                    outcome.ending() == LaunchOutcome.Ending.COMPLETED ? changes(context, request) : Optional.empty()),
                    json);
            return outcome.ending().exitCode();
        }
    }

    /** What a correction changed, where one just closed. */
    private static Optional<CycleChanges> changes(BatchContext context, EndOfDay.Request request) {
        return context.get(EndOfDay.class).newest(request.businessDate()).flatMap(pair -> pair.corrected().map(before ->
                CycleChanges.between(context.get(JdbcTemplate.class), before.cycleId(), pair.cycle().cycleId())));
    }

    private record Told(LaunchOutcome outcome, EndOfDay.Request request, Optional<DaySummary> summary,
                        Optional<CycleChanges> changes) {
    }

    private void tell(Told told, JsonOption json) {
        LaunchOutcome outcome = told.outcome();
        if (json.isWanted()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("businessDate", told.request().businessDate().toString());
            document.put("ending", outcome.ending().name());
            document.put("message", outcome.message());
            told.summary().ifPresent(found -> document.put("summary", found));
            told.changes().ifPresent(found -> document.put("changes", found));
            JsonOption.write(verb.out(), document);
            return;
        }
        told.summary().ifPresent(found -> new DaySummaryPrinter(verb.out()).print(found));
        told.changes().ifPresent(found -> new DaySummaryPrinter(verb.out()).print(found));
        boolean good = outcome.ending() == LaunchOutcome.Ending.COMPLETED;
        (good ? verb.out() : verb.err()).println((good ? "" : "spillway: ") + outcome.message());
    }
}
