package io.spillway.batch.sizing;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleChain;
import io.spillway.batch.store.RowKeys;
import io.spillway.waterfall.sizing.FundSizing;
import io.spillway.waterfall.sizing.ScenarioOutcome;
import io.spillway.waterfall.sizing.Sensitivity;
import io.spillway.waterfall.sizing.StressHouse;
import io.spillway.waterfall.sizing.Variation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of a sizing, in the caller's transaction. */
final class SizingStore {

    /** About a quarter of a year. */
    private static final int AVERAGED_DAYS = 60;

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

    /**
     * Begins a run; a run that was begun already stays.
     *
     * @param sha256 digest of the scenarios
     * @return its id
     * @throws CommandFailure if the run was begun with other scenarios
     */
    long begin(ClearingCycleRow cycle, SizingRequest request, SizingHouse house, String sha256) {
        if (find(cycle, request).isEmpty()) {
            jdbc.update("insert into sizing_run (sizing_id, business_date, cycle_no, request, cycle_digest, scenarios,"
                    + " description, scenario_sha256) select coalesce(max(sizing_id), 0) + 1, cast(? as date),"
                    + " cast(? as int), cast(? as varchar), cast(? as varchar), cast(? as int), cast(? as varchar),"
                    + " cast(? as varchar) from sizing_run",
                    cycle.businessDate(), cycle.cycleNo(), request.text(), cycle.digest(), house.source().size(),
                    house.description(), sha256);
        }
        long id = find(cycle, request).orElseThrow();
        String begun = sha256(id);
        if (!begun.equals(sha256)) {
            throw new CommandFailure(ExitCode.FAILED, "the scenarios of this sizing have the digest " + sha256
                    + ", but it was begun with " + begun + "; give it another seed to begin a new one");
        }
        return id;
    }

    /** Notes what a run that is done recommends, for the days that follow. */
    void recommend(long sizingId, long amount, long insuranceFund) {
        jdbc.update("update sizing_run set recommended = ?, insurance_fund = ? where sizing_id = ?", amount, insuranceFund,
                sizingId);
    }

    /** Digest of a run's scenarios. */
    String sha256(long sizingId) {
        return jdbc.queryForObject("select scenario_sha256 from sizing_run where sizing_id = ?", String.class, sizingId);
    }

    /** How many scenarios are done. */
    int done(long sizingId) {
        return jdbc.queryForObject("select count(*) from sizing_outcome where sizing_id = ?", Integer.class, sizingId);
    }

    /** The scenarios of a range that are not done, ascending. */
    int[] missing(long sizingId, int first, int end) {
        Set<Integer> done = new HashSet<>(jdbc.queryForList("select scenario_no from sizing_outcome where sizing_id = ?"
                + " and scenario_no >= ? and scenario_no < ?", Integer.class, sizingId, first, end));
        return IntStream.range(first, end).filter(number -> !done.contains(number)).toArray();
    }

    /** A scenario that was run. */
    record Result(ScenarioOutcome outcome, String name, long criticalFund) {
    }

    /** What a scenario comes to in the house varied. */
    record Varied(Variation variation, int number, Sensitivity.Outcome outcome) {
    }

    /** Writes a range of results and what its scenarios cost members. */
    void write(long sizingId, ScenarioRunner.Range range, StressHouse house) {
        List<Result> results = range.results();
        long[] memberLosses = range.memberLosses();
        jdbc.batchUpdate("insert into sizing_variation (sizing_id, scenario_no, parameter, amount, need, socialised,"
                + " critical_fund) values (?, ?, ?, ?, ?, ?, ?)",
                range.varied().stream().map(v -> new Object[] {sizingId, v.number(), v.variation().parameter().name(),
                    v.variation().value(), v.outcome().need(), v.outcome().socialised(), v.outcome().criticalFund()})
                        .toList());
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

    /** What came out otherwise in the house so varied, by scenario number. */
    Map<Integer, Sensitivity.Outcome> varied(long sizingId, Variation variation) {
        Map<Integer, Sensitivity.Outcome> outcomes = new HashMap<>();
        jdbc.query("select scenario_no, need, socialised, critical_fund from sizing_variation where sizing_id = ?"
                + " and parameter = ? and amount = ?", row -> {
            outcomes.put(row.getInt(1), new Sensitivity.Outcome(row.getLong(2), row.getLong(3), row.getLong(4)));
        }, sizingId, variation.parameter().name(), variation.value());
        return outcomes;
    }

    /**
     * Members' maintenance margin before the cascade, added up over the last days of a cycle's chain: pro rata to it is pro
     * rata to the average.
     */
    private long[] marginSums(ClearingCycleRow cycle, StressHouse house) {
        List<Long> chain = CycleChain.of(jdbc, cycle.cycleId()).cycles();
        long[] sums = new long[house.book().members()];
        for (long day : chain.subList(Math.max(0, chain.size() - AVERAGED_DAYS), chain.size())) {
            jdbc.query("select member_id, sum(maintenance_margin) from account_margin where cycle_id = ?" + RowKeys.and(day)
                    + " group by member_id", row -> {
                int member = house.book().memberIds().indexOf(row.getString(1));
                sums[member] = Math.addExact(sums[member], row.getLong(2));
            }, day);
        }
        return sums;
    }

    /** All of it, as the conclusions take it. */
    FundSizing.Runs runs(long sizingId, ClearingCycleRow cycle, StressHouse house) {
        List<Result> results = results(sizingId);
        long[] losses = new long[house.book().members()];
        jdbc.query("select member_id, stress_loss from sizing_member_loss where sizing_id = ?", row -> {
            int member = house.book().memberIds().indexOf(row.getString(1));
            losses[member] = Math.addExact(losses[member], row.getLong(2));
        }, sizingId);
        return new FundSizing.Runs(results.stream().map(Result::outcome).toList(),
                results.stream().mapToLong(Result::criticalFund).toArray(), losses, marginSums(cycle, house));
    }
}
