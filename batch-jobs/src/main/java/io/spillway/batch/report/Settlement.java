package io.spillway.batch.report;

import io.spillway.batch.store.RowKeys;
import io.spillway.domain.member.Account;
import io.spillway.reports.margin.MarginData.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Net settlement instructions of the day's mark to market: what the ledger moved against the house's variation margin
 * account, per member and currency. The day's variation margin, the cascade's re-marks and its close-outs are in it
 * (rules 3.1, 5.6, 5.7), each by the member that has the account at the close. The house's own side is zero: what is
 * left over stands as LIQUIDITY and ROUNDING.
 */
final class Settlement {

    private static final String MARKET = "VARIATION_MARGIN_HOUSE";
    private static final String CONTENT = "variation margin, cascade re-marks and close-outs";
    private static final String ACCOUNT_CASH = "ACCOUNT_CASH";
    private static final String OUTSIDE = Account.LIQUIDITY + " (buyers outside the book)";

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final ReportedHouse house;

    Settlement(JdbcTemplate jdbc, ReportedCycle cycle, ReportedHouse house) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.house = house;
    }

    List<Instruction> instructions() {
        Map<String, Map<String, Long>> nets = new TreeMap<>();
        jdbc.query("select type, owner, currency, sum(amount) from ("
                + "   select credit_type as type, credit_owner as owner, currency, amount from journal"
                + "   where cycle_id = ?" + RowKeys.and(cycle.cycleId()) + " and debit_type = '" + MARKET + "'"
                + "   union all select debit_type, debit_owner, currency, -amount from journal"
                + "   where cycle_id = ?" + RowKeys.and(cycle.cycleId()) + " and credit_type = '" + MARKET + "') moved"
                + " group by type, owner, currency", row -> {
            nets.computeIfAbsent(row.getString(3), currency -> new TreeMap<>())
                    .merge(party(row.getString(1), row.getString(2)), row.getLong(4), Math::addExact);
        }, cycle.cycleId(), cycle.cycleId());
        List<Instruction> instructions = new ArrayList<>();
        nets.forEach((currency, parties) -> parties.forEach((party, net) -> {
            if (net != 0) {
                instructions.add(new Instruction(id(instructions.size() + 1), party, currency,
                        cycle.amount(net, currency)));
            }
        }));
        return instructions;
    }

    private String party(String type, String owner) {
        if (!type.equals(ACCOUNT_CASH)) {
            return type;
        }
        return owner.equals(Account.LIQUIDITY) ? OUTSIDE : house.account(owner).closingMember();
    }

    /** Its number within the cycle, and what it pays for. */
    private String id(int number) {
        return String.format(Locale.ROOT, "%s/%d-%04d: %s", cycle.businessDate(), cycle.cycleNo(), number, CONTENT);
    }
}
