package io.spillway.batch.report;

import io.spillway.domain.money.Decimals;
import io.spillway.reports.margin.DayEvents.SecurityHolding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Securities on deposit at the close (rule 3.3): quantity x price x FX, less the haircut, of each at most its
 * concentration limit x all of the account's collateral after haircut and before limits, here that of the close. Each
 * value is rounded down.
 */
final class Securities {

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final ReportedHouse house;
    private final Collateral collateral;

    private record Held(int account, Collateral.Accepted asset, BigDecimal quantity, BigDecimal price,
                        BigDecimal beforeMinor) {

        BigDecimal afterMinor() {
            return beforeMinor.multiply(BigDecimal.ONE.subtract(asset.haircut()));
        }
    }

    Securities(JdbcTemplate jdbc, ReportedCycle cycle, ReportedHouse house, Collateral collateral) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.house = house;
        this.collateral = collateral;
    }

    List<SecurityHolding> holdings() {
        List<Held> held = held();
        Map<Integer, BigDecimal> bases = new HashMap<>();
        held.forEach(one -> bases.merge(one.account(), one.afterMinor(), BigDecimal::add));
        if (held.stream().anyMatch(one -> one.asset().limit() != null)) {
            collateral.cashAfterHaircut((account, minor) -> bases.computeIfPresent(account, (key, base) -> base.add(minor)));
        }
        List<SecurityHolding> holdings = new ArrayList<>();
        for (Held one : held) {
            ReportedHouse.HeldAccount account = house.account(one.account());
            BigDecimal limit = one.asset().limit();
            BigDecimal counted = limit == null ? one.afterMinor()
                    : one.afterMinor().min(limit.multiply(bases.get(one.account())));
            holdings.add(new SecurityHolding(account.id(), account.closingMember(), one.asset().id(),
                    one.asset().currency(), one.quantity(), one.price(), one.asset().haircut(),
                    collateral.roundedDown(one.beforeMinor()), collateral.roundedDown(one.afterMinor()),
                    collateral.roundedDown(counted)));
        }
        return holdings;
    }

    private List<Held> held() {
        Map<String, BigDecimal> prices = new HashMap<>();
        jdbc.query("select asset_id, price from asset_price where cycle_id = ?", row -> {
            prices.put(row.getString(1), Decimals.normal(row.getBigDecimal(2)));
        }, cycle.cycleId());
        return jdbc.query("select account_key, asset_id, quantity from account_security where cycle_id = ?", (row, n) -> {
            Collateral.Accepted asset = collateral.asset(row.getString(2));
            BigDecimal price = prices.get(asset.id());
            if (price == null) {
                throw new IllegalStateException("cycle " + cycle.cycleNo() + " of " + cycle.businessDate() + " holds "
                        + asset.id() + " and stored no price for it");
            }
            BigDecimal quantity = Decimals.normal(row.getBigDecimal(3));
            return new Held(row.getInt(1), asset, quantity, price,
                    quantity.multiply(price).multiply(collateral.rate(asset.currency())).movePointRight(cycle.base().scale()));
        }, cycle.cycleId());
    }

    /** What there must be of each: the last close and all movements since. */
    Map<String, BigDecimal> expected() {
        Map<String, BigDecimal> quantities = new TreeMap<>();
        jdbc.query("select asset_id, sum(quantity) from ("
                + " select asset_id, quantity from account_security where cycle_id = ?"
                + " union all select asset_id, quantity from security_movement where cycle_id = ?) moved"
                + " group by asset_id", row -> {
            BigDecimal quantity = Decimals.normal(row.getBigDecimal(2));
            if (quantity.signum() != 0) {
                quantities.put(row.getString(1), quantity);
            }
        }, cycle.previous().orElse(-1L), cycle.cycleId());
        return quantities;
    }
}
