package io.spillway.batch.report;

import io.spillway.batch.store.RowKeys;
import io.spillway.batch.report.DaySummary.Declared;
import io.spillway.batch.report.DaySummary.Figures;
import io.spillway.batch.report.DaySummary.FindingLine;
import io.spillway.batch.report.DaySummary.Fund;
import io.spillway.batch.report.DaySummary.Layer;
import io.spillway.batch.report.DaySummary.Round;
import io.spillway.batch.settings.Settings;
import io.spillway.domain.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads a cycle's headline figures: sums over its tables, nothing computed anew. */
final class DaySummaryReader {

    private final JdbcTemplate jdbc;
    private final long cycleId;
    private final Cycle cycle;
    private final int scale;

    private record Cycle(LocalDate businessDate, int number, String status, String house, String baseCurrency,
                         int baseScale, String digest, long unfunded) {
    }

    DaySummaryReader(JdbcTemplate jdbc, long cycleId) {
        this.jdbc = jdbc;
        this.cycleId = cycleId;
        this.cycle = jdbc.queryForObject("select business_date, cycle_no, status, house, base_currency, base_scale,"
                + " digest, unfunded from clearing_cycle where cycle_id = ?", (row, n) -> new Cycle(
                row.getObject(1, LocalDate.class), row.getInt(2), row.getString(3), row.getString(4), row.getString(5),
                row.getInt(6), Objects.requireNonNullElse(row.getString(7), ""), row.getLong(8)), cycleId);
        this.scale = cycle.baseScale();
    }

    DaySummary read() {
        return new DaySummary(cycle.businessDate(), cycle.number(), cycle.status(), cycle.house(), cycle.baseCurrency(),
                cycle.digest(), figures(), rounds(), layers(), declared(), funds(), findings());
    }

    private Figures figures() {
        return new Figures(count("select count(*) from account_margin where cycle_id = ?" + RowKeys.and(cycleId)),
                variationMargin(),
                count("select count(*) from margin_call where cycle_id = ?"),
                amount("select coalesce(sum(amount), 0) from margin_call where cycle_id = ?"),
                count("select count(*) from account_margin where cycle_id = ?"
                        + RowKeys.and(cycleId) + " and status = 'BELOW_MAINTENANCE'"),
                count("select count(*) from cascade_event where cycle_id = ? and kind = 'CLOSED'"),
                count("select count(*) from cascade_event where cycle_id = ? and kind = 'DEFAULTED'"),
                count("select count(*) from member_state where cycle_id = ? and status = 'IN_DEFAULT'"),
                amount("select coalesce(sum(loss), 0) from cascade_round where cycle_id = ?"),
                major(cycle.unfunded()),
                count("select count(*) from input_reject where cycle_id = ?"));
    }

    /** Gains in every currency at the day's rates; minor units of other scales are brought to the base's. */
    private BigDecimal variationMargin() {
        BigDecimal[] sum = {BigDecimal.ZERO};
        Settings settings = Settings.parse(jdbc.queryForObject(
                "select settings from clearing_cycle where cycle_id = ?", String.class, cycleId));
        jdbc.query("select v.currency, sum(v.amount), max(f.rate_to_base) from variation_margin v join fx_rate f"
                + " on f.cycle_id = v.cycle_id and f.currency = v.currency where v.cycle_id = ?"
                + RowKeys.and("v", cycleId) + " and v.amount > 0"
                + " group by v.currency", row -> {
            BigDecimal gains = Amounts.major(row.getLong(2), settings.house().scaleOf(row.getString(1)));
            sum[0] = sum[0].add(gains.multiply(row.getBigDecimal(3)));
        }, cycleId);
        return sum[0].setScale(scale, RoundingMode.HALF_EVEN);
    }

    private List<Round> rounds() {
        return jdbc.query("select r.round_no, accounts_closed, accounts_halted, members_declared, accounts_ported,"
                + " prices_moved, loss, (select coalesce(sum(paid), 0) from waterfall_layer l where l.cycle_id ="
                + " r.cycle_id and l.round_no = r.round_no and l.layer <> 'UNFUNDED') from cascade_round r"
                + " where r.cycle_id = ? order by r.round_no", (row, n) -> new Round(row.getInt(1), row.getInt(2),
                row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6), major(row.getLong(7)),
                major(row.getLong(8))), cycleId);
    }

    private List<Layer> layers() {
        return jdbc.query("select layer, min(layer_no), sum(paid), sum(unpaid), (select count(distinct payer)"
                + " from waterfall_payment p where p.cycle_id = l.cycle_id and p.layer = l.layer and p.paid > 0)"
                + " from waterfall_layer l where cycle_id = ? group by cycle_id, layer order by 2",
                (row, n) -> new Layer(row.getString(1), major(row.getLong(3)), major(row.getLong(4)),
                        row.getLong(5)), cycleId);
    }

    private List<Declared> declared() {
        return jdbc.query("select e.item, (select max(name) from member_reference m where m.member_id = e.item),"
                + " e.round_no from cascade_event e where e.cycle_id = ? and e.kind = 'DEFAULTED'"
                + " order by e.round_no, e.item", (row, n) -> new Declared(row.getString(1), row.getString(2),
                row.getInt(3)), cycleId);
    }

    private List<Fund> funds() {
        List<Fund> funds = new ArrayList<>();
        jdbc.query("select coalesce(sum(opening_contribution), 0), coalesce(sum(contribution), 0) from member_state"
                + " where cycle_id = ?", row -> {
            funds.add(new Fund("DEFAULT_FUND_CONTRIBUTIONS", major(row.getLong(1)), major(row.getLong(2))));
        }, cycleId);
        jdbc.query("select layer, opening, balance from layer_state where cycle_id = ? order by layer", row -> {
            funds.add(new Fund(row.getString(1), major(row.getLong(2)), major(row.getLong(3))));
        }, cycleId);
        return funds;
    }

    private List<FindingLine> findings() {
        return jdbc.query("select severity, code, item, message from finding where cycle_id = ?"
                + " order by severity, code, item", (row, n) -> new FindingLine(row.getString(1), row.getString(2),
                row.getString(3), row.getString(4)), cycleId);
    }

    private long count(String sql) {
        return jdbc.queryForObject(sql, Long.class, cycleId);
    }

    private BigDecimal amount(String sql) {
        return major(jdbc.queryForObject(sql, Long.class, cycleId));
    }

    private BigDecimal major(long minor) {
        return Amounts.major(minor, scale);
    }
}
