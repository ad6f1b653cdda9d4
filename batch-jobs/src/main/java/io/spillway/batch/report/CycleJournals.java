package io.spillway.batch.report;

import io.spillway.batch.store.JournalReading;
import io.spillway.domain.member.Account;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One reading of a cycle's journals, added up for all its reports: the journals are by far the most rows, and four sums
 * in the database read them four times. Minor units, + in favour of the account or party.
 */
final class CycleJournals {

    private static final String ACCOUNT_CASH = "ACCOUNT_CASH";
    private static final String MARKET = "VARIATION_MARGIN_HOUSE";
    private static final String ROUNDING = "ROUNDING";
    private static final String VARIATION_MARGIN_RULE = "3.1";

    private final SortedMap<String, SortedMap<String, Long>> settlement = new TreeMap<>();
    private final SortedMap<String, Long> variationMargin = new TreeMap<>();
    private final SortedMap<String, Long> variationRounding = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> cashByRule = new TreeMap<>();
    private final Map<CashFlow, Long> otherCash = new LinkedHashMap<>();
    private final ReportedHouse house;

    /**
     * What moved an account's cash.
     *
     * @param owner account id, or LIQUIDITY
     */
    record CashFlow(String owner, String currency, String cause) {
    }

    private CycleJournals(ReportedHouse house) {
        this.house = house;
    }

    static CycleJournals read(JdbcTemplate jdbc, ReportedCycle cycle, ReportedHouse house) {
        CycleJournals journals = new CycleJournals(house);
        JournalReading.of(jdbc, cycle.cycleId(), journals::add);
        return journals;
    }

    private void add(JournalReading.Line line) {
        if (line.rule().equals(VARIATION_MARGIN_RULE)) {
            merge(variationMargin, line.currency(), line.creditType().equals(ACCOUNT_CASH) ? line.amount() : -line.amount());
        }
        if (line.cause().equals(LedgerText.VARIATION_ROUNDING)) {
            merge(variationRounding, line.currency(), line.creditType().equals(ROUNDING) ? line.amount() : -line.amount());
        }
        if (line.debitType().equals(MARKET)) {
            merge(settlement.computeIfAbsent(line.currency(), currency -> new TreeMap<>()),
                    party(line.creditType(), line.creditOwner()), line.amount());
        }
        if (line.creditType().equals(MARKET)) {
            merge(settlement.computeIfAbsent(line.currency(), currency -> new TreeMap<>()),
                    party(line.debitType(), line.debitOwner()), -line.amount());
        }
        if (line.creditType().equals(ACCOUNT_CASH)) {
            cash(line, line.creditOwner(), line.amount());
        }
        if (line.debitType().equals(ACCOUNT_CASH)) {
            cash(line, line.debitOwner(), -line.amount());
        }
    }

    private void cash(JournalReading.Line line, String owner, long amount) {
        merge(cashByRule.computeIfAbsent(line.rule(), rule -> new TreeMap<>()), line.currency(), amount);
        if (!line.rule().equals(VARIATION_MARGIN_RULE)) {
            merge(otherCash, new CashFlow(owner, line.currency(), line.cause()), amount);
        }
    }

    private String party(String type, String owner) {
        if (!type.equals(ACCOUNT_CASH)) {
            return type;
        }
        return owner.equals(Account.LIQUIDITY) ? Settlement.OUTSIDE : house.account(owner).closingMember();
    }

    private static <K> void merge(Map<K, Long> sums, K key, long amount) {
        sums.merge(key, amount, Math::addExact);
    }

    /** What moved against the house's variation margin account, by currency, then by party. */
    SortedMap<String, SortedMap<String, Long>> settlement() {
        return settlement;
    }

    /** What was credited to all accounts' cash for rule 3.1 by currency, LIQUIDITY's too. */
    SortedMap<String, Long> variationMargin() {
        return variationMargin;
    }

    /** What variation margin left over by rounding, by currency. */
    SortedMap<String, Long> variationRounding() {
        return variationRounding;
    }

    /** What was credited to all accounts' cash by rules, by currency. */
    SortedMap<String, Long> cashOf(Iterable<String> rules) {
        SortedMap<String, Long> sums = new TreeMap<>();
        for (String rule : rules) {
            cashByRule.getOrDefault(rule, new TreeMap<>()).forEach((currency, amount) -> merge(sums, currency, amount));
        }
        return sums;
    }

    /** What was credited to accounts' cash of a currency for a cause, in minor units. */
    long cashBecauseOf(String cause, String currency) {
        return otherCash.entrySet().stream()
                .filter(flow -> flow.getKey().cause().equals(cause) && flow.getKey().currency().equals(currency))
                .mapToLong(Map.Entry::getValue).reduce(0, Math::addExact);
    }

    /** Whatever else than variation margin moved accounts' cash. */
    Map<CashFlow, Long> otherCash() {
        return otherCash;
    }
}
