package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What accounts are worth by rule 3.3: cash after haircut, securities within their limits, net option value. */
final class Equity {

    private final Tables tables;
    private final String base;
    private final SortedMap<String, BigDecimal> rates;
    private final SortedMap<String, BigDecimal> haircuts;
    /** What securities' limits are a part of: fixed when the day is marked. */
    private final SortedMap<String, BigDecimal> collateral = new TreeMap<>();

    Equity(Tables tables) {
        this.tables = tables;
        this.base = tables.text("select base_currency from clearing_cycle where cycle_id = :cycle");
        this.rates = tables.sums("select currency, rate_to_base from fx_rate where cycle_id = :cycle");
        this.rates.put(base, BigDecimal.ONE);
        this.haircuts = tables.sums("select asset_id, haircut from asset_reference a where cycle_id = (select"
                + " max(cycle_id) from asset_reference where asset_id = a.asset_id and cycle_id in :chain)");
        cashWhenMarked().forEach((key, balance) -> {
            if (balance.signum() > 0) {
                collateral.merge(account(key), valueOfCash(key, balance), BigDecimal::add);
            }
        });
        securitiesWhenMarked().forEach((key, quantity) ->
                collateral.merge(account(key), valueOfSecurity(key, quantity), BigDecimal::add));
    }

    /** When the day is marked and its movements are done. */
    SortedMap<String, BigDecimal> whenMarked() {
        return equity(cashWhenMarked(), securitiesWhenMarked(), optionValue("and (cycle_id < :cycle"
                + " or kind <> 'CLOSE_OUT')", false));
    }

    SortedMap<String, BigDecimal> atTheClose() {
        return equity(tables.sums("select account_key, currency, balance from account_cash where cycle_id = :cycle"),
                tables.sums("select account_key, asset_id, quantity from account_security where cycle_id = :cycle"),
                optionValue("", true));
    }

    private SortedMap<String, BigDecimal> cashWhenMarked() {
        SortedMap<String, BigDecimal> cash = tables.sums("select account_key, currency, balance from account_cash"
                + " where cycle_id = :previous");
        for (String table : new String[] {"variation_margin", "product_payment", "collateral_movement"}) {
            LedgerInvariants.add(cash, tables.sums("select account_key, currency, sum(amount) from " + table
                    + " where cycle_id = :cycle and account_key <> 0 group by account_key, currency"));
        }
        return cash;
    }

    private SortedMap<String, BigDecimal> securitiesWhenMarked() {
        SortedMap<String, BigDecimal> securities = tables.sums("select account_key, asset_id, quantity"
                + " from account_security where cycle_id = :previous");
        LedgerInvariants.add(securities, tables.sums("select account_key, asset_id, sum(quantity)"
                + " from security_movement where cycle_id = :cycle and kind = 'MOVED' group by account_key, asset_id"));
        return securities;
    }

    private SortedMap<String, BigDecimal> optionValue(String which, boolean atClosingMark) {
        Map<String, Terms> terms = Terms.of(tables);
        SortedMap<String, BigDecimal> values = new TreeMap<>();
        tables.sums("select account_key, instrument_key, sum(lots) from position_change where cycle_id in :chain"
                + " and account_key <> 0 " + which + " group by account_key, instrument_key").forEach((key, lots) -> {
            Terms of = terms.get(key.substring(key.indexOf(' ') + 1));
            if (of.premium()) {
                values.merge(account(key), (atClosingMark ? of.closing() : of.settled()).multiply(lots)
                        .multiply(of.unitsPerLot()).multiply(rates.get(of.currency()))
                        .movePointRight(Terms.SCALES.get(base)), BigDecimal::add);
            }
        });
        return values;
    }

    private SortedMap<String, BigDecimal> equity(SortedMap<String, BigDecimal> cash,
            SortedMap<String, BigDecimal> securities, SortedMap<String, BigDecimal> options) {
        SortedMap<String, BigDecimal> equity = new TreeMap<>(options);
        cash.forEach((key, balance) -> equity.merge(account(key), valueOfCash(key, balance), BigDecimal::add));
        SortedMap<String, BigDecimal> limits = tables.sums("select asset_id, concentration_limit"
                + " from asset_reference where cycle_id in :chain and concentration_limit is not null");
        securities.forEach((key, quantity) -> {
            BigDecimal value = valueOfSecurity(key, quantity);
            BigDecimal limit = limits.get(key.substring(key.indexOf(' ') + 1));
            equity.merge(account(key), limit == null ? value : value.min(limit.multiply(
                    collateral.getOrDefault(account(key), BigDecimal.ZERO))), BigDecimal::add);
        });
        equity.replaceAll((account, value) -> value.setScale(0, RoundingMode.FLOOR));
        LedgerInvariants.add(equity, new TreeMap<>());
        return equity;
    }

    private static String account(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    /** The base balance as it is, a positive foreign one after its haircut, a negative one in full. */
    private BigDecimal valueOfCash(String key, BigDecimal balance) {
        String currency = key.substring(key.indexOf(' ') + 1);
        BigDecimal kept = balance.signum() < 0 || currency.equals(base) ? BigDecimal.ONE
                : BigDecimal.ONE.subtract(haircuts.getOrDefault(currency, BigDecimal.ZERO));
        return balance.multiply(rates.get(currency)).multiply(kept)
                .movePointRight(Terms.SCALES.get(base) - Terms.SCALES.get(currency));
    }

    private BigDecimal valueOfSecurity(String key, BigDecimal quantity) {
        String asset = key.substring(key.indexOf(' ') + 1);
        String currency = tables.text("select max(currency) from asset_reference where asset_id = '" + asset + "'");
        BigDecimal price = tables.sums("select asset_id, price from asset_price where cycle_id = :cycle").get(asset);
        return quantity.multiply(price).multiply(rates.get(currency)).multiply(BigDecimal.ONE.subtract(
                haircuts.getOrDefault(asset, BigDecimal.ZERO))).movePointRight(Terms.SCALES.get(base));
    }
}
