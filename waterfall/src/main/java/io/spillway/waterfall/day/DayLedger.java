package io.spillway.waterfall.day;

import io.spillway.domain.book.Ids;
import io.spillway.domain.ledger.Journal;
import io.spillway.domain.ledger.LedgerAccount;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.domain.member.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The day's journals and the cash of every account, kept together: no cash moves without its double entry (6.1). */
final class DayLedger {

    private final Ids accountIds;
    private final Ids memberIds;
    private final SortedMap<String, long[]> cash = new TreeMap<>();
    private final Map<String, Long> liquidityCash = new HashMap<>();
    private final LedgerAccount[] accountCash;
    private final List<Journal> journals = new ArrayList<>();

    /** Why a journal is made: the rule's number and a few words. */
    record Reason(String rule, String cause) {
    }

    DayLedger(DayOpening opening) {
        accountIds = opening.book().accountIds();
        memberIds = opening.book().memberIds();
        accountCash = new LedgerAccount[accountIds.size()];
        opening.house().currencies().keySet().forEach(c -> cash.put(c, new long[accountIds.size()]));
        opening.cash().forEach((currency, balances) -> cash.put(currency, balances.clone()));
    }

    SortedMap<String, long[]> cash() {
        return cash;
    }

    long cashOf(String currency, int account) {
        return cash.get(currency)[account];
    }

    long liquidityCashOf(String currency) {
        return liquidityCash.getOrDefault(currency, 0L);
    }

    Map<String, Long> liquidityCash() {
        return liquidityCash;
    }

    List<Journal> journals() {
        return journals;
    }

    /** Moves a signed amount into an account's cash, against another ledger account. */
    void account(int account, LedgerAccount against, String currency, long signedAmount, Reason reason) {
        long[] balances = cash.get(currency);
        balances[account] = Math.addExact(balances[account], signedAmount);
        journal(against, cashAccount(account), currency, signedAmount, reason);
    }

    /** Moves a signed amount into LIQUIDITY's cash, against another ledger account. */
    void liquidity(LedgerAccount against, String currency, long signedAmount, Reason reason) {
        liquidityCash.merge(currency, signedAmount, Math::addExact);
        journal(against, new LedgerAccount(LedgerAccountType.ACCOUNT_CASH,
                Account.LIQUIDITY), currency, signedAmount, reason);
    }

    /** Debits one and credits the other; a negative amount goes the other way, zero makes no journal. */
    void journal(LedgerAccount debit, LedgerAccount credit, String currency, long signedAmount, Reason reason) {
        if (signedAmount != 0) {
            boolean forward = signedAmount > 0;
            journals.add(new Journal(journals.size() + 1L, forward ? debit : credit, forward ? credit : debit,
                    currency, Math.absExact(signedAmount), reason.rule(), reason.cause()));
        }
    }

    private LedgerAccount cashAccount(int account) {
        if (accountCash[account] == null) {
            accountCash[account] = new LedgerAccount(LedgerAccountType.ACCOUNT_CASH, accountIds.get(account));
        }
        return accountCash[account];
    }

    LedgerAccount ofMember(LedgerAccountType type, int member) {
        return new LedgerAccount(type, memberIds.get(member));
    }

    LedgerAccount ofAccount(LedgerAccountType type, int account) {
        return new LedgerAccount(type, accountIds.get(account));
    }
}
