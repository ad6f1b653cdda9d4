package io.spillway.batch.report;

import io.spillway.batch.store.ActKind;
import io.spillway.domain.member.Account;
import io.spillway.reports.margin.DayEvents;
import io.spillway.reports.margin.DayEvents.CallOutcome;
import io.spillway.reports.margin.DayEvents.Notice;
import io.spillway.reports.margin.DayEvents.OperatorAct;
import io.spillway.reports.margin.DayEvents.ProductPayment;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the tables say about a cycle beside margin: payments of products, securities, earlier calls, notices, acts. */
final class EventFacts {

    /** Rules of premiums and exercise, and of funding. */
    private static final List<String> PAYMENT_RULES = List.of("3.2", "3.5");
    /**
     * Acts that shape a cycle. A recovery and the release of instructions do not; they may be noted at any time, and the
     * workbook must come out again as it was.
     */
    private static final String SHAPING = Stream.of(ActKind.APPROVE_FINDINGS, ActKind.CORRECT, ActKind.DECLARE_DEFAULT,
            ActKind.HOLD, ActKind.RELEASE).map(kind -> "'" + kind.name() + "'").collect(Collectors.joining(", "));

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final ReportedHouse house;
    private final CycleJournals journals;

    EventFacts(JdbcTemplate jdbc, ReportedCycle cycle, ReportedHouse house, CycleJournals journals) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.house = house;
        this.journals = journals;
    }

    DayEvents events(Collateral collateral) {
        Map<String, BigDecimal> paid = new TreeMap<>();
        journals.cashOf(PAYMENT_RULES).forEach((currency, amount) -> paid.put(currency, cycle.amount(amount, currency)));
        Securities securities = new Securities(jdbc, cycle, house, collateral);
        return new DayEvents(payments(), securities.holdings(), outcomes(), notices(), acts(),
                new DayEvents.LedgerFigures(paid, securities.expected()));
    }

    private List<ProductPayment> payments() {
        return jdbc.query("select account_key, kind, currency, amount from product_payment where cycle_id = ?", (row, n) -> {
            int key = row.getInt(1);
            return new ProductPayment(house.accountId(key),
                    key == ReportedHouse.LIQUIDITY_KEY ? Account.LIQUIDITY : house.account(key).member(),
                    row.getString(2), row.getString(3), cycle.amount(row.getLong(4), row.getString(3)));
        }, cycle.cycleId());
    }

    private List<CallOutcome> outcomes() {
        return jdbc.query("select account_key, amount, covered, due_at, status from margin_call_outcome where cycle_id = ?",
                (row, n) -> {
                    ReportedHouse.HeldAccount account = house.account(row.getInt(1));
                    return new CallOutcome(account.id(), account.member(), cycle.amount(row.getLong(2)),
                            cycle.amount(row.getLong(3)), row.getString(4), row.getString(5));
                }, cycle.cycleId());
    }

    private List<Notice> notices() {
        return jdbc.query("select kind, member_id, item, amount, due from notice where cycle_id = ?", (row, n) ->
                new Notice(row.getString(1), row.getString(2), row.getString(3), cycle.amount(row.getLong(4)),
                        row.getString(5)), cycle.cycleId());
    }

    private List<OperatorAct> acts() {
        return jdbc.query("select a.act_no, a.act, a.approved_by, a.reason, a.detail, a.done_at from operator_act a"
                + " join clearing_cycle c on c.cycle_id = ?"
                + " where (a.cycle_id = c.cycle_id or a.business_date = c.business_date and a.cycle_no = c.cycle_no)"
                + " and a.act in (" + SHAPING + ") and (c.closed_at is null or a.done_at <= c.closed_at)", (row, n) ->
                new OperatorAct(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getObject(6, LocalDateTime.class)), cycle.cycleId());
    }
}
