package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ledger against itself and against every table that tells the same money (section 6). */
final class LedgerInvariants {

    private static final String ENTRIES = "(select credit_type as type, credit_owner as owner, currency, amount"
            + " from journal where cycle_id in :chain union all select debit_type, debit_owner, currency, -amount"
            + " from journal where cycle_id in :chain) entries";

    private LedgerInvariants() {
    }

    static void check(Tables tables) {
        journals(tables);
        trialBalance(tables);
        balances(tables);
        passThrough(tables);
    }

    private static void journals(Tables tables) {
        tables.same("journals are numbered 1, 2, 3, ...", tables.number("select max(journal_no) from journal"
                + " where cycle_id = :cycle"), tables.number("select count(*) from journal where cycle_id = :cycle"));
        tables.none("journal without a positive amount", "select journal_no from journal where cycle_id = :cycle"
                + " and (amount <= 0 or journal_no < 1 or rule = '' or cause = '')");
    }

    /** Every cycle's journals since the house began, added up again. */
    private static void trialBalance(Tables tables) {
        SortedMap<String, BigDecimal> stored = tables.sums("select type, currency, balance from trial_balance"
                + " where cycle_id = :cycle");
        tables.same("trial balance ties to the journals", stored, tables.sums("select type, currency, sum(amount) from "
                + ENTRIES + " group by type, currency"));
        tables.same("the ledger sums to zero in each currency", tables.sums("select currency, sum(balance)"
                + " from trial_balance where cycle_id = :cycle group by currency"), new TreeMap<>());
    }

    private static SortedMap<String, BigDecimal> ledger(Tables tables, String type) {
        return tables.sums("select owner, currency, sum(amount) from " + ENTRIES + " where type = '" + type
                + "' group by owner, currency");
    }

    private static void balances(Tables tables) {
        String base = tables.text("select base_currency from clearing_cycle where cycle_id = :cycle");
        tables.same("cash of each account ties to its journals", tables.sums("select a.account_id, c.currency, c.balance"
                + " from account_cash c join (select distinct account_key, account_id from account_reference) a"
                + " on a.account_key = c.account_key where c.cycle_id = :cycle"), ledger(tables, "ACCOUNT_CASH"));
        tables.same("contribution of each member ties to its journals", tables.sums("select member_id, '" + base
                + "', contribution from member_state where cycle_id = :cycle"), ledger(tables, "DEFAULT_FUND"));
        for (String layer : CascadeInvariants.POTS) {
            tables.same("layer " + layer + " ties to its journals", tables.sums("select '', '" + base + "', balance"
                    + " from layer_state where cycle_id = :cycle and layer = '" + layer + "'"), ledger(tables, layer));
        }
        SortedMap<String, BigDecimal> capital = tables.sums("select member_id, '" + base + "', opening_capital"
                + " from member_reference r where cycle_id in :chain and cycle_id = (select max(cycle_id)"
                + " from member_reference where member_id = r.member_id and cycle_id in :chain)");
        add(capital, tables.sums("select owner, '" + base + "', amount from fund_movement where cycle_id in :chain"
                + " and kind = 'CAPITAL'"));
        add(capital, ledger(tables, "MEMBER_CAPITAL_CALLED"));
        tables.same("capital is what was brought less what was called", tables.sums("select member_id, '" + base
                + "', capital from member_state where cycle_id = :cycle"), capital);
        bank(tables, base);
    }

    /** Money comes in and goes out at the bank, and nowhere else. */
    private static void bank(Tables tables, String base) {
        SortedMap<String, BigDecimal> bank = new TreeMap<>();
        ledger(tables, "SETTLEMENT_BANK").forEach((key, amount) -> bank.put(key.strip(), amount.negate()));
        SortedMap<String, BigDecimal> brought = tables.sums("select currency, sum(amount) from collateral_movement"
                + " where cycle_id in :chain group by currency");
        add(brought, tables.sums("select '" + base + "', sum(amount) from fund_movement where cycle_id in :chain"
                + " and kind <> 'CAPITAL'"));
        add(brought, tables.sums("select '" + base + "', sum(amount) from opening_layer where cycle_id in :chain"));
        add(brought, tables.sums("select '" + base + "', sum(opening_contribution) from member_reference"
                + " where cycle_id = (select min(cycle_id) from clearing_cycle where cycle_id in :chain)"));
        tables.same("the bank holds what was brought", bank, brought);
    }

    /** Accounts of the ledger that money only passes through. */
    private static void passThrough(Tables tables) {
        for (String type : new String[] {"VARIATION_MARGIN_HOUSE", "LIQUIDATION_FEES", "DEFAULTER_LOSS",
            "DEFAULT_WATERFALL"}) {
            tables.same(type + " is empty at the close", ledger(tables, type), new TreeMap<>());
        }
    }

    static void add(SortedMap<String, BigDecimal> sums, SortedMap<String, BigDecimal> more) {
        more.forEach((key, amount) -> sums.merge(key, amount, BigDecimal::add));
        sums.values().removeIf(amount -> amount.signum() == 0);
        sums.replaceAll((key, amount) -> amount.stripTrailingZeros());
    }
}
