package io.spillway.batch.ingest;

import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.CycleChain;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.waterfall.day.DayInputs;
import io.spillway.waterfall.day.Reject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes out of a day's movements of collateral and of the funds what an earlier day booked (fault 26): a file sent again
 * under a later date moves no money twice. Runs after the day's files are stored, in the caller's transaction.
 */
final class MovementsOfOtherDays {

    private final JdbcTemplate jdbc;
    private final Settings settings;
    private final CycleChain chain;

    MovementsOfOtherDays(JdbcTemplate jdbc, Settings settings, CycleChain chain) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.chain = chain;
    }

    /** A row of today whose movement id an earlier cycle booked. */
    private record Again(long line, String movementId, LocalDate bookedOn, boolean isSame) {
    }

    /**
     * Every row taken out is a reject that names the earlier day.
     *
     * @return MOVEMENT_CONFLICT per movement that came again with other terms
     */
    List<Finding> settle(RejectWriter rejects) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        if (!chain.isFirst()) {
            settle("input_collateral", DayInputs.COLLATERAL, List.of("account_id", "asset_id", "quantity"), rejects,
                    findings);
            settle("input_fund_movement", DayInputs.FUND_MOVEMENTS, List.of("owner", "kind", "amount"), rejects,
                    findings);
        }
        return findings;
    }

    private void settle(String table, String file, List<String> terms, RejectWriter rejects, List<Finding> findings)
            throws SQLException {
        List<Object[]> out = new ArrayList<>();
        Set<Long> lines = new HashSet<>();
        Set<String> conflicting = new HashSet<>();
        for (Again again : again(table, file, terms)) {
            if (!lines.add(again.line())) {
                continue;
            }
            String booked = "was booked on " + again.bookedOn();
            rejects.add(new Reject(file, again.line(), "movement_id", again.movementId(), booked
                    + (again.isSame() ? " already; not booked again" : " with other terms; not booked")));
            out.add(new Object[] {chain.cycleId(), again.line()});
            if (!again.isSame() && conflicting.add(again.movementId())) {
                findings.add(new Finding(FindingCode.MOVEMENT_CONFLICT,
                        settings.findings().severityOf(FindingCode.MOVEMENT_CONFLICT), again.movementId(), booked
                        + " with other terms; line " + again.line() + " of " + file
                        + " is rejected, a new movement needs an id of its own"));
            }
        }
        jdbc.batchUpdate("delete from " + table + " where cycle_id = ? and line_no = ?", out);
    }

    /** A row that was rejected then, or a withdrawal that was refused, was not booked: it may come again. */
    private List<Again> again(String table, String file, List<String> terms) {
        String same = String.join(" and ", terms.stream().map(term -> "o." + term + " = t." + term).toList());
        return jdbc.query("select t.line_no, t.movement_id, c.business_date, case when " + same + " then 1 else 0 end"
                + " from " + table + " t join " + table + " o on o.movement_id = t.movement_id"
                + " join clearing_cycle c on c.cycle_id = o.cycle_id"
                + " where t.cycle_id = ? and o.cycle_id <> ? and o.cycle_id in " + chain.in()
                + " and not exists (select 1 from input_reject r where r.cycle_id = o.cycle_id and r.file = ?"
                + " and r.line_no = o.line_no)"
                + " and not exists (select 1 from finding f where f.cycle_id = o.cycle_id and f.code = ?"
                + " and f.item = o.movement_id) order by t.line_no, o.cycle_id",
                (row, number) -> new Again(row.getLong(1), row.getString(2), row.getObject(3, LocalDate.class),
                        row.getInt(4) == 1),
                chain.cycleId(), chain.cycleId(), file, FindingCode.WITHDRAWAL_REFUSED.name());
    }
}
