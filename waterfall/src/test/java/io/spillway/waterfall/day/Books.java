package io.spillway.waterfall.day;

import io.spillway.domain.ledger.Journal;
import io.spillway.domain.ledger.LedgerAccount;
import io.spillway.domain.ledger.LedgerAccountType;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A day's journals added up: credits less debits per ledger account and currency. */
record Books(SortedMap<String, Long> balances) {

    static Books of(DayResult result) {
        SortedMap<String, Long> balances = new TreeMap<>();
        for (Journal journal : result.journals()) {
            balances.merge(journal.credit() + " " + journal.currency(), journal.amount(), Math::addExact);
            balances.merge(journal.debit() + " " + journal.currency(), -journal.amount(), Math::addExact);
        }
        return new Books(balances);
    }

    /** Balance of one ledger account. */
    long of(LedgerAccountType type, String owner, String currency) {
        return balances.getOrDefault(new LedgerAccount(type, owner) + " " + currency, 0L);
    }

    long of(LedgerAccountType type, String currency) {
        return of(type, "", currency);
    }

    /** Balances of all accounts of a type, added up. */
    long total(LedgerAccountType type, String currency) {
        return balances.entrySet().stream()
                .filter(e -> e.getKey().startsWith(type + " ") || e.getKey().startsWith(type + ":"))
                .filter(e -> e.getKey().endsWith(" " + currency)).mapToLong(e -> e.getValue()).sum();
    }

    /** The rules that moved an account's cash, in order. */
    static List<String> rulesOf(DayResult result, String ledgerAccount) {
        return result.journals().stream().filter(j -> j.debit().toString().equals(ledgerAccount)
                || j.credit().toString().equals(ledgerAccount)).map(Journal::rule).toList();
    }

    static long sum(long[] amounts) {
        return Arrays.stream(amounts).sum();
    }
}
