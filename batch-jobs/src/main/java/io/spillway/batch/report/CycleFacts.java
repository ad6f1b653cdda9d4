package io.spillway.batch.report;

import io.spillway.reports.defaults.DefaultData;
import io.spillway.reports.margin.MarginData;
import io.spillway.reports.supervisory.SupervisoryData;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Everything a cycle's reports need, read from the tables: sums and presentation only, nothing is computed a second
 * time. The same cycle gives the same facts whenever it is asked for. Runs in the caller's transaction.
 */
public final class CycleFacts {

    private static final int FETCH_ROWS = 10_000;

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final ReportedHouse house;
    private CycleJournals journals;

    /**
     * A comparison that the cycle made before it closed (rule 6.2).
     *
     * @param outcome PASS or FAIL
     */
    public record Comparison(String name, String ours, String ledgers, String outcome) {
    }

    private CycleFacts(JdbcTemplate jdbc, ReportedCycle cycle) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.house = new ReportedHouse(jdbc, cycle);
    }

    /**
     * Opens a cycle's facts.
     *
     * @throws IllegalArgumentException if there is no such cycle
     * @throws IllegalStateException if it has no results yet
     */
    public static CycleFacts of(JdbcTemplate jdbc, long cycleId) {
        JdbcTemplate streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource(), "dataSource"));
        streaming.setFetchSize(FETCH_ROWS);
        return new CycleFacts(streaming, ReportedCycle.load(streaming, cycleId));
    }

    ReportedCycle cycle() {
        return cycle;
    }

    ReportedHouse house() {
        return house;
    }

    /** Read once, when the first report asks. */
    private CycleJournals journals() {
        if (journals == null) {
            journals = CycleJournals.read(jdbc, cycle, house);
        }
        return journals;
    }

    /** Margin and settlement. */
    public MarginData margin() {
        return new MarginFacts(jdbc, cycle, house, journals()).data();
    }

    /** The cascade; empty where nothing was closed out and nobody defaulted. */
    public Optional<DefaultData> defaults() {
        return DefaultFacts.happened(jdbc, cycle.cycleId())
                ? Optional.of(new DefaultFacts(jdbc, cycle, house).data(DefaultFacts.Journals.READ)) : Optional.empty();
    }

    /** What the supervisor is told. */
    public SupervisoryData supervisory() {
        return new SupervisoryFacts(jdbc, cycle, house, journals()).data();
    }

    /** The comparisons of the books that the cycle made, in order. */
    public List<Comparison> comparisons() {
        return jdbc.query("select name, ours, ledgers, outcome from cycle_check where cycle_id = ? order by check_no",
                (row, n) -> new Comparison(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                cycle.cycleId());
    }
}
