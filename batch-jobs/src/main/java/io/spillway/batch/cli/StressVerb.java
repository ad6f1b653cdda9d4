package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.launch.BatchContext;
import io.spillway.batch.settings.SettingsLoader;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.Creation;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.StressStore;
import io.spillway.batch.store.StressStore.Row;
import io.spillway.batch.store.StressStore.Stored;
import io.spillway.domain.money.Amounts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the stress test of a closed day. */
@Command(name = "stress", description = {"Show the stress test of a closed day: what scenarios would cost, against what is prefunded.",
    "The end of day runs it; nothing is computed here."})
final class StressVerb extends Verb {

    private static final int SHOWN_WINDOWS = 10;

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "A closed business date.")
    private LocalDate date;

    @Mixin
    private JsonOption json;

    private record Found(ClearingCycleRow cycle, Stored stress) {
    }

    @Override
    protected ExitCode run() {
        BatchContext.Start start = new BatchContext.Start(operator(), SettingsLoader.load(configDirectory()).settings(),
                database(), Creation.REFUSED, Clock.systemUTC());
        try (BatchContext context = DayContext.open(start)) {
            Found found = new TransactionTemplate(context.get(PlatformTransactionManager.class))
                    .execute(status -> find(context));
            if (json.isWanted()) {
                JsonOption.write(out(), document(found));
            } else {
                print(found);
            }
        }
        return ExitCode.DONE;
    }

    private Found find(BatchContext context) {
        ClearingCycleRow cycle = context.get(CycleStore.class).official(date).orElseThrow(() -> new CommandFailure(
                ExitCode.BLOCKED_BY_DATA, date + " is not closed; run eod --date " + date + " first"));
        return new Found(cycle, new StressStore(context.get(JdbcTemplate.class)).read(cycle.cycleId())
                .orElseThrow(() -> new CommandFailure(ExitCode.BLOCKED_BY_DATA, date + " was closed by a version without"
                        + " a stress test; there is none to show")));
    }

    private static Map<String, Object> document(Found found) {
        int scale = found.cycle().baseScale();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("businessDate", found.cycle().businessDate().toString());
        document.put("cycle", found.cycle().cycleNo());
        document.put("digest", found.cycle().digest());
        document.put("currency", found.cycle().baseCurrency());
        document.put("description", found.stress().description());
        document.put("prefunded", Amounts.text(found.stress().prefunded(), scale));
        document.put("cover2Prefunded", found.stress().rows().stream()
                .allMatch(row -> row.loss().cover2() <= found.stress().prefunded()));
        document.put("scenarios", found.stress().rows().stream().map(row -> scenario(row, scale)).toList());
        return document;
    }

    private static Map<String, Object> scenario(Row row, int scale) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("source", row.source());
        one.put("name", row.loss().name());
        one.put("cover1", Amounts.text(row.loss().cover1(), scale));
        one.put("cover2", Amounts.text(row.loss().cover2(), scale));
        one.put("groups", List.of(row.loss().firstGroup(), row.loss().secondGroup()).stream()
                .filter(group -> !group.isEmpty()).toList());
        if (row.need() != null) {
            one.put("need", Amounts.text(row.need(), scale));
            one.put("socialised", Amounts.text(row.socialised(), scale));
            one.put("defaults", row.defaults());
            one.put("rounds", row.rounds());
        }
        return one;
    }

    private void print(Found found) {
        Stored stress = found.stress();
        int scale = found.cycle().baseScale();
        out().println("Stress test of the close of " + found.cycle().businessDate() + ", cycle " + found.cycle().cycleNo()
                + ": " + stress.description());
        out().println("Prefunded: " + grouped(stress.prefunded(), scale) + " " + found.cycle().baseCurrency());
        out().println();
        out().print(table("Hypothetical scenarios, with the whole cascade", stress.rows().stream()
                .filter(row -> row.need() != null).toList(), found, true).render());
        List<Row> windows = stress.rows().stream().filter(row -> row.need() == null && row.loss().cover1() > 0)
                .limit(SHOWN_WINDOWS).toList();
        out().println();
        if (windows.isEmpty()) {
            out().println("No past window costs anybody more than margin.");
        } else {
            out().print(table("The past windows that cost most", windows, found, false).render());
        }
    }

    private static TextTable table(String title, List<Row> rows, Found found, boolean withCascade) {
        TextTable table = TextTable.titled(title + ", " + found.cycle().baseCurrency()).left("Scenario")
                .right("Cover-1", "Cover-2", "of prefunded").left("Groups");
        if (withCascade) {
            table.right("Need", "Socialised", "Defaults", "Rounds");
        }
        int scale = found.cycle().baseScale();
        for (Row row : rows) {
            String groups = row.loss().firstGroup()
                    + (row.loss().secondGroup().isEmpty() ? "" : ", " + row.loss().secondGroup());
            String[] cells = {row.loss().name(), grouped(row.loss().cover1(), scale), grouped(row.loss().cover2(), scale),
                percent(row.loss().cover2(), found.stress().prefunded()), groups};
            if (withCascade) {
                table.row(cells[0], cells[1], cells[2], cells[3], cells[4], grouped(row.need(), scale),
                        grouped(row.socialised(), scale), String.valueOf(row.defaults()), String.valueOf(row.rounds()));
            } else {
                table.row(cells);
            }
        }
        return table;
    }

    private static String percent(long loss, long prefunded) {
        return prefunded == 0 ? loss == 0 ? "0%" : "nothing is" : Math.floorDiv(Math.multiplyExact(loss, 100L), prefunded)
                + "%";
    }

    private static String grouped(long minor, int scale) {
        return DaySummaryPrinter.amount(Amounts.major(minor, scale));
    }
}
