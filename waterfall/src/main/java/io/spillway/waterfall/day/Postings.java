package io.spillway.waterfall.day;

import java.util.SortedMap;
import java.util.TreeMap;

/** Cash postings of a day of one kind, added up per account and currency, signed minor units. */
public final class Postings {

    private final int accounts;
    private final SortedMap<String, long[]> byAccount = new TreeMap<>();
    private final SortedMap<String, Long> ofLiquidity = new TreeMap<>();

    Postings(int accounts) {
        this.accounts = accounts;
    }

    long[] amountsIn(String currency) {
        return byAccount.computeIfAbsent(currency, c -> new long[accounts]);
    }

    void add(String currency, int account, long amount) {
        long[] amounts = amountsIn(currency);
        amounts[account] = Math.addExact(amounts[account], amount);
    }

    void addLiquidity(String currency, long amount) {
        ofLiquidity.merge(currency, amount, Math::addExact);
    }

    /** Minor units by currency code, then by account; currencies in which nothing moved may be missing. */
    public SortedMap<String, long[]> accounts() {
        return byAccount;
    }

    /** Minor units that LIQUIDITY gained, by currency code. */
    public SortedMap<String, Long> liquidity() {
        return ofLiquidity;
    }
}
