package io.spillway.batch.report;

import io.spillway.batch.store.RowKeys;
import io.spillway.domain.money.Decimals;
import io.spillway.reports.page.Story;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** One business day of the page's story, from its official cycle. */
final class StoryDay {

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;

    StoryDay(JdbcTemplate jdbc, ReportedCycle cycle) {
        this.jdbc = jdbc;
        this.cycle = cycle;
    }

    Story.Day day() {
        DaySummary summary = new DaySummaryReader(jdbc, cycle.cycleId()).read();
        Optional<StoryCascade> told = DefaultFacts.happened(jdbc, cycle.cycleId())
                ? Optional.of(cascade()) : Optional.empty();
        DaySummary.Figures figures = summary.figures();
        BigDecimal loss = told.map(StoryCascade::loss).orElse(cycle.base().zero());
        return new Story.Day(cycle.businessDate(), cycle.cycleNo(), cycle.status(), cycle.digest(),
                new Story.Figures(figures.accounts(), figures.variationMargin(), figures.calls(), figures.called(),
                        figures.liquidated(), figures.declared(), summary.rounds().size(), loss),
                summary.funds().stream().map(fund -> new Story.Fund(fund.name(), fund.left())).toList(),
                told.map(StoryCascade::cascade));
    }

    private StoryCascade cascade() {
        ReportedHouse house = new ReportedHouse(jdbc, cycle);
        DefaultFacts facts = new DefaultFacts(jdbc, cycle, house);
        Map<String, BigDecimal> left = new LayersLeft(jdbc, cycle, house).byLayer();
        return new StoryCascade(facts.data(DefaultFacts.Journals.LEFT_OUT), new StoryCascade.Extras(marketMoves(house),
                events(), left, StoryCascade.payments(facts.coverage(), cycle::amount), calls(house), balances()));
    }

    /** From the closing mark of the day before to the price that the cascade began with. */
    private List<Story.PriceMove> marketMoves(ReportedHouse house) {
        List<Story.PriceMove> moves = new ArrayList<>();
        jdbc.query("select instrument_key, previous_mark, published_price from settlement_price where cycle_id = ?"
                + " and previous_mark <> published_price order by instrument_key", row -> {
            moves.add(new Story.PriceMove(house.instrument(row.getInt(1)).id(), Decimals.normal(row.getBigDecimal(2)),
                    Decimals.normal(row.getBigDecimal(3))));
        }, cycle.cycleId());
        return moves;
    }

    private Map<Long, StoryCascade.RoundEvents> events() {
        Map<Long, List<String>> declared = new HashMap<>();
        jdbc.query("select round_no, item from cascade_event where cycle_id = ? and kind = 'DEFAULTED' order by item",
                row -> {
                    // Declared by decision before round 1: the page shows it where the close-outs are.
                    declared.computeIfAbsent(Math.max(1, row.getLong(1)), round -> new ArrayList<>())
                            .add(row.getString(2));
                }, cycle.cycleId());
        Map<Long, StoryCascade.RoundEvents> events = new HashMap<>();
        jdbc.query("select round_no, accounts_halted, accounts_ported from cascade_round where cycle_id = ?", row -> {
            events.put(row.getLong(1), new StoryCascade.RoundEvents(row.getLong(2), row.getLong(3),
                    declared.getOrDefault(row.getLong(1), List.of())));
        }, cycle.cycleId());
        return events;
    }

    /** Calls met from members' capital before round 1 (rule 4.6), and calls that stand at the close (rule 4.7). */
    private List<Story.MarginCall> calls(ReportedHouse house) {
        List<Story.MarginCall> calls = new ArrayList<>();
        jdbc.query("select credit_owner, amount from journal where cycle_id = ?"
                + RowKeys.and(cycle.cycleId()) + " and rule = '4.6'"
                + " and credit_type = 'ACCOUNT_CASH'", row -> {
            calls.add(new Story.MarginCall(row.getString(1), house.account(row.getString(1)).member(),
                    cycle.amount(row.getLong(2)), "MET from capital"));
        }, cycle.cycleId());
        jdbc.query("select account_key, amount from margin_call where cycle_id = ?", row -> {
            calls.add(new Story.MarginCall(house.account(row.getInt(1)).id(), house.account(row.getInt(1)).member(),
                    cycle.amount(row.getLong(2)), "DUE"));
        }, cycle.cycleId());
        return calls;
    }

    /** What the cascade itself left over, in base currency. */
    private Story.Balances balances() {
        return new Story.Balances(cycle.amount(cycle.unfunded()), gained("ROUNDING", "owner = '' and "
                + LedgerText.OF_CASCADE), gained("ACCOUNT_CASH", "owner = 'LIQUIDITY' and rule like '5%'"));
    }

    private BigDecimal gained(String type, String condition) {
        Long minor = jdbc.queryForObject("select sum(amount) from ("
                + "   select credit_owner as owner, rule, cause, amount from journal where cycle_id = ?"
                + RowKeys.and(cycle.cycleId())
                + "   and credit_type = ? and currency = ?"
                + "   union all select debit_owner, rule, cause, -amount from journal where cycle_id = ?"
                + RowKeys.and(cycle.cycleId())
                + "   and debit_type = ? and currency = ?) moved where " + condition, Long.class, cycle.cycleId(), type,
                cycle.base().code(), cycle.cycleId(), type, cycle.base().code());
        return cycle.amount(minor == null ? 0 : minor);
    }
}
