package io.spillway.batch.sizing;

import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.waterfall.sizing.FundSizing;
import io.spillway.waterfall.sizing.ScenarioOutcome;
import io.spillway.waterfall.sizing.StressHouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of a sizing, in the caller's transaction. */
final class SizingStore {

    private final JdbcTemplate jdbc;

    SizingStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The run of a request, if it was begun. */
    Optional<Long> find(ClearingCycleRow cycle, SizingRequest request) {
        return jdbc.queryForList("select sizing_id from sizing_run where business_date = ? and cycle_no = ?"
                + " and request = ?", Long.class, cycle.businessDate(), cycle.cycleNo(), request.text())
                .stream().findFirst();
    }

    /** Begins a run; a run that was begun already stays. */
    void begin(ClearingCycleRow cycle, SizingRequest request, SizingHouse house) {
        if (find(cycle, request).isEmpty()) {
            jdbc.update("insert into sizing_run (sizing_id, business_date, cycle_no, request, cycle_digest, scenarios,"
                    + " description) select coalesce(max(sizing_id), 0) + 1, cast(? as date), cast(? as int),"
                    + " cast(? as varchar), cast(? as varchar), cast(? as int), cast(? as varchar) from sizing_run",
                    cycle.businessDate(), cycle.cycleNo(), request.text(), cycle.digest(), house.source().size(),
                    house.description());
        }
    }

    /** How many scenarios are done; they are done in the order of their numbers. */
    int done(long sizingId) {
        return jdbc.queryForObject("select count(*) from sizing_outcome where sizing_id = ?", Integer.class, sizingId);
    }

    /** A scenario that was run. */
    record Result(ScenarioOutcome outcome, String name, long criticalFund) {
    }

    /** Writes a range of results and what its scenarios cost members. */
    void write(long sizingId, List<Result> results, StressHouse house, long[] memberLosses) {
        jdbc.batchUpdate("insert into sizing_outcome (sizing_id, scenario_no, name, cover_1, cover_2, need, linear_need,"
                + " beyond_prefunded, socialised, defaults, rounds, critical_fund) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                results.stream().map(r -> new Object[] {sizingId, r.outcome().number(), r.name(), r.outcome().cover1(),
                    r.outcome().cover2(), r.outcome().need(), r.outcome().linearNeed(), r.outcome().beyondPrefunded(),
                    r.outcome().socialised(), r.outcome().defaults(), r.outcome().rounds(), r.criticalFund()}).toList());
        List<Object[]> losses = new ArrayList<>();
        for (int m = 0; m < memberLosses.length; m++) {
            if (memberLosses[m] > 0) {
                losses.add(new Object[] {sizingId, results.get(0).outcome().number(), house.book().memberIds().get(m),
                    memberLosses[m]});
            }
        }
        jdbc.batchUpdate("insert into sizing_member_loss (sizing_id, first_scenario, member_id, stress_loss)"
                + " values (?, ?, ?, ?)", losses);
    }

    /** Every result in the order of its number. */
    List<Result> results(long sizingId) {
        return jdbc.query("select scenario_no, cover_1, cover_2, need, linear_need, beyond_prefunded, socialised, defaults,"
                + " rounds, name, critical_fund from sizing_outcome where sizing_id = ? order by scenario_no",
                (row, n) -> new Result(new ScenarioOutcome(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4),
                        row.getLong(5), row.getLong(6), row.getLong(7), row.getInt(8), row.getInt(9)), row.getString(10),
                        row.getLong(11)), sizingId);
    }

    /** All of it, as the conclusions take it. */
    FundSizing.Runs runs(long sizingId, StressHouse house) {
        List<Result> results = results(sizingId);
        long[] losses = new long[house.book().members()];
        jdbc.query("select member_id, stress_loss from sizing_member_loss where sizing_id = ?", row -> {
            int member = house.book().memberIds().indexOf(row.getString(1));
            losses[member] = Math.addExact(losses[member], row.getLong(2));
        }, sizingId);
        return new FundSizing.Runs(results.stream().map(Result::outcome).toList(),
                results.stream().mapToLong(Result::criticalFund).toArray(), losses);
    }
}
