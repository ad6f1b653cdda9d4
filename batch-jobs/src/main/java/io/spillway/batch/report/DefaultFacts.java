package io.spillway.batch.report;

import io.spillway.batch.settings.ContagionMapping;
import io.spillway.batch.store.RowKeys;
import io.spillway.domain.money.Decimals;
import io.spillway.reports.defaults.DefaultData;
import io.spillway.reports.defaults.DefaultData.ContagionRound;
import io.spillway.reports.defaults.DefaultData.Edge;
import io.spillway.reports.defaults.DefaultData.JournalLine;
import io.spillway.reports.defaults.DefaultData.LayerPayment;
import io.spillway.reports.defaults.DefaultData.LedgerFigures;
import io.spillway.reports.defaults.DefaultData.Liquidation;
import io.spillway.reports.defaults.DefaultData.PriceMove;
import io.spillway.reports.defaults.DefaultData.Resource;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the tables say about a cycle's cascade (section 5). */
final class DefaultFacts {

    private static final String POTS = "'SKIN_IN_THE_GAME', 'INSURANCE_FUND', 'SECOND_SKIN_IN_THE_GAME'";

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final ReportedHouse house;
    private final DefaulterFacts defaulters;

    /** Whether the journals, by far the most rows, are read too. */
    enum Journals { READ, LEFT_OUT }

    private record RoundPrice(long round, int instrument) {
    }

    DefaultFacts(JdbcTemplate jdbc, ReportedCycle cycle, ReportedHouse house) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.house = house;
        this.defaulters = new DefaulterFacts(jdbc, cycle);
    }

    /** Whether an account was closed out, or a member defaulted or had a loss to cover. */
    static boolean happened(JdbcTemplate jdbc, long cycleId) {
        return jdbc.queryForObject("select (select count(*) from cascade_round where cycle_id = ?) + (select count(*)"
                + " from cascade_event where cycle_id = ? and kind = 'DEFAULTED')", Long.class, cycleId, cycleId) > 0;
    }

    DefaultData data(Journals journals) {
        BigDecimal fees = fees();
        List<PriceMove> moves = new ArrayList<>();
        Map<RoundPrice, BigDecimal> closing = readPrices(moves);
        DefaultData.Terms terms = new DefaultData.Terms(
                cycle.settings().waterfall().rules().layers().stream().map(Enum::name).toList(),
                cycle.settings().waterfall().rules().socialisedLossBasis().name());
        return new DefaultData(cycle.subject(), cycle.base(), terms, defaulters.notices(), liquidations(closing),
                payments(), rounds(), moves, edges(), resources(fees),
                new ReplenishmentClock(jdbc, cycle, house).clock(),
                journals == Journals.READ ? journals() : List.of(), ledger(fees));
    }

    /** Prices that moved, and the closing price of each by round. */
    private Map<RoundPrice, BigDecimal> readPrices(List<PriceMove> moves) {
        Map<RoundPrice, BigDecimal> closing = new HashMap<>();
        jdbc.query("select round_no, instrument_key, opening_price, closing_price from cascade_price"
                + " where cycle_id = ? order by round_no, instrument_key", row -> {
            ReportedHouse.Contract instrument = house.instrument(row.getInt(2));
            BigDecimal after = Decimals.normal(row.getBigDecimal(4));
            moves.add(new PriceMove(row.getLong(1), instrument.id(), instrument.currency(),
                    Decimals.normal(row.getBigDecimal(3)), after));
            closing.put(new RoundPrice(row.getLong(1), row.getInt(2)), after);
        }, cycle.cycleId());
        return closing;
    }

    private List<Liquidation> liquidations(Map<RoundPrice, BigDecimal> closing) {
        return jdbc.query("select round_no, account_key, member_id, instrument_key, lots, opening_price,"
                + " execution_price, profit, fee from close_out where cycle_id = ?", (row, n) -> {
            ReportedHouse.Contract instrument = house.instrument(row.getInt(4));
            BigDecimal opening = Decimals.normal(row.getBigDecimal(6));
            return new Liquidation(row.getLong(1), house.accountId(row.getInt(2)), row.getString(3), instrument.id(),
                    instrument.quantity(row.getLong(5)), instrument.currency(), opening,
                    Decimals.normal(row.getBigDecimal(7)),
                    closing.getOrDefault(new RoundPrice(row.getLong(1), row.getInt(4)), opening),
                    cycle.amount(row.getLong(8)), cycle.amount(row.getLong(9)));
        }, cycle.cycleId());
    }

    /** Each payer's payments; what nobody paid stands under UNFUNDED, which has no payer of its own. */
    private List<LayerPayment> payments() {
        return jdbc.query("select round_no, layer, payer, paid, unpaid from waterfall_payment where cycle_id = ?"
                + " and layer <> 'UNFUNDED' union all"
                + " select round_no, layer, layer, paid, 0 from waterfall_layer where cycle_id = ?"
                + " and layer = 'UNFUNDED' and paid <> 0", (row, n) -> new LayerPayment(row.getLong(1),
                row.getString(2), row.getString(3), cycle.amount(row.getLong(4)), cycle.amount(row.getLong(5))),
                cycle.cycleId(), cycle.cycleId());
    }

    private List<ContagionRound> rounds() {
        return jdbc.query("select round_no, accounts_closed, members_declared, loss from cascade_round"
                + " where cycle_id = ? order by round_no", (row, n) -> new ContagionRound(row.getLong(1),
                row.getLong(2), row.getLong(3), cycle.amount(row.getLong(4))), cycle.cycleId());
    }

    private List<Edge> edges() {
        if (cycle.settings().waterfall().contagionMap() == ContagionMapping.OFF) {
            return null;
        }
        return jdbc.query("select from_member, to_party, channel, sum(amount) from contagion_edge where cycle_id = ?"
                + " group by from_member, to_party, channel", (row, n) -> new Edge(row.getString(1),
                row.getString(2), row.getString(3), cycle.amount(row.getLong(4))), cycle.cycleId());
    }

    private List<Resource> resources(BigDecimal fees) {
        List<Resource> resources = new ArrayList<>(jdbc.query("select layer, opening, balance from layer_state"
                + " where cycle_id = ?", (row, n) -> {
            String owner = row.getString(1).equals("INSURANCE_FUND") && fees.signum() > 0
                    ? cycle.house() + " (used less " + fees.toPlainString() + " of liquidation fees received)" : cycle.house();
            return resource(row.getString(1), owner, row.getLong(2), row.getLong(3));
        }, cycle.cycleId()));
        resources.addAll(jdbc.query("select member_id, status, opening_contribution, contribution from member_state"
                + " where cycle_id = ? and (opening_contribution <> 0 or contribution <> 0)", (row, n) ->
                resource(row.getString(2).equals("IN_DEFAULT") ? "DEFAULTER_FUND_CONTRIBUTION"
                        : "SURVIVORS_FUND_CONTRIBUTIONS", row.getString(1), row.getLong(3), row.getLong(4)),
                cycle.cycleId()));
        return resources;
    }

    private Resource resource(String layer, String owner, long before, long left) {
        return new Resource(layer, owner, cycle.amount(before), cycle.amount(Math.subtractExact(before, left)),
                cycle.amount(left));
    }

    private List<JournalLine> journals() {
        return jdbc.query("select journal_no, debit_type, debit_owner, credit_type, credit_owner, currency, amount, rule,"
                + " cause from journal where cycle_id = ?"
                + RowKeys.and(cycle.cycleId()) + " and " + LedgerText.OF_CASCADE, (row, n) -> new JournalLine(
                cycle.businessDate(), cycle.cycleNo(), row.getLong(1),
                LedgerText.account(row.getString(2), row.getString(3)),
                LedgerText.account(row.getString(4), row.getString(5)), row.getString(6),
                cycle.amount(row.getLong(7), row.getString(6)), row.getString(8), row.getString(9)), cycle.cycleId());
    }

    private LedgerFigures ledger(BigDecimal fees) {
        BigDecimal slippage = amount("select sum(case when credit_type = 'ACCOUNT_CASH' then amount else -amount end)"
                + " from journal where cycle_id = ?" + RowKeys.and(cycle.cycleId()) + " and rule = '5.6'"
                + " and (credit_type = 'ACCOUNT_CASH' and credit_owner <> 'LIQUIDITY'"
                + "   and debit_type = 'VARIATION_MARGIN_HOUSE' or debit_type = 'ACCOUNT_CASH'"
                + "   and debit_owner <> 'LIQUIDITY' and credit_type = 'VARIATION_MARGIN_HOUSE')");
        BigDecimal left = amount("select sum(balance) from trial_balance where cycle_id = ?"
                + " and type in ('DEFAULT_FUND', " + POTS + ")");
        return new LedgerFigures(cycle.amount(defaulters.coverage().total()), slippage, fees, left);
    }

    private BigDecimal fees() {
        return amount("select sum(amount) from journal where cycle_id = ?"
                + RowKeys.and(cycle.cycleId()) + " and debit_type = 'LIQUIDATION_FEES'");
    }

    private BigDecimal amount(String sql) {
        Long minor = jdbc.queryForObject(sql, Long.class, cycle.cycleId());
        return cycle.amount(minor == null ? 0 : minor);
    }

    /** Who covered each defaulter's loss. */
    LossCoverage coverage() {
        return defaulters.coverage();
    }
}
