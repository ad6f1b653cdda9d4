package io.spillway.batch.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What a correction changed of the cycle it supersedes: headline figures that differ, and the accounts whose call does.
 *
 * @param digests the superseded cycle's and the correction's
 * @param figures that differ; amounts in the base currency
 * @param calls by account id
 */
public record CycleChanges(String baseCurrency, Change digests, List<Change> figures, List<Change> calls) {

    private static final String NONE = "none";

    /** A figure in the superseded cycle and in the correction; "none" where it has none. */
    public record Change(String name, String before, String after) {

        boolean isOne() {
            return !before.equals(after);
        }
    }

    /** Compares two cycles of one date. */
    public static CycleChanges between(JdbcTemplate jdbc, long before, long after) {
        DaySummary earlier = new DaySummaryReader(jdbc, before).read();
        DaySummary later = new DaySummaryReader(jdbc, after).read();
        Map<String, String> earlierFigures = figures(earlier);
        Map<String, String> laterFigures = figures(later);
        return new CycleChanges(later.baseCurrency(), new Change("Digest", text(earlier.digest()), text(later.digest())),
                changes(earlierFigures, laterFigures),
                changes(calls(jdbc, before, earlier), calls(jdbc, after, later)));
    }

    private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
        List<String> names = new ArrayList<>(after.keySet());
        before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(names::add);
        return names.stream().map(name -> new Change(name, before.getOrDefault(name, NONE),
                after.getOrDefault(name, NONE))).filter(Change::isOne).toList();
    }

    private static Map<String, String> figures(DaySummary day) {
        Map<String, String> figures = new LinkedHashMap<>();
        DaySummary.Figures of = day.figures();
        figures.put("Variation margin paid to accounts", of.variationMargin().toPlainString());
        figures.put("Margin calls", String.valueOf(of.calls()));
        figures.put("Called", of.called().toPlainString());
        figures.put("Accounts below maintenance", String.valueOf(of.belowMaintenance()));
        figures.put("Accounts closed out", String.valueOf(of.liquidated()));
        figures.put("Members declared in default", text(String.join(" ",
                new TreeSet<>(day.declared().stream().map(DaySummary.Declared::memberId).toList()))));
        figures.put("Loss of defaulters", of.loss().toPlainString());
        day.layers().forEach(layer -> figures.put("Paid by " + layer.name(), layer.paid().toPlainString()));
        figures.put("Unfunded", of.unfunded().toPlainString());
        day.funds().forEach(fund -> figures.put("Left in " + fund.name(), fund.left().toPlainString()));
        figures.put("Findings", String.valueOf(day.findings().size()));
        figures.put("Rejected rows", String.valueOf(of.rejects()));
        return figures;
    }

    private static Map<String, String> calls(JdbcTemplate jdbc, long cycleId, DaySummary day) {
        Map<String, String> calls = new LinkedHashMap<>();
        int scale = day.figures().called().scale();
        jdbc.query("select a.account_id, m.amount from margin_call m join (select distinct account_key, account_id"
                + " from account_reference) a on a.account_key = m.account_key where m.cycle_id = ?"
                + " order by a.account_id", row -> {
            calls.put(row.getString(1), BigDecimal.valueOf(row.getLong(2), scale).toPlainString());
        }, cycleId);
        return calls;
    }

    private static String text(String value) {
        return value.isEmpty() ? NONE : value;
    }
}
