package io.spillway.batch.ingest;

import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.CycleChain;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.waterfall.day.DayInputs;
import io.spillway.waterfall.day.Reject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Settles a day's trades with those of other days: matches that came after the cut-off of the day before are this day's
 * (fault 27), and what an earlier day booked is not booked again (fault 26). Runs after the day's files are stored, in
 * the caller's transaction.
 */
final class TradesOfOtherDays {

    private final JdbcTemplate jdbc;
    private final Settings settings;
    private final CycleChain chain;
    private final Map<Long, Set<String>> unbooked = new HashMap<>();

    TradesOfOtherDays(JdbcTemplate jdbc, Settings settings, CycleChain chain) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.chain = chain;
    }

    /** A row of today whose trade id an earlier cycle has too. */
    private record Again(long line, String tradeId, String matchId, long cycleId, String matchIdThen,
                         LocalDate bookedOn, boolean isSame) {
    }

    /**
     * Carries over, and takes out what was booked before.
     *
     * @return TRADE_DUPLICATE per earlier date, TRADE_CONFLICT per trade that came again with other terms
     */
    List<Finding> settle(RejectWriter rejects) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        if (chain.isFirst()) {
            return findings;
        }
        carryOver();
        Map<LocalDate, TreeSet<String>> duplicates = new TreeMap<>();
        Map<String, Again> conflicts = new TreeMap<>();
        List<Object[]> booked = new ArrayList<>();
        for (Again again : again()) {
            if (unbooked(again.cycleId()).contains(again.matchIdThen())) {
                continue;
            }
            if (again.isSame()) {
                duplicates.computeIfAbsent(again.bookedOn(), date -> new TreeSet<>()).add(again.tradeId());
                booked.add(new Object[] {chain.cycleId(), again.line()});
            } else {
                conflicts.put(again.tradeId(), again);
            }
        }
        jdbc.batchUpdate("delete from input_trade where cycle_id = ? and line_no = ?", booked);
        duplicates.forEach((date, trades) -> findings.add(finding(FindingCode.TRADE_DUPLICATE, trades.first(),
                trades.size() + (trades.size() == 1 ? " trade of trades.csv was" : " trades of trades.csv were")
                + " booked on " + date + " already, " + trades.first() + (trades.size() == 1 ? "" : " first")
                + "; not booked again")));
        for (Again conflict : conflicts.values()) {
            findings.add(finding(FindingCode.TRADE_CONFLICT, conflict.tradeId(), "was booked on " + conflict.bookedOn()
                    + " with other terms; match " + conflict.matchId() + " is rejected, a new trade needs an id of its"
                    + " own"));
            rejectMatch(conflict, rejects);
        }
        return findings;
    }

    /** Under line numbers below zero: they have no line in today's file. */
    private void carryOver() {
        jdbc.update("insert into input_trade (cycle_id, line_no, trade_id, match_id, account_id, instrument_id,"
                + " quantity, price, traded_at) select cast(? as bigint), -row_number() over (order by line_no desc),"
                + " trade_id, match_id, account_id, instrument_id, quantity, price, traded_at from input_trade"
                + " where cycle_id = ? and match_id in (select item from finding where cycle_id = ? and code = ?)",
                chain.cycleId(), chain.previous(), chain.previous(), FindingCode.TRADE_AFTER_CUT_OFF.name());
    }

    private List<Again> again() {
        return jdbc.query("select t.line_no, t.trade_id, t.match_id, o.cycle_id, o.match_id, c.business_date,"
                + " case when o.match_id = t.match_id and o.account_id = t.account_id"
                + " and o.instrument_id = t.instrument_id and o.quantity = t.quantity and o.price = t.price"
                + " then 1 else 0 end, t.traded_at, o.traded_at from input_trade t join input_trade o"
                + " on o.trade_id = t.trade_id join clearing_cycle c on c.cycle_id = o.cycle_id"
                + " where t.cycle_id = ? and o.cycle_id <> ? and o.cycle_id in " + chain.in()
                + " order by t.line_no, o.cycle_id", (row, number) -> new Again(row.getLong(1), row.getString(2),
                row.getString(3), row.getLong(4), row.getString(5), row.getObject(6, LocalDate.class),
                row.getInt(7) == 1 && OffsetDateTime.parse(row.getString(8)).isEqual(
                        OffsetDateTime.parse(row.getString(9)))), chain.cycleId(), chain.cycleId());
    }

    /** Matches that a cycle read and did not book: their trades may come again. */
    private Set<String> unbooked(long cycleId) {
        return unbooked.computeIfAbsent(cycleId, id -> {
            Set<String> matches = new HashSet<>(jdbc.queryForList("select item from finding where cycle_id = ?"
                    + " and code in ('MATCH_REJECTED', 'MATCH_NOT_FLAT', 'TRADE_OF_DEFAULTER', 'TRADE_AFTER_CUT_OFF')",
                    String.class, id));
            matches.addAll(jdbc.queryForList("select distinct match_id from input_trade where cycle_id = ? and trade_id"
                    + " in (select item from finding where cycle_id = ? and code = 'TRADE_CONFLICT')", String.class,
                    id, id));
            return matches;
        });
    }

    private void rejectMatch(Again conflict, RejectWriter rejects) throws SQLException {
        List<Reject> rows = jdbc.query("select line_no, trade_id from input_trade where cycle_id = ? and match_id = ?"
                + " order by line_no", (row, number) -> new Reject(DayInputs.TRADES, row.getLong(1), "trade_id",
                row.getString(2), "trade " + conflict.tradeId() + " was booked on " + conflict.bookedOn()
                + " with other terms; its match is rejected"), chain.cycleId(), conflict.matchId());
        for (Reject row : rows) {
            rejects.add(row);
        }
        jdbc.update("delete from input_trade where cycle_id = ? and match_id = ?", chain.cycleId(),
                conflict.matchId());
    }

    private Finding finding(FindingCode code, String item, String message) {
        return new Finding(code, settings.findings().severityOf(code), item, message);
    }
}
