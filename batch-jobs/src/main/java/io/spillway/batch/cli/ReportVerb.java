package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.report.ReportIndex;
import io.spillway.batch.report.ReportKind;
import io.spillway.batch.report.ReportsAgain;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes workbooks of a closed cycle again. */
@Command(name = "report", description = {"Make a closed cycle's workbooks again, from the tables.",
    "Each is held against the digest kept when the cycle closed.",
    "Exit code 0: the same; 1: one differs, or there is no such cycle or workbook."})
final class ReportVerb extends Verb {

    @Option(names = "--type", split = ",", paramLabel = "TYPE",
            description = "margin, defaults or supervisory; several with commas (default: all that the cycle has).")
    private List<ReportKind> kinds = List.of();

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "Business date, such as 2026-03-02.")
    private LocalDate date;

    @Option(names = "--cycle", paramLabel = "N",
            description = "Cycle of that date, also a superseded one (default: the official one).")
    private Integer cycle;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the workbooks go (default: DATA/reports).")
    private Path directory;

    @Mixin
    private JsonOption json;

    @Override
    protected ExitCode run() {
        ReportsAgain.Outcome outcome = make();
        if (json.isWanted()) {
            JsonOption.write(out(), document(outcome));
        } else {
            outcome.made().forEach(this::print);
        }
        if (!outcome.isSame()) {
            throw new CommandFailure(ExitCode.FAILED, "cycle " + outcome.cycleNo() + " of " + outcome.businessDate()
                    + ": not what was written when it closed: " + outcome.made().stream().filter(made -> !made.isSame())
                    .map(made -> made.kind().holds()).collect(Collectors.joining(", "))
                    + "; verify --date " + outcome.businessDate() + " tells whether the results still are");
        }
        return ExitCode.DONE;
    }

    private ReportsAgain.Outcome make() {
        try (Connection connection = database().connect()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            Path folder = DayContext.reports(directory, dataDirectory());
            ReportsAgain.Outcome outcome = new ReportsAgain(jdbc).make(new ReportsAgain.Request(date,
                    cycle == null ? OptionalInt.empty() : OptionalInt.of(cycle), Set.copyOf(kinds), folder));
            if (directory == null) {
                new ReportIndex(jdbc).write(folder);
            }
            return outcome;
        } catch (SQLException e) {
            throw new IllegalStateException("the database was lost while it was read", e);
        }
    }

    private void print(ReportsAgain.Made made) {
        out().println((made.isSame() ? "same     " : "differs  ") + made.file());
        if (!made.isSame()) {
            out().println("         made now " + made.made() + ", kept " + made.stored());
        }
        made.altered().ifPresent(file -> out().println("         the file that lay there had been changed; it is now "
                + file));
    }

    private static Map<String, Object> document(ReportsAgain.Outcome outcome) {
        List<Map<String, Object>> workbooks = new ArrayList<>();
        for (ReportsAgain.Made made : outcome.made()) {
            Map<String, Object> workbook = new LinkedHashMap<>();
            workbook.put("type", made.kind().name());
            workbook.put("file", made.file().toString());
            workbook.put("stored", made.stored());
            workbook.put("made", made.made());
            workbook.put("same", made.isSame());
            made.altered().ifPresent(file -> workbook.put("alteredFile", file.toString()));
            workbooks.add(workbook);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("businessDate", outcome.businessDate().toString());
        document.put("cycle", outcome.cycleNo());
        document.put("status", outcome.status());
        document.put("same", outcome.isSame());
        document.put("workbooks", workbooks);
        return document;
    }
}
