package io.spillway.batch.report;

import io.spillway.batch.store.RowKeys;
import io.spillway.domain.member.AccountKind;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** What each layer of the waterfall could still pay when the cycle closed, in base currency (rule 5.13). */
final class LayersLeft {

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final ReportedHouse house;
    private final Set<String> inDefault = new HashSet<>();

    LayersLeft(JdbcTemplate jdbc, ReportedCycle cycle, ReportedHouse house) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.house = house;
        jdbc.query("select member_id from member_state where cycle_id = ? and status = 'IN_DEFAULT'", row -> {
            inDefault.add(row.getString(1));
        }, cycle.cycleId());
    }

    /** By layer's name; a layer that is not here has nothing left. */
    Map<String, BigDecimal> byLayer() {
        Map<LayerName, Long> left = new TreeMap<>();
        jdbc.query("select layer, balance from layer_state where cycle_id = ?", row -> {
            left.put(LayerName.valueOf(row.getString(1)), row.getLong(2));
        }, cycle.cycleId());
        BigDecimal multiple = cycle.settings().waterfall().rules().assessmentMultiple();
        jdbc.query("select status, contribution, period_contribution, assessed from member_state where cycle_id = ?",
                row -> {
                    if (row.getString(1).equals("IN_DEFAULT")) {
                        left.merge(LayerName.DEFAULTER_FUND_CONTRIBUTION, row.getLong(2), Math::addExact);
                    } else {
                        left.merge(LayerName.SURVIVORS_FUND_CONTRIBUTIONS, row.getLong(2), Math::addExact);
                        long limit = multiple.multiply(BigDecimal.valueOf(row.getLong(3)))
                                .setScale(0, RoundingMode.FLOOR).longValueExact();
                        left.merge(LayerName.ASSESSMENTS, Math.max(0, limit - row.getLong(4)), Math::addExact);
                    }
                }, cycle.cycleId());
        accounts(left);
        Map<String, BigDecimal> amounts = new TreeMap<>();
        left.forEach((layer, minor) -> amounts.put(layer.name(), cycle.amount(minor)));
        return amounts;
    }

    private void accounts(Map<LayerName, Long> left) {
        SocialisedLossBasis basis = cycle.settings().waterfall().rules().socialisedLossBasis();
        Map<String, Long> gains = basis == SocialisedLossBasis.GAINS ? gains() : Map.of();
        jdbc.query("select account_key, closing_equity from account_margin where cycle_id = ?" + RowKeys.and(cycle.cycleId()), row -> {
            ReportedHouse.HeldAccount account = house.account(row.getInt(1));
            boolean isHouse = account.kind() == AccountKind.HOUSE;
            long equity = Math.max(0, row.getLong(2));
            if (inDefault.contains(account.closingMember())) {
                left.merge(LayerName.DEFAULTER_MARGIN, isHouse ? equity : 0L, Math::addExact);
                return;
            }
            long part = switch (basis) {
                case GAINS -> Math.max(0, gains.getOrDefault(account.id(), 0L));
                case EQUITY -> isHouse ? equity : 0L;
                case OPEN_INTEREST -> equity;
            };
            left.merge(LayerName.SOCIALISED_LOSS, part, Math::addExact);
        }, cycle.cycleId());
    }

    /** Each account's gain at the close: the day's in base currency, the cascade's, less what was taken (5.6 to 5.8). */
    private Map<String, Long> gains() {
        Map<String, BigDecimal> rates = new HashMap<>();
        jdbc.query("select currency, rate_to_base from fx_rate where cycle_id = ?", row -> {
            rates.put(row.getString(1), row.getBigDecimal(2)
                    .movePointRight(cycle.base().scale() - cycle.scaleOf(row.getString(1))));
        }, cycle.cycleId());
        rates.put(cycle.base().code(), BigDecimal.ONE);
        Map<String, Long> gains = new HashMap<>();
        jdbc.query("select account_key, currency, amount from variation_margin where cycle_id = ?"
                + RowKeys.and(cycle.cycleId()) + " and account_key <> 0",
                row -> {
                    long gain = rates.get(row.getString(2)).multiply(BigDecimal.valueOf(row.getLong(3)))
                            .setScale(0, RoundingMode.HALF_EVEN).longValueExact();
                    gains.merge(house.accountId(row.getInt(1)), gain, Math::addExact);
                }, cycle.cycleId());
        jdbc.query("select owner, sum(amount) from ("
                + "   select credit_owner as owner, amount from journal where cycle_id = ?"
                + RowKeys.and(cycle.cycleId()) + " and rule in ('5.6', '5.7')"
                + "   and credit_type = 'ACCOUNT_CASH' and debit_type = 'VARIATION_MARGIN_HOUSE'"
                + "   union all select debit_owner, -amount from journal where cycle_id = ?"
                + RowKeys.and(cycle.cycleId()) + " and rule in ('5.6', '5.7')"
                + "   and debit_type = 'ACCOUNT_CASH' and credit_type = 'VARIATION_MARGIN_HOUSE'"
                + "   union all select payer, -paid from waterfall_payment where cycle_id = ?"
                + "   and layer = 'SOCIALISED_LOSS') moved group by owner", row -> {
            gains.merge(row.getString(1), row.getLong(2), Math::addExact);
        }, cycle.cycleId(), cycle.cycleId(), cycle.cycleId());
        return gains;
    }
}
