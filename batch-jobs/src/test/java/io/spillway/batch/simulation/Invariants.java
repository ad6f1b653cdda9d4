package io.spillway.batch.simulation;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What must be true of the tables after every committed step, worked out from the stored rows by SQL and arithmetic of
 * the simulation's own: nothing of the program's engine is asked. What a step has not written yet is not looked at;
 * of a closed cycle everything must be there.
 */
final class Invariants {

    private static final List<String> OF_EVERY_CLOSED_CYCLE = List.of("settlement_price", "fx_rate", "account_margin",
            "member_state", "layer_state", "trial_balance", "cycle_check", "report_file", "input_file");

    private Invariants() {
    }

    /** What is wrong with the newest cycle; empty where nothing is, or none was begun. */
    static List<String> violations(JdbcTemplate jdbc) {
        Long cycle = jdbc.queryForObject("select max(cycle_id) from clearing_cycle", Long.class);
        return cycle == null ? List.of() : violations(jdbc, cycle);
    }

    static List<String> violations(JdbcTemplate jdbc, long cycle) {
        Tables tables = Tables.of(jdbc, cycle);
        String status = tables.text("select status from clearing_cycle where cycle_id = :cycle");
        boolean isDone = status.equals("CLOSED") || status.equals("UNFUNDED");
        if (status.equals("OPEN") || status.equals("BLOCKED")) {
            nothingIsMarked(tables);
            return tables.violations();
        }
        if (isDone) {
            isWhole(tables, status);
        }
        if (tables.has("position_change")) {
            PositionInvariants.check(tables);
        }
        if (tables.has("settlement_price")) {
            MarginInvariants.checkMark(tables);
        }
        if (tables.has("account_margin")) {
            MarginInvariants.checkRequirement(tables);
        }
        if (tables.has("cascade_round") || tables.has("layer_state")) {
            CascadeInvariants.checkWaterfall(tables);
        }
        if (tables.has("layer_state")) {
            LedgerInvariants.check(tables);
            CascadeInvariants.checkState(tables);
            MarginInvariants.checkClose(tables);
            PositionInvariants.checkClose(tables);
        }
        return tables.violations();
    }

    /** Findings that block stop the day before it is marked (rule 3.4). */
    private static void nothingIsMarked(Tables tables) {
        for (String table : List.of("position_change", "variation_margin", "account_margin", "margin_call",
                "cascade_round", "journal", "trial_balance", "member_state", "layer_state", "report_file")) {
            tables.same("rows of " + table + " before the inputs are accepted", tables.number(
                    "select count(*) from " + table + " where cycle_id = :cycle"), 0);
        }
    }

    private static void isWhole(Tables tables, String status) {
        for (String table : OF_EVERY_CLOSED_CYCLE) {
            if (!tables.has(table)) {
                tables.violations().add("the closed cycle has no row in " + table);
            }
        }
        tables.none("check that failed", "select name from cycle_check where cycle_id = :cycle and outcome <> 'PASS'");
        tables.none("reads as blocking in a closed cycle", "select code || ' ' || item from finding"
                + " where cycle_id = :cycle and severity = 'BLOCKING'");
        tables.same("status UNFUNDED where a loss is", status.equals("UNFUNDED") ? 1 : 0, tables.number(
                "select case when unfunded > 0 then 1 else 0 end from clearing_cycle where cycle_id = :cycle"));
        tables.none("digest of the cycle before", "select c.previous_digest from clearing_cycle c"
                + " join clearing_cycle p on p.cycle_id = c.previous_cycle"
                + " where c.cycle_id = :cycle and c.previous_digest <> p.digest");
        tables.none("digest", "select 'missing' from clearing_cycle where cycle_id = :cycle"
                + " and (digest is null or char_length(digest) <> 64)");
    }
}
