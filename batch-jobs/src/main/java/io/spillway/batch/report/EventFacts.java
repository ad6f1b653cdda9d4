package io.spillway.batch.report;

import io.spillway.batch.store.ActKind;
import io.spillway.domain.member.Account;
import io.spillway.domain.money.Decimals;
import io.spillway.reports.margin.DayEvents;
import io.spillway.reports.margin.DayEvents.AuctionLine;
import io.spillway.reports.margin.DayEvents.CallOutcome;
import io.spillway.reports.margin.DayEvents.Due;
import io.spillway.reports.margin.DayEvents.HandedBack;
import io.spillway.reports.margin.DayEvents.Notice;
import io.spillway.reports.margin.DayEvents.OperatorAct;
import io.spillway.reports.margin.DayEvents.ProductPayment;
import io.spillway.waterfall.day.DayInputs;
import java.math.BigDecimal;
import java.time.LocalDate;
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
                new DayEvents.OverDays(auction(), handedBack(), dues()), new DayEvents.LedgerFigures(paid,
                securities.expected(), cycle.amount(journals.cashBecauseOf(
                LedgerText.AUCTION_CLOSED, cycle.base().code())), recovered()));
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

    private List<AuctionLine> auction() {
        return jdbc.query("select line_no, account_key, buyer_account_key, instrument_key, lots, mark, price, profit, cash"
                + " from auction_close_out where cycle_id = ?", (row, n) -> {
            ReportedHouse.Contract instrument = house.instrument(row.getInt(4));
            return new AuctionLine(row.getLong(1), house.accountId(row.getInt(2)), house.accountId(row.getInt(3)),
                    instrument.id(), instrument.quantity(row.getLong(5)), instrument.currency(),
                    Decimals.normal(row.getBigDecimal(6)), Decimals.normal(row.getBigDecimal(7)),
                    cycle.amount(row.getLong(8)), cycle.amount(row.getLong(9)));
        }, cycle.cycleId());
    }

    private List<HandedBack> handedBack() {
        return jdbc.query("select payment_no, movement_id, defaulter, paid_on, layer, payer, destination, amount"
                + " from recovery_payment where cycle_id = ?", (row, n) -> new HandedBack(row.getInt(1), row.getString(2),
                row.getString(3), row.getObject(4, LocalDate.class), row.getString(5), row.getString(6),
                row.getString(7), cycle.amount(row.getLong(8))), cycle.cycleId());
    }

    private BigDecimal recovered() {
        Long minor = jdbc.queryForObject("select sum(amount) from fund_movement where cycle_id = ? and kind = ?",
                Long.class, cycle.cycleId(), DayInputs.FundMovementKind.RECOVERY.name());
        return cycle.amount(minor == null ? 0 : minor);
    }

    private List<Due> dues() {
        return jdbc.query("select member_id, due_on, amount, required, contribution, status from replenishment_due"
                + " where cycle_id = ?", (row, n) -> new Due(row.getString(1), row.getObject(2, LocalDate.class),
                cycle.amount(row.getLong(3)), cycle.amount(row.getLong(4)), cycle.amount(row.getLong(5)),
                row.getString(6)), cycle.cycleId());
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
