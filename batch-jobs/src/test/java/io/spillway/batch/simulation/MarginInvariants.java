package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Variation margin, equity, requirement, status and calls, worked out again (sections 3 and 4). */
final class MarginInvariants {

    private static final Map<String, Integer> SCALES = Map.of("USD", 2, "EUR", 2, "JPY", 0);
    /** The terms in force: the newest version of each instrument. */
    private static final String TERMS = "instrument_reference i where i.cycle_id = (select max(cycle_id)"
            + " from instrument_reference where instrument_key = i.instrument_key and cycle_id in :chain)";

    private MarginInvariants() {
    }

    /** One instrument as the tables have it. */
    private record Terms(String id, String currency, BigDecimal unitsPerLot, BigDecimal rate, BigDecimal floor,
                         BigDecimal before, BigDecimal settled, BigDecimal closing) {

        /** Base units of one lot's margin at a price (rule 4.3, FLAT_RATE; the price base of rule 1.3). */
        BigDecimal margin(BigDecimal price, BigDecimal fx) {
            return unitsPerLot.multiply(price.abs().max(floor)).multiply(fx).multiply(rate);
        }
    }

    private static Map<String, Terms> terms(Tables tables) {
        Map<String, Terms> terms = new TreeMap<>();
        tables.jdbc().query(("select i.instrument_key, i.instrument_id, i.currency, i.multiplier * i.lot,"
                + " i.maintenance_rate, i.reference_price, p.previous_mark, p.published_price, p.closing_mark"
                + " from settlement_price p join (select * from " + TERMS + ") i"
                + " on i.instrument_key = p.instrument_key where p.cycle_id = :cycle")
                .replace(":cycle", Long.toString(tables.cycle())).replace(":chain", tables.chain()), row -> {
            BigDecimal floor = row.getBigDecimal(6);
            terms.put(row.getString(1), new Terms(row.getString(2), row.getString(3), row.getBigDecimal(4),
                    row.getBigDecimal(5), floor == null ? BigDecimal.ZERO : floor, row.getBigDecimal(7),
                    row.getBigDecimal(8), row.getBigDecimal(9)));
        });
        return terms;
    }

    /** Prices go on from the day before, and variation margin is positions and trades times their moves. */
    static void checkMark(Tables tables) {
        if (!tables.isFirst()) {
            tables.none("the mark of the day before (rule 2.4)", "select t.instrument_key from settlement_price t"
                    + " join settlement_price b on b.instrument_key = t.instrument_key and b.cycle_id = :previous"
                    + " where t.cycle_id = :cycle and t.previous_mark <> b.closing_mark");
        }
        Map<String, Terms> terms = terms(tables);
        SortedMap<String, BigDecimal> expected = new TreeMap<>();
        tables.sums("select account_key, instrument_key, sum(lots) from position_change where cycle_id in :chain"
                + " and (cycle_id < :cycle or kind = 'OPENING') group by account_key, instrument_key")
                .forEach((key, lots) -> {
                    String[] keys = key.split(" ");
                    Terms of = terms.get(keys[1]);
                    post(expected, keys[0], of, of.settled().subtract(of.before()).multiply(lots));
                });
        tables.jdbc().query(("select a.account_key, i.instrument_key, t.quantity / i.lot, t.price from input_trade t"
                + " join (select distinct account_key, account_id from account_reference) a"
                + " on a.account_id = t.account_id join (select * from " + TERMS + ") i"
                + " on i.instrument_id = t.instrument_id where t.cycle_id = :cycle and not exists (select 1"
                + " from finding f where f.cycle_id = :cycle and f.item = t.match_id and f.code in ('MATCH_REJECTED',"
                + " 'MATCH_NOT_FLAT', 'TRADE_OF_DEFAULTER', 'TRADE_AFTER_CUT_OFF'))")
                .replace(":cycle", Long.toString(tables.cycle())).replace(":chain", tables.chain()), row -> {
            Terms of = terms.get(row.getString(2));
            post(expected, row.getString(1), of, of.settled().subtract(row.getBigDecimal(4))
                    .multiply(row.getBigDecimal(3)));
        });
        LedgerInvariants.add(expected, new TreeMap<>());
        tables.same("variation margin (rule 3.1)", tables.sums("select account_key, currency, amount"
                + " from variation_margin where cycle_id = :cycle"), expected);
    }

    private static void post(SortedMap<String, BigDecimal> sums, String account, Terms terms, BigDecimal move) {
        BigDecimal amount = move.multiply(terms.unitsPerLot()).movePointRight(SCALES.get(terms.currency()))
                .setScale(0, RoundingMode.HALF_EVEN);
        sums.merge(account + " " + terms.currency(), amount, BigDecimal::add);
    }

    /** Equity, requirement, status and calls when the day is marked. */
    static void checkRequirement(Tables tables) {
        SortedMap<String, BigDecimal> cash = new TreeMap<>();
        if (!tables.isFirst()) {
            cash.putAll(tables.sums("select account_key, currency, balance from account_cash"
                    + " where cycle_id = :previous"));
        }
        for (String table : new String[] {"variation_margin", "collateral_movement"}) {
            LedgerInvariants.add(cash, tables.sums("select account_key, currency, sum(amount) from " + table
                    + " where cycle_id = :cycle and account_key <> 0 group by account_key, currency"));
        }
        tables.same("equity (rule 3.3)", stored(tables, "equity"), equity(tables, cash));
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
        SortedMap<String, BigDecimal> closing = equity(tables, tables.sums("select account_key, currency, balance"
                + " from account_cash where cycle_id = :cycle"));
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

    /** The base balance as it is, foreign ones at their rate, after haircut where positive; rounded down. */
    private static SortedMap<String, BigDecimal> equity(Tables tables, SortedMap<String, BigDecimal> cash) {
        SortedMap<String, BigDecimal> rates = tables.sums("select currency, rate_to_base from fx_rate"
                + " where cycle_id = :cycle");
        SortedMap<String, BigDecimal> haircuts = tables.sums("select currency, haircut from asset_reference a"
                + " where type = 'CASH' and cycle_id = (select max(cycle_id) from asset_reference"
                + " where asset_id = a.asset_id and cycle_id in :chain)");
        String base = tables.text("select base_currency from clearing_cycle where cycle_id = :cycle");
        SortedMap<String, BigDecimal> equity = new TreeMap<>();
        cash.forEach((key, balance) -> {
            String currency = key.substring(key.indexOf(' ') + 1);
            BigDecimal value = balance;
            if (!currency.equals(base)) {
                BigDecimal kept = balance.signum() < 0 ? BigDecimal.ONE
                        : BigDecimal.ONE.subtract(haircuts.getOrDefault(currency, BigDecimal.ZERO));
                value = balance.multiply(rates.get(currency)).multiply(kept)
                        .movePointRight(SCALES.get(base) - SCALES.get(currency));
            }
            equity.merge(key.substring(0, key.indexOf(' ')), value, BigDecimal::add);
        });
        equity.replaceAll((account, value) -> value.setScale(0, RoundingMode.FLOOR));
        LedgerInvariants.add(equity, new TreeMap<>());
        return equity;
    }

    private static SortedMap<String, BigDecimal> maintenance(Tables tables, String which, boolean atClosingMark) {
        Map<String, Terms> terms = terms(tables);
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
        margins.replaceAll((account, margin) -> margin.movePointRight(SCALES.get("USD"))
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
