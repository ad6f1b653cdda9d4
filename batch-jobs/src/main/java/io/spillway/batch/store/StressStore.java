package io.spillway.batch.store;

import io.spillway.waterfall.scenario.ScenarioKind;
import io.spillway.waterfall.sizing.ScenarioOutcome;
import io.spillway.waterfall.sizing.StressTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of the day's stress test and of fund sizes, in the caller's transaction. Amounts are base minor units. */
public final class StressStore {

    private final JdbcTemplate jdbc;

    public StressStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What a scenario would cost.
     *
     * @param source HYPOTHETICAL or HISTORICAL
     * @param cascade what the whole cascade comes to, where it was run
     */
    public record Outcome(ScenarioKind source, StressTest.Loss loss, Optional<ScenarioOutcome> cascade) {

        public static Outcome of(ScenarioKind source, StressTest.Loss loss) {
            return new Outcome(source, loss, Optional.empty());
        }

        public Outcome with(ScenarioOutcome outcome) {
            return new Outcome(source, loss, Optional.of(outcome));
        }

        public String name() {
            return loss.name();
        }

        public long cover1() {
            return loss.cover1();
        }

        public long cover2() {
            return loss.cover2();
        }

        public String firstGroup() {
            return loss.firstGroup();
        }

        public String secondGroup() {
            return loss.secondGroup();
        }
    }

    /**
     * A day's stress test.
     *
     * @param prefunded contributions and shared layers at the close
     * @param description what was run, in words
     */
    public record Stressed(List<Outcome> outcomes, long prefunded, String description) {
    }

    /** Writes a cycle's stress test in place of an earlier one. */
    public void write(long cycleId, Stressed stressed) {
        jdbc.update("delete from stress_outcome where cycle_id = ?", cycleId);
        jdbc.update("delete from stress_run where cycle_id = ?", cycleId);
        jdbc.update("insert into stress_run (cycle_id, prefunded, description) values (?, ?, ?)", cycleId,
                stressed.prefunded(), stressed.description());
        jdbc.batchUpdate("insert into stress_outcome (cycle_id, source, scenario_no, name, cover_1, cover_2, first_group,"
                + " second_group, need, socialised, defaults, rounds) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                stressed.outcomes().stream().map(o -> new Object[] {cycleId, o.source().name(), o.loss().number(),
                    o.name(), o.cover1(), o.cover2(), o.firstGroup(), o.secondGroup(),
                    o.cascade().map(ScenarioOutcome::need).orElse(null),
                    o.cascade().map(ScenarioOutcome::socialised).orElse(null),
                    o.cascade().map(ScenarioOutcome::defaults).orElse(null),
                    o.cascade().map(ScenarioOutcome::rounds).orElse(null)}).toList());
    }

    /** A scenario's stress as it is stored; the last four are null where the cascade was not run. */
    public record Row(String source, StressTest.Loss loss, Long need, Long socialised, Integer defaults, Integer rounds) {
    }

    /** A stored stress test, largest Cover-2 first; empty for a cycle without one. */
    public Optional<Stored> read(long cycleId) {
        return jdbc.query("select prefunded, description from stress_run where cycle_id = ?", (run, n) ->
                new Stored(run.getLong(1), run.getString(2), jdbc.query("select source, scenario_no, name, cover_1, cover_2,"
                        + " first_group, second_group, need, socialised, defaults, rounds from stress_outcome"
                        + " where cycle_id = ? order by cover_2 desc, source desc, scenario_no", (row, m) -> new Row(
                        row.getString(1), new StressTest.Loss(row.getInt(2), row.getString(3), row.getLong(4),
                                row.getLong(5), row.getString(6), row.getString(7)),
                        row.getObject(8, Long.class), row.getObject(9, Long.class), row.getObject(10, Integer.class),
                        row.getObject(11, Integer.class)), cycleId)), cycleId).stream().findFirst();
    }

    /** A stress test as it is stored. */
    public record Stored(long prefunded, String description, List<Row> rows) {
    }

    /**
     * What the insurance fund should hold.
     *
     * @param why such as "were approved on the close of 2026-03-05 (act 3)"
     */
    public record Wanted(long amount, String why) {
    }

    /** The size approved last, or else the one that the newest sizing recommended; of dates up to this one. */
    public Optional<Wanted> wanted(LocalDate date) {
        Optional<Wanted> approved = jdbc.query("select amount, business_date, act_no from fund_size where business_date <= ?"
                + " order by business_date desc, act_no desc", (row, n) -> new Wanted(row.getLong(1),
                "were approved on the close of " + row.getObject(2, LocalDate.class) + " (act " + row.getLong(3) + ")"), date)
                .stream().findFirst();
        return approved.or(() -> jdbc.query("select recommended, business_date from sizing_run where recommended is not null"
                + " and business_date <= ? order by business_date desc, sizing_id desc", (row, n) ->
                new Wanted(row.getLong(1), "were recommended by the sizing on the close of "
                        + row.getObject(2, LocalDate.class)), date).stream().findFirst());
    }

    /** Notes a size that treasury approved. */
    public void approve(long actNo, LocalDate from, long amount) {
        jdbc.update("insert into fund_size (act_no, business_date, amount) values (?, ?, ?)", actNo, from, amount);
    }
}
