package io.spillway.batch.report;

import io.spillway.reports.defaults.DefaultWorkbook;
import io.spillway.reports.margin.MarginData;
import io.spillway.reports.margin.MarginWorkbook;
import io.spillway.reports.supervisory.SupervisoryData;
import io.spillway.reports.supervisory.SupervisoryWorkbook;
import io.spillway.reports.workbook.Check;
import io.spillway.reports.workbook.WrittenWorkbook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
        List<WrittenReport> written = new ArrayList<>();
        try (WritingAside aside = new WritingAside()) {
            for (ReportKind kind : ReportKind.values()) {
                prepared(facts, kind, directory).ifPresent(report -> aside.put(report, written::add));
            }
            aside.finish(written::add);
        }
        return written;
    }

    /**
     * Writes one workbook of a cycle, in place of any file of its name.
     *
     * @return the file; empty where the cycle has no such workbook
     */
    static Optional<WrittenReport> write(CycleFacts facts, ReportKind kind, Path directory) {
        return prepared(facts, kind, directory).map(Supplier::get);
    }

    /** Reads what the workbook needs; what is returned writes it and reads nothing more. */
    private static Optional<Supplier<WrittenReport>> prepared(CycleFacts facts, ReportKind kind, Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException("Cannot make the folder " + directory.toAbsolutePath() + " for the reports: "
                    + failed.getMessage(), failed);
        }
        List<Check> books = facts.comparisons().stream().map(CycleReports::check).toList();
        String name = name(facts.cycle(), kind);
        Path file = directory.resolve(name);
        return switch (kind) {
            case MARGIN -> {
                MarginData data = facts.margin();
                yield Optional.of(() -> report(name, new MarginWorkbook(books).write(data, file)));
            }
            case DEFAULTS -> facts.defaults().map(data ->
                    () -> report(name, new DefaultWorkbook(books).write(data, file)));
            case SUPERVISORY -> {
                SupervisoryData data = facts.supervisory();
                yield Optional.of(() -> report(name, new SupervisoryWorkbook(books).write(data, file)));
            }
        };
    }

    private static WrittenReport report(String name, WrittenWorkbook written) {
        return new WrittenReport(name, written.sha256());
    }

    /** A comparison's name ends with its currency where it is of money: "Cash of all accounts, USD". */
    private static Check check(CycleFacts.Comparison made) {
        int comma = made.name().lastIndexOf(", ");
        return new Check(comma < 0 ? made.name() : made.name().substring(0, comma),
                comma < 0 ? "count" : made.name().substring(comma + 2), new BigDecimal(made.ours()),
                new BigDecimal(made.ledgers()));
    }

    /** The file's name. */
    static String name(ReportedCycle cycle, ReportKind kind) {
        return ReportNames.workbook(cycle.house(), kind, cycle.businessDate(), cycle.cycleNo());
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
