package io.spillway.batch.store;

import io.spillway.domain.book.Ids;
import java.util.Arrays;

/** The book's accounts and instruments for the store's numbers. */
final class KeyIndex {

    private static final int UNKNOWN = -2;

    private final int[] accounts;
    private final int[] instruments;

    KeyIndex(HouseReference house, Ids accountIds, Ids instrumentIds) {
        accounts = new int[1 + house.accounts().values().stream().mapToInt(a -> a.key()).max().orElse(0)];
        instruments = new int[1 + house.instruments().values().stream().mapToInt(i -> i.key()).max().orElse(0)];
        Arrays.fill(accounts, UNKNOWN);
        Arrays.fill(instruments, UNKNOWN);
        accounts[Keys.LIQUIDITY] = -1;
        house.accounts().forEach((id, account) -> accounts[account.key()] = accountIds.indexOf(id));
        house.instruments().forEach((id, instrument) ->
                instruments[instrument.key()] = instrumentIds.indexOf(id));
    }

    /** @return the account's index, -1 for LIQUIDITY */
    int account(int key) {
        return known(accounts, key, "account");
    }

    int instrument(int key) {
        return known(instruments, key, "instrument");
    }

    private static int known(int[] indices, int key, String what) {
        int index = key < 0 || key >= indices.length ? UNKNOWN : indices[key];
        if (index == UNKNOWN) {
            throw new IllegalStateException("the store has a row of " + what + " key " + key
                    + ", which the house does not know");
        }
        return index;
    }
}
