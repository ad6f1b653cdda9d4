package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Variation margin, equity, requirement, status and calls, worked out again (sections 3 and 4). */
final class MarginInvariants {

    private static final String MATCH_STANDS = "not exists (select 1 from finding f where f.cycle_id = :cycle"
            + " and f.item = t.match_id and f.code in ('MATCH_REJECTED', 'MATCH_NOT_FLAT', 'TRADE_OF_DEFAULTER',"
            + " 'TRADE_AFTER_CUT_OFF'))";

    private MarginInvariants() {
    }

    /** A trade that stands: who, in what, how many lots, at which price. */
    private record Trade(String account, Terms terms, BigDecimal lots, BigDecimal price) {
    }

    /** Prices go on from the day before, and variation margin is positions and trades times their moves. */
    static void checkMark(Tables tables) {
        if (!tables.isFirst()) {
            tables.none("the mark of the day before (rule 2.4)", "select t.instrument_key from settlement_price t"
                    + " join settlement_price b on b.instrument_key = t.instrument_key and b.cycle_id = :previous"
                    + " where t.cycle_id = :cycle and t.previous_mark <> b.closing_mark");
        }
        Map<String, Terms> terms = Terms.of(tables);
        SortedMap<String, BigDecimal> positions = tables.sums("select account_key, instrument_key, sum(lots)"
                + " from position_change where cycle_id in :chain and (cycle_id < :cycle or kind = 'OPENING')"
                + " group by account_key, instrument_key");
        List<Trade> trades = trades(tables, terms);
        SortedMap<String, BigDecimal> moved = new TreeMap<>();
        positions.forEach((key, lots) -> {
            Terms of = terms.get(key.substring(key.indexOf(' ') + 1));
            if (!of.premium()) {
                moved.merge(account(key) + " " + of.currency(), of.posting(of.settled().subtract(of.before()), lots),
                        BigDecimal::add);
            }
        });
        trades.stream().filter(t -> !t.terms().premium()).forEach(t -> moved.merge(t.account() + " "
                + t.terms().currency(), t.terms().posting(t.terms().settled().subtract(t.price()), t.lots()),
                BigDecimal::add));
        LedgerInvariants.add(moved, new TreeMap<>());
        tables.same("variation margin (rule 3.1)", tables.sums("select account_key, currency, amount"
                + " from variation_margin where cycle_id = :cycle"), moved);
        payments(tables, terms, trades);
        tables.none("an option that does not settle at its intrinsic value (rule 3.2)", "select i.instrument_id"
                + " from settlement_price p join instrument_reference i on i.instrument_key = p.instrument_key"
                + " join clearing_cycle c on c.cycle_id = p.cycle_id join underlying_price u on u.cycle_id ="
                + " p.cycle_id and u.underlying_id = i.underlying where p.cycle_id = :cycle"
                + " and exists (select 1 from position_change x where x.cycle_id = :cycle and x.kind = 'EXPIRY'"
                + " and x.instrument_key = i.instrument_key) and i.product = 'OPTION' and p.closing_mark <> greatest(0,"
                + " case i.option_right when 'CALL' then u.settlement_price - i.strike"
                + " else i.strike - u.settlement_price end)");
    }

    private static List<Trade> trades(Tables tables, Map<String, Terms> terms) {
        List<Trade> trades = new ArrayList<>();
        tables.jdbc().query(tables.sql("select a.account_key, i.instrument_key, t.quantity / i.lot, t.price"
                + " from input_trade t join (select distinct account_key, account_id from account_reference) a"
                + " on a.account_id = t.account_id join (select distinct instrument_key, instrument_id, lot"
                + " from instrument_reference) i on i.instrument_id = t.instrument_id where t.cycle_id = :cycle and "
                + MATCH_STANDS), row -> {
            trades.add(new Trade(row.getString(1), terms.get(row.getString(2)), row.getBigDecimal(3),
                    row.getBigDecimal(4)));
        });
        return trades;
    }

    /** Premiums of trades, exercise of what settles, funding of what is held after the trades (rules 3.2, 3.5). */
    private static void payments(Tables tables, Map<String, Terms> terms, List<Trade> trades) {
        SortedMap<String, BigDecimal> paid = new TreeMap<>();
        trades.stream().filter(t -> t.terms().premium()).forEach(t -> paid.merge(t.account() + " "
                + t.terms().currency() + " PREMIUM", t.terms().posting(t.price().negate(), t.lots()), BigDecimal::add));
        SortedMap<String, BigDecimal> funding = tables.sums("select instrument_key, rate from funding_rate"
                + " where cycle_id = :cycle");
        tables.sums("select account_key, instrument_key, sum(lots) from position_change where cycle_id in :chain"
                + " and (cycle_id < :cycle or kind in ('OPENING', 'TRADE')) group by account_key, instrument_key")
                .forEach((key, lots) -> {
                    String instrument = key.substring(key.indexOf(' ') + 1);
                    Terms of = terms.get(instrument);
                    if (of.premium() && of.expired()) {
                        paid.merge(account(key) + " " + of.currency() + " EXERCISE", of.posting(of.settled(), lots),
                                BigDecimal::add);
                    } else if (of.product().equals("PERPETUAL")) {
                        paid.merge(account(key) + " " + of.currency() + " FUNDING", of.posting(of.settled().multiply(
                                funding.getOrDefault(instrument, BigDecimal.ZERO)).negate(), lots), BigDecimal::add);
                    }
                });
        LedgerInvariants.add(paid, new TreeMap<>());
        tables.same("premiums, exercise and funding (rules 3.2, 3.5)", tables.sums("select account_key, currency, kind,"
                + " amount from product_payment where cycle_id = :cycle"), paid);
    }

    private static String account(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    /** Equity, requirement, status and calls when the day is marked. */
    static void checkRequirement(Tables tables) {
        tables.same("equity (rule 3.3)", stored(tables, "equity"), new Equity(tables).whenMarked());
        SortedMap<String, BigDecimal> maintenance = maintenance(tables, "and (cycle_id < :cycle"
                + " or kind <> 'CLOSE_OUT')", false);
        tables.same("maintenance margin (rule 4.3)", stored(tables, "maintenance_margin"), maintenance);
        SortedMap<String, BigDecimal> initial = new TreeMap<>(maintenance);
        BigDecimal factor = setting(tables, "waterfall.initialFactor");
        initial.replaceAll((account, margin) -> margin.multiply(factor).setScale(0, RoundingMode.CEILING)
                .stripTrailingZeros());
        tables.same("initial margin (rule 4.1)", stored(tables, "initial_margin"), initial);
        tables.none("status of an account (rule 4.2)", "select account_key || ' ' || status from account_margin"
                + " where cycle_id = :cycle and status <> 'IN_DEFAULT' and status <> case"
                + " when equity < 0 or equity < maintenance_margin then 'BELOW_MAINTENANCE'"
                + " when equity < initial_margin then 'MARGIN_CALL' else 'GOOD' end");
        if (tables.number("select count(*) from cascade_round where cycle_id = :cycle") > 0
                || tables.has("margin_call")) {
            tables.same("margin calls (rule 4.2)", tables.sums("select account_key, amount from margin_call"
                    + " where cycle_id = :cycle"), tables.sums("select account_key, initial_margin - equity"
                    + " from account_margin where cycle_id = :cycle and status = 'MARGIN_CALL'"));
        }
    }

    /** Cash at the close gives the closing equity, and nobody who holds something is below maintenance (rule 5.15). */
    static void checkClose(Tables tables) {
        SortedMap<String, BigDecimal> closing = new Equity(tables).atTheClose();
        tables.same("closing equity (rule 3.3)", stored(tables, "closing_equity"), closing);
        maintenance(tables, "", true).forEach((account, margin) -> {
            if (closing.getOrDefault(account, BigDecimal.ZERO).compareTo(margin) < 0) {
                tables.violations().add("account " + account + " is open and below maintenance at the close: equity "
                        + closing.get(account) + ", maintenance " + margin);
            }
        });
        closing.forEach((account, equity) -> {
            if (equity.signum() < 0) {
                tables.violations().add("account " + account + " has a deficit at the close: " + equity);
            }
        });
    }

    private static SortedMap<String, BigDecimal> stored(Tables tables, String column) {
        return tables.sums("select account_key, " + column + " from account_margin where cycle_id = :cycle");
    }

    private static SortedMap<String, BigDecimal> maintenance(Tables tables, String which, boolean atClosingMark) {
        Map<String, Terms> terms = Terms.of(tables);
        SortedMap<String, BigDecimal> rates = tables.sums("select currency, rate_to_base from fx_rate"
                + " where cycle_id = :cycle");
        SortedMap<String, BigDecimal> margins = new TreeMap<>();
        tables.sums("select account_key, instrument_key, sum(lots) from position_change where cycle_id in :chain"
                + " and account_key <> 0 " + which + " group by account_key, instrument_key").forEach((key, lots) -> {
            String[] keys = key.split(" ");
            Terms of = terms.get(keys[1]);
            margins.merge(keys[0], of.margin(atClosingMark ? of.closing() : of.settled(), rates.get(of.currency()))
                    .multiply(lots.abs()), BigDecimal::add);
        });
        margins.replaceAll((account, margin) -> margin.movePointRight(Terms.SCALES.get("USD"))
                .setScale(0, RoundingMode.CEILING));
        LedgerInvariants.add(margins, new TreeMap<>());
        return margins;
    }

    /** A number among the settings that the cycle ran under. */
    static BigDecimal setting(Tables tables, String key) {
        return tables.text("select settings from clearing_cycle where cycle_id = :cycle").lines()
                .filter(line -> line.startsWith(key + "=")).findFirst()
                .map(line -> new BigDecimal(line.substring(key.length() + 1))).orElseThrow();
    }
}
