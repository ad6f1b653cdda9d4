package io.spillway.batch.store;

import io.spillway.domain.book.Ids;
import java.util.Arrays;
import java.util.Map;

/** The store's numbers for a book's accounts and instruments, and back. */
final class Keys {

    /** LIQUIDITY's own. */
    static final int LIQUIDITY = 0;

    private final int[] accounts;
    private final int[] instruments;
    private final int[] accountIndices;
    private final int[] instrumentIndices;

    /** From the numbers by id, which may have more ids than the book. */
    Keys(Ids accountIds, Map<String, Integer> accountKeys, Ids instrumentIds, Map<String, Integer> instrumentKeys) {
        accounts = keys(accountIds, accountKeys);
        instruments = keys(instrumentIds, instrumentKeys);
        accountIndices = indices(accounts);
        instrumentIndices = indices(instruments);
    }

    private static int[] keys(Ids ids, Map<String, Integer> byId) {
        int[] keys = new int[ids.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = byId.get(ids.get(i));
        }
        return keys;
    }

    private static int[] indices(int[] keys) {
        int[] indices = new int[Arrays.stream(keys).max().orElse(0) + 1];
        Arrays.fill(indices, -1);
        for (int i = 0; i < keys.length; i++) {
            indices[keys[i]] = i;
        }
        return indices;
    }

    int account(int index) {
        return accounts[index];
    }

    int instrument(int index) {
        return instruments[index];
    }

    /** The book's index of an account, or -1 where the book does not have it. */
    int indexOfAccount(int key) {
        return key < accountIndices.length ? accountIndices[key] : -1;
    }

    /** The book's index of an instrument, or -1 where the book does not have it. */
    int indexOfInstrument(int key) {
        return key < instrumentIndices.length ? instrumentIndices[key] : -1;
    }
}
