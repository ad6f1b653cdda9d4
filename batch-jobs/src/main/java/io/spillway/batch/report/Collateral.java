package io.spillway.batch.report;

import io.spillway.batch.store.CycleChain;
import io.spillway.batch.store.KeyedRows;
import io.spillway.batch.store.RowKeys;
import io.spillway.domain.member.AssetType;
import io.spillway.domain.money.Decimals;
import io.spillway.reports.margin.MarginData.CollateralHolding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Cash on deposit at the close: positive balances by account and currency, with their base value before and after the
 * currency's haircut, each rounded down (rules 1.4, 3.3). What an account owes in a currency is no collateral.
 */
final class Collateral {

    /** A cycle stores every balance that it closes with. */
    private static final String BALANCES = "select account_key, currency, balance from account_cash where %s"
            + " and balance > 0";

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final ReportedHouse house;
    private final String chain;
    private final Map<String, Terms> terms = new HashMap<>();
    private final Map<String, Accepted> assets = new TreeMap<>();
    private final Map<String, BigDecimal> rates = new HashMap<>();

    /**
     * An asset that the house takes.
     *
     * @param limit most of an account's collateral that it may be, or null
     */
    record Accepted(String id, AssetType type, String currency, BigDecimal haircut, BigDecimal limit) {
    }

    /** Takes what an account has in one currency. */
    @FunctionalInterface
    interface CashSink {

        void take(int accountKey, BigDecimal baseMinor);
    }

    /** How a currency counts: its cash asset, and base minor units per minor unit before and after the haircut. */
    private record Terms(String asset, BigDecimal haircut, BigDecimal before, BigDecimal after) {
    }

    /** Sums in major units of the base currency. */
    record Sums(BigDecimal before, BigDecimal after) {
    }

    Collateral(JdbcTemplate jdbc, ReportedCycle cycle, ReportedHouse house) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.house = house;
        this.chain = CycleChain.of(jdbc, cycle.cycleId()).in();
        jdbc.query("select currency, rate_to_base from fx_rate where cycle_id = ?", row -> {
            rates.put(row.getString(1), row.getBigDecimal(2));
        }, cycle.cycleId());
        rates.put(cycle.base().code(), BigDecimal.ONE);
        jdbc.query("select asset_id, type, currency, haircut, concentration_limit from asset_reference where cycle_id in " + chain
                + " order by cycle_id", row -> {
            assets.put(row.getString(1), new Accepted(row.getString(1), AssetType.valueOf(row.getString(2)),
                    row.getString(3), Decimals.normal(row.getBigDecimal(4)), row.getBigDecimal(5)));
        });
    }

    List<CollateralHolding> holdings() {
        List<CollateralHolding> holdings = new ArrayList<>();
        new KeyedRows(jdbc).read("account_cash", "account_key, currency, balance", cycle.cycleId(), row -> {
            if (row.getLong(3) <= 0) {
                return;
            }
            String account = house.accountId(row.getInt(1));
            String currency = row.getString(2);
            Terms counted = terms.computeIfAbsent(currency, this::termsOf);
            BigDecimal minor = BigDecimal.valueOf(row.getLong(3));
            holdings.add(new CollateralHolding(account, house.account(account).closingMember(), counted.asset(), currency,
                    cycle.amount(row.getLong(3), currency), counted.haircut(), value(minor, counted.before()),
                    value(minor, counted.after())));
        });
        return holdings;
    }

    /** Positive balances in base minor units after the haircut, not rounded. */
    void cashAfterHaircut(CashSink sink) {
        new KeyedRows(jdbc).read("account_cash", "account_key, currency, balance", cycle.cycleId(), row -> {
            if (row.getLong(3) > 0) {
                sink.take(row.getInt(1), BigDecimal.valueOf(row.getLong(3))
                        .multiply(terms.computeIfAbsent(row.getString(2), this::termsOf).after()));
            }
        });
    }

    /** @throws IllegalStateException if the house does not know the asset */
    Accepted asset(String id) {
        Accepted asset = assets.get(id);
        if (asset == null) {
            throw new IllegalStateException("the store holds the asset " + id + ", which the house does not know");
        }
        return asset;
    }

    /** Base currency for one unit of a currency. */
    BigDecimal rate(String currency) {
        BigDecimal rate = rates.get(currency);
        if (rate == null) {
            throw new IllegalStateException("cycle " + cycle.cycleNo() + " of " + cycle.businessDate()
                    + " holds collateral in " + currency + " and stored no rate for it");
        }
        return rate;
    }

    /** Exact minor units of the base currency as major units, rounded down. */
    BigDecimal roundedDown(BigDecimal minor) {
        return major(minor.setScale(0, RoundingMode.FLOOR));
    }

    /** The same sums by the database alone. */
    Sums sums() {
        List<String> currencies = rates.keySet().stream().sorted().toList();
        StringBuilder rateOf = new StringBuilder();
        List<Object> values = new ArrayList<>();
        List<Object> after = new ArrayList<>();
        for (String currency : currencies) {
            Terms counted = terms.computeIfAbsent(currency, this::termsOf);
            rateOf.append(" when ? then cast(? as numeric(100, 60))");
            values.addAll(List.of(currency, counted.before()));
            after.addAll(List.of(currency, counted.after()));
        }
        values.addAll(after);
        String sum = "coalesce(sum(floor(held.balance * case held.currency" + rateOf + " end)), 0)";
        return jdbc.queryForObject("select " + sum + ", " + sum + " from (" + balances() + ") held", (row, n) ->
                new Sums(major(row.getBigDecimal(1)), major(row.getBigDecimal(2))), values.toArray());
    }

    private BigDecimal major(BigDecimal minor) {
        return minor.movePointLeft(cycle.base().scale()).setScale(cycle.base().scale(), RoundingMode.UNNECESSARY);
    }

    private String balances() {
        return String.format(Locale.ROOT, BALANCES, RowKeys.ofCycle(cycle.cycleId()));
    }

    private BigDecimal value(BigDecimal minor, BigDecimal rate) {
        return roundedDown(minor.multiply(rate));
    }

    /** The base currency counts in full; of several cash assets of a currency the largest haircut does. */
    private Terms termsOf(String currency) {
        BigDecimal rate = rate(currency);
        BigDecimal haircut = BigDecimal.ZERO;
        String name = currency;
        for (Accepted asset : assets.values()) {
            if (asset.type() == AssetType.CASH && asset.currency().equals(currency)) {
                haircut = haircut.max(asset.haircut());
                name = asset.id();
            }
        }
        haircut = currency.equals(cycle.base().code()) ? BigDecimal.ZERO : haircut;
        BigDecimal before = rate.movePointRight(cycle.base().scale() - cycle.scaleOf(currency));
        return new Terms(name, haircut, before, before.multiply(BigDecimal.ONE.subtract(haircut)));
    }
}
