package io.spillway.batch.report;

import io.spillway.domain.money.Amounts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What members owe when the newest cycle is computed: calls that were due and calls to come, contributions to be
 * replenished. Amounts are in the base currency.
 *
 * @param calls what became of those that were due, then those that are open; by account
 */
public record Obligations(List<Call> calls, List<Due> replenishments) {

    /**
     * A margin call.
     *
     * @param covered what came in time; 0 as long as it is OPEN
     * @param status MET, CONFIRMED, UNMET, LAPSED or OPEN
     */
    public record Call(String accountId, BigDecimal amount, BigDecimal covered, String dueAt, String status) {
    }

    /** A contribution to be replenished: DUE, or UNMET past its date. */
    public record Due(String memberId, BigDecimal amount, BigDecimal required, BigDecimal contribution, String dueOn,
                      String status) {
    }

    /** Those of the newest cycle that was not withdrawn; empty where there is none. */
    public static Obligations latest(JdbcTemplate jdbc) {
        List<Map<String, Object>> cycles = jdbc.queryForList("select cycle_id, base_scale from clearing_cycle"
                + " where status <> 'WITHDRAWN' order by business_date desc, cycle_no desc limit 1");
        if (cycles.isEmpty()) {
            return new Obligations(List.of(), List.of());
        }
        long cycle = ((Number) cycles.get(0).get("cycle_id")).longValue();
        int scale = ((Number) cycles.get(0).get("base_scale")).intValue();
        String account = " from (select distinct account_key, account_id from account_reference) a join ";
        List<Call> calls = jdbc.query("select a.account_id, c.amount, c.covered, c.due_at, c.status, 1 as part"
                + account + "margin_call_outcome c on c.account_key = a.account_key where c.cycle_id = ?"
                + " union all select a.account_id, c.amount, 0, c.due_at, 'OPEN', 2" + account
                + "margin_call c on c.account_key = a.account_key where c.cycle_id = ? order by 6, 1",
                (row, n) -> new Call(row.getString(1), Amounts.major(row.getLong(2), scale),
                        Amounts.major(row.getLong(3), scale), row.getString(4), row.getString(5)), cycle, cycle);
        List<Due> dues = jdbc.query("select member_id, amount, required, contribution, due_on, status"
                + " from replenishment_due where cycle_id = ? order by due_on, member_id", (row, n) -> new Due(
                row.getString(1), Amounts.major(row.getLong(2), scale), Amounts.major(row.getLong(3), scale),
                Amounts.major(row.getLong(4), scale), row.getString(5), row.getString(6)), cycle);
        return new Obligations(calls, dues);
    }
}
