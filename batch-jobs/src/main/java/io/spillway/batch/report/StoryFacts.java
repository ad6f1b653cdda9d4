package io.spillway.batch.report;

import io.spillway.reports.page.Story;
import io.spillway.reports.page.StoryPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells the official closed cycles of a house as one page. */
public final class StoryFacts {

    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    private static final String REPORTS = "reports";

    private final JdbcTemplate jdbc;

    public StoryFacts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes the page of all official closed cycles; links to the workbooks in the folder reports beside it. */
    public void write(Path file) {
        write(file, FIRST, LAST);
    }

    /**
     * Writes the page of the official closed cycles between two dates, both included, in place of any file of that name.
     *
     * @throws IllegalStateException if there is none
     * @throws java.io.UncheckedIOException if the file cannot be written; the message names it
     */
    public void write(Path file, LocalDate from, LocalDate to) {
        PageFile.write(file, StoryPage.render(story(file.toAbsolutePath().resolveSibling(REPORTS), from, to)));
    }

    /**
     * The story of the official closed cycles between two dates, both included.
     *
     * @param reports folder of the workbooks; those that are there are listed, under its last name
     * @throws IllegalStateException if there is no such cycle
     */
    public Story story(Path reports, LocalDate from, LocalDate to) {
        List<ReportedCycle> cycles = jdbc.queryForList("select cycle_id from clearing_cycle c where status in ('CLOSED',"
                + " 'UNFUNDED') and business_date between ? and ? and cycle_no = (select max(cycle_no)"
                + " from clearing_cycle o where o.business_date = c.business_date and o.status in ('CLOSED',"
                + " 'UNFUNDED')) order by business_date", Long.class, from, to).stream()
                .map(id -> ReportedCycle.load(jdbc, id)).toList();
        if (cycles.isEmpty()) {
            throw new IllegalStateException("There is no closed cycle" + (from.equals(FIRST) && to.equals(LAST) ? ""
                    : " from " + from + " to " + to) + ", so there is nothing to tell; run a day first");
        }
        ReportedCycle last = cycles.get(cycles.size() - 1);
        List<Story.Workbook> workbooks = new ArrayList<>();
        cycles.forEach(cycle -> addWorkbooks(workbooks, cycle, reports));
        return new Story(last.house(), last.base().code(), last.base().scale(),
                "Made from the ledger and the stored facts of each date's official closed cycle.",
                cycles.stream().map(cycle -> new StoryDay(jdbc, cycle).day()).toList(),
                new ReportedHouse(jdbc, last).memberNames(), checks(cycles), workbooks);
    }

    private static void addWorkbooks(List<Story.Workbook> workbooks, ReportedCycle cycle, Path reports) {
        for (ReportKind kind : ReportKind.values()) {
            String name = ReportNames.workbook(cycle.house(), kind, cycle.businessDate(), cycle.cycleNo());
            if (Files.isRegularFile(reports.resolve(name))) {
                workbooks.add(new Story.Workbook(reports.getFileName() + "/" + name,
                        kind.holds() + ", " + cycle.businessDate()));
            }
        }
    }

    private record Comparison(LocalDate date, String ours, String ledgers, String outcome) {
    }

    /** The comparisons of all days, one line a name; a day that fails has a line of its own. */
    private List<Story.Check> checks(List<ReportedCycle> cycles) {
        Map<String, List<Comparison>> byName = new LinkedHashMap<>();
        for (ReportedCycle cycle : cycles) {
            jdbc.query("select name, ours, ledgers, outcome from cycle_check where cycle_id = ? order by check_no", row -> {
                byName.computeIfAbsent(row.getString(1), name -> new ArrayList<>()).add(new Comparison(
                        cycle.businessDate(), row.getString(2), row.getString(3), row.getString(4)));
            }, cycle.cycleId());
        }
        List<Story.Check> checks = new ArrayList<>();
        byName.forEach((name, comparisons) -> {
            List<Comparison> passed = comparisons.stream().filter(c -> c.outcome().equals("PASS")).toList();
            comparisons.stream().filter(c -> !c.outcome().equals("PASS")).forEach(failed -> checks.add(new Story.Check(
                    name, Story.Verdict.FAIL, failed.date() + ": " + failed.ours() + ", the ledger has "
                    + failed.ledgers())));
            if (!passed.isEmpty()) {
                Comparison newest = passed.get(passed.size() - 1);
                checks.add(new Story.Check(name, Story.Verdict.PASS, passed.size() + " of " + comparisons.size()
                        + (comparisons.size() == 1 ? " day agrees; " : " days agree; ") + newest.date() + ": "
                        + newest.ours() + " in the results and in the ledger"));
            }
        });
        return checks;
    }
}
