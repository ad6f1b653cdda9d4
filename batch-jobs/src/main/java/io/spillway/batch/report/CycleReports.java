package io.spillway.batch.report;

import io.spillway.batch.report.ReportNames.Kind;
import io.spillway.reports.defaults.DefaultWorkbook;
import io.spillway.reports.margin.MarginWorkbook;
import io.spillway.reports.supervisory.SupervisoryWorkbook;
import io.spillway.reports.workbook.Check;
import io.spillway.reports.workbook.WorkbookDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes a cycle's workbooks, as often as they are wanted: the same cycle gives the same parts (fault 57). */
public final class CycleReports {

    private final JdbcTemplate jdbc;

    public CycleReports(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Writes daily margin and settlement, the default management pack where something was closed out or defaulted, and
     * the daily supervisory report, each in place of any file of its name. Runs in the caller's transaction.
     *
     * @param directory made where it is missing
     * @return the files in that order
     * @throws IllegalArgumentException if there is no such cycle
     * @throws IllegalStateException if it has no results yet
     * @throws UncheckedIOException if a file cannot be written; the message names it
     */
    public List<WrittenReport> write(long cycleId, Path directory) {
        CycleFacts facts = CycleFacts.of(jdbc, cycleId);
        try {
            Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot make the folder " + directory.toAbsolutePath() + " for the reports: "
                    + failed.getMessage(), failed);
        }
        List<WrittenReport> written = new ArrayList<>();
        List<Check> books = facts.comparisons().stream().map(CycleReports::check).toList();
        written.add(write(facts, Kind.MARGIN, directory, file -> new MarginWorkbook(books).write(facts.margin(), file)));
        facts.defaults().ifPresent(data -> written.add(write(facts, Kind.DEFAULTS, directory,
                file -> new DefaultWorkbook(books).write(data, file))));
        written.add(write(facts, Kind.SUPERVISORY, directory,
                file -> new SupervisoryWorkbook(books).write(facts.supervisory(), file)));
        return written;
    }

    /** A comparison's name ends with its currency where it is of money: "Cash of all accounts, USD". */
    private static Check check(CycleFacts.Comparison made) {
        int comma = made.name().lastIndexOf(", ");
        return new Check(comma < 0 ? made.name() : made.name().substring(0, comma),
                comma < 0 ? "count" : made.name().substring(comma + 2), new BigDecimal(made.ours()),
                new BigDecimal(made.ledgers()));
    }

    private static WrittenReport write(CycleFacts facts, Kind kind, Path directory, Consumer<Path> content) {
        ReportedCycle cycle = facts.cycle();
        String name = ReportNames.workbook(cycle.house(), kind, cycle.businessDate(), cycle.cycleNo());
        Path file = directory.resolve(name);
        content.accept(file);
        return new WrittenReport(name, WorkbookDigest.of(file));
    }

    /** Keeps the digests with the cycle, in place of earlier ones. Runs in the caller's transaction. */
    public void record(long cycleId, List<WrittenReport> written) {
        jdbc.update("delete from report_file where cycle_id = ?", cycleId);
        for (WrittenReport report : written) {
            jdbc.update("insert into report_file (cycle_id, name, sha256) values (?, ?, ?)", cycleId, report.name(),
                    report.sha256());
        }
    }
}
