package io.spillway.batch.report;

import io.spillway.batch.settings.MarginModel;
import io.spillway.batch.store.KeyedRows;
import io.spillway.batch.store.RowKeys;
import io.spillway.domain.member.Account;
import io.spillway.reports.margin.MarginData;
import io.spillway.reports.margin.MarginData.AccountMargin;
import io.spillway.reports.margin.MarginData.Equity;
import io.spillway.reports.margin.MarginData.FindingLine;
import io.spillway.reports.margin.MarginData.LedgerFigures;
import io.spillway.reports.margin.MarginData.MarginCall;
import io.spillway.reports.margin.MarginData.RejectedRow;
import io.spillway.reports.margin.MarginData.VariationMargin;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the tables say about a cycle's margin and settlement. Equity, requirement and status are those of the margin
 * step, before the cascade, by the member each account had then; collateral is what is there at the close.
 */
final class MarginFacts {

    private static final String NOT_MET_YET = "OPEN";

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final ReportedHouse house;
    private final CycleJournals journals;
    private final String part;

    MarginFacts(JdbcTemplate jdbc, ReportedCycle cycle, ReportedHouse house, CycleJournals journals) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.house = house;
        this.journals = journals;
        this.part = partName(cycle.settings().margin().model());
    }

    /** FLAT_RATE as "Flat rate". */
    private static String partName(MarginModel model) {
        String words = model.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    MarginData data() {
        Collateral collateral = new Collateral(jdbc, cycle, house);
        return new MarginData(cycle.subject(), cycle.base(), List.of(part), accounts(), variationMargins(),
                collateral.holdings(), calls(), new Settlement(cycle, journals).instructions(), findings(), rejects(),
                new EventFacts(jdbc, cycle, house, journals).events(collateral), ledger(collateral.sums()));
    }

    private List<AccountMargin> accounts() {
        List<AccountMargin> accounts = new ArrayList<>();
        new KeyedRows(jdbc).read("account_margin", "account_key, member_id, equity, maintenance_margin, initial_margin,"
                + " status, securities_value, option_value, collateral_value, closing_equity", cycle.cycleId(), row -> {
            if (row.getLong(3) == 0 && row.getLong(4) == 0 && row.getLong(9) == 0 && row.getLong(10) == 0) {
                return;
            }
            ReportedHouse.HeldAccount account = house.account(row.getInt(1));
            BigDecimal maintenance = cycle.amount(row.getLong(4));
            accounts.add(new AccountMargin(account.id(), row.getString(2), account.kind().name(),
                    new Equity(cycle.amount(row.getLong(3)), cycle.amount(row.getLong(7)), cycle.amount(row.getLong(8))),
                    Map.of(part, maintenance), maintenance, cycle.amount(row.getLong(5)), row.getString(6)));
        });
        return accounts;
    }

    private List<VariationMargin> variationMargins() {
        List<VariationMargin> amounts = new ArrayList<>();
        new KeyedRows(jdbc).read("variation_margin", "account_key, currency, amount", cycle.cycleId(), row -> {
            int key = row.getInt(1);
            String account = house.accountId(key);
            String member = key == ReportedHouse.LIQUIDITY_KEY ? Account.LIQUIDITY : house.account(key).member();
            amounts.add(new VariationMargin(account, member, row.getString(2),
                    cycle.amount(row.getLong(3), row.getString(2))));
        });
        return amounts;
    }

    private List<MarginCall> calls() {
        return jdbc.query("select account_key, amount, currency, due_at from margin_call where cycle_id = ?",
                (row, n) -> {
                    ReportedHouse.HeldAccount account = house.account(row.getInt(1));
                    return new MarginCall(account.id(), account.member(),
                            cycle.amount(row.getLong(2), row.getString(3)), row.getString(3),
                            OffsetDateTime.parse(row.getString(4)), NOT_MET_YET);
                }, cycle.cycleId());
    }

    private List<FindingLine> findings() {
        return jdbc.query("select code, severity, item, message from finding where cycle_id = ?", (row, n) ->
                new FindingLine(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                cycle.cycleId());
    }

    private List<RejectedRow> rejects() {
        return jdbc.query("select file, line_no, column_name, cell, reason from input_reject where cycle_id = ?"
                + " order by reject_no", (row, n) -> new RejectedRow(row.getString(1), row.getLong(2), row.getString(3),
                row.getString(4), row.getString(5)), cycle.cycleId());
    }

    private LedgerFigures ledger(Collateral.Sums collateral) {
        Map<String, BigDecimal> margined = new TreeMap<>();
        jdbc.query("select coalesce(sum(equity), 0), coalesce(sum(maintenance_margin), 0),"
                + " coalesce(sum(initial_margin), 0), coalesce(sum(securities_value), 0), coalesce(sum(option_value), 0)"
                + " from account_margin where cycle_id = ?"
                + RowKeys.and(cycle.cycleId()), row -> {
            margined.put("equity", cycle.amount(row.getLong(1)));
            margined.put("maintenance", cycle.amount(row.getLong(2)));
            margined.put("initial", cycle.amount(row.getLong(3)));
            margined.put("securities", cycle.amount(row.getLong(4)));
            margined.put("options", cycle.amount(row.getLong(5)));
        }, cycle.cycleId());
        Equity equity = new Equity(margined.get("equity"), margined.get("securities"), margined.get("options"));
        return new LedgerFigures(equity, margined.get("maintenance"), margined.get("initial"),
                amounts(journals.variationMargin()), collateral.before(), collateral.after(), missingMargin());
    }

    private Map<String, BigDecimal> amounts(Map<String, Long> minor) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        minor.forEach((currency, amount) -> amounts.put(currency, cycle.amount(amount, currency)));
        return amounts;
    }

    /** Initial margin less equity of the accounts that the margin run found short: what it called for (rule 4.7). */
    private Map<String, BigDecimal> missingMargin() {
        Long missing = jdbc.queryForObject("select sum(initial_margin - equity) from account_margin"
                + " where cycle_id = ?"
                + RowKeys.and(cycle.cycleId()) + " and status = 'MARGIN_CALL'", Long.class, cycle.cycleId());
        return missing == null ? Map.of() : Map.of(cycle.base().code(), cycle.amount(missing));
    }
}
