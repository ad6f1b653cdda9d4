package io.spillway.batch.report;

import io.spillway.batch.store.RowKeys;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import io.spillway.domain.money.Decimals;
import io.spillway.reports.supervisory.SupervisoryData;
import io.spillway.reports.supervisory.SupervisoryData.LedgerFigures;
import io.spillway.reports.supervisory.SupervisoryData.Origin;
import io.spillway.reports.supervisory.SupervisoryData.OriginFlow;
import io.spillway.reports.supervisory.SupervisoryData.OriginMargin;
import io.spillway.reports.supervisory.SupervisoryData.OtherFlow;
import io.spillway.reports.supervisory.SupervisoryData.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the tables say to a supervisor. A member's house accounts are one origin, its omnibus accounts another, each
 * segregated client account one of its own; positions are added up over a member's accounts of a kind. Margin and flows
 * are by the member each account had when the cycle opened, positions by the one it has at the close.
 */
final class SupervisoryFacts {

    private static final String OUTSIDE = "OUTSIDE";
    private static final Origin LIQUIDITY = new Origin(Account.LIQUIDITY, null, OUTSIDE, null);
    private static final Origin ROUNDING = new Origin("ROUNDING", null, OUTSIDE, null);
    private static final String ROUND = "^round [0-9]+: ";

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final ReportedHouse house;
    private final CycleJournals journals;

    SupervisoryFacts(JdbcTemplate jdbc, ReportedCycle cycle, ReportedHouse house, CycleJournals journals) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.house = house;
        this.journals = journals;
    }

    SupervisoryData data() {
        Map<String, Long> variation = new TreeMap<>();
        List<OriginFlow> flows = variationMargin(variation);
        return new SupervisoryData(cycle.subject(), cycle.base(),
                new SupervisoryData.Due(house.calendar().next(cycle.businessDate()), cycle.settings().house().zone()),
                initialMargin(), flows, otherFlows(), positions(), new LedgerFigures(
                        sum("initial_margin"), sum("equity"), otherFlowsInLedger(variation)));
    }

    private BigDecimal sum(String column) {
        return cycle.amount(jdbc.queryForObject("select coalesce(sum(" + column + "), 0) from account_margin"
                + " where cycle_id = ?" + RowKeys.and(cycle.cycleId()), Long.class, cycle.cycleId()));
    }

    private Origin origin(ReportedHouse.HeldAccount account) {
        return new Origin(account.member(), house.lei(account.member()), account.kind().name(),
                account.kind() == AccountKind.CLIENT_SEGREGATED ? account.id() : null);
    }

    private Origin origin(int key) {
        return key == ReportedHouse.LIQUIDITY_KEY ? LIQUIDITY : origin(house.account(key));
    }

    private List<OriginMargin> initialMargin() {
        Map<Origin, long[]> sums = new LinkedHashMap<>();
        jdbc.query("select account_key, initial_margin, equity from account_margin where cycle_id = ?" + RowKeys.and(cycle.cycleId())
                + " and (initial_margin <> 0 or equity <> 0)", row -> {
            long[] sum = sums.computeIfAbsent(origin(row.getInt(1)), origin -> new long[2]);
            sum[0] = Math.addExact(sum[0], row.getLong(2));
            sum[1] = Math.addExact(sum[1], row.getLong(3));
        }, cycle.cycleId());
        return sums.entrySet().stream().map(sum -> new OriginMargin(sum.getKey(),
                cycle.amount(sum.getValue()[0]), cycle.amount(sum.getValue()[1]))).toList();
    }

    private record FlowKey(Origin of, String kind, String currency) {
    }

    /** @param sums what all accounts together were paid per currency, filled here */
    private List<OriginFlow> variationMargin(Map<String, Long> sums) {
        Map<FlowKey, Long> nets = new LinkedHashMap<>();
        jdbc.query("select account_key, currency, amount from variation_margin where cycle_id = ?" + RowKeys.and(cycle.cycleId()), row -> {
            nets.merge(new FlowKey(origin(row.getInt(1)), "", row.getString(2)), row.getLong(3), Math::addExact);
            sums.merge(row.getString(2), row.getLong(3), Math::addExact);
        }, cycle.cycleId());
        journals.variationRounding().forEach((currency, amount) ->
                nets.merge(new FlowKey(ROUNDING, "", currency), amount, Math::addExact));
        return nets.entrySet().stream().map(net -> new OriginFlow(net.getKey().of(), net.getKey().currency(),
                cycle.amount(net.getValue(), net.getKey().currency()))).toList();
    }

    /** Whatever else moved an account's cash, by the cause that the journals give. */
    private List<OtherFlow> otherFlows() {
        Map<FlowKey, Long> nets = new LinkedHashMap<>();
        Map<String, String> kinds = new HashMap<>();
        journals.otherCash().forEach((flow, amount) -> {
            Origin of = flow.owner().equals(Account.LIQUIDITY) ? LIQUIDITY : origin(house.account(flow.owner()));
            String kind = kinds.computeIfAbsent(flow.cause(), SupervisoryFacts::kind);
            nets.merge(new FlowKey(of, kind, flow.currency()), amount, Math::addExact);
        });
        return nets.entrySet().stream().filter(net -> net.getValue() != 0).map(net -> new OtherFlow(net.getKey().of(),
                net.getKey().kind(), net.getKey().currency(),
                cycle.amount(net.getValue(), net.getKey().currency()))).toList();
    }

    /** All rounds of a cascade are one kind. */
    private static String kind(String cause) {
        String words = cause.replaceFirst(ROUND, "");
        return words.isEmpty() ? "not named" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** By how much the trial balance's account cash changed beyond the variation margin. */
    private Map<String, BigDecimal> otherFlowsInLedger(Map<String, Long> variation) {
        Map<String, Long> changes = new TreeMap<>();
        variation.forEach((currency, paid) -> changes.put(currency, Math.negateExact(paid)));
        addAccountCash(changes, cycle.cycleId(), 1);
        cycle.previous().ifPresent(previous -> addAccountCash(changes, previous, -1));
        Map<String, BigDecimal> amounts = new TreeMap<>();
        changes.forEach((currency, change) -> amounts.put(currency, cycle.amount(change, currency)));
        return amounts;
    }

    private void addAccountCash(Map<String, Long> changes, long cycleId, int sign) {
        jdbc.query("select currency, balance from trial_balance where cycle_id = ? and type = 'ACCOUNT_CASH'", row -> {
            changes.merge(row.getString(1), Math.multiplyExact(sign, row.getLong(2)), Math::addExact);
        }, cycleId);
    }

    private List<Position> positions() {
        List<Position> positions = new ArrayList<>();
        Map<Integer, BigDecimal> marks = new TreeMap<>();
        jdbc.query("select instrument_key, closing_mark from settlement_price where cycle_id = ?", row -> {
            marks.put(row.getInt(1), Decimals.normal(row.getBigDecimal(2)));
        }, cycle.cycleId());
        new ClosingPositions(jdbc, cycle.cycleId(), house).read((held, longLots, shortLots) -> {
            ReportedHouse.Contract instrument = house.instrument(held.instrumentKey());
            BigDecimal mark = marks.get(held.instrumentKey());
            if (mark == null) {
                throw new IllegalStateException("the cycle holds positions in " + instrument.id()
                        + " and stored no mark for it");
            }
            Origin of = held.member() == null ? LIQUIDITY : new Origin(held.member(), house.lei(held.member()),
                    held.kind().name(), null);
            positions.add(new Position(of, instrument.id(), instrument.quantity(longLots),
                    instrument.quantity(shortLots), instrument.currency(), mark,
                    Decimals.normal(instrument.multiplier()), null));
        });
        return positions;
    }
}
