package io.spillway.batch.store;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.book.Ids;
import org.springframework.jdbc.core.JdbcTemplate;

/** The store's numbers for the book's accounts and instruments. */
final class Keys {

    /** LIQUIDITY's own. */
    static final int LIQUIDITY = 0;

    private final int[] accounts;
    private final int[] instruments;

    Keys(JdbcTemplate jdbc, ClearingBook book) {
        accounts = read(jdbc, "select account_id, account_key from account_reference", book.accountIds());
        instruments = read(jdbc, "select distinct instrument_id, instrument_key from instrument_reference",
                book.instrumentIds());
    }

    private static int[] read(JdbcTemplate jdbc, String sql, Ids ids) {
        int[] keys = new int[ids.size()];
        jdbc.query(sql, row -> {
            int index = ids.indexOf(row.getString(1));
            if (index >= 0) {
                keys[index] = row.getInt(2);
            }
        });
        return keys;
    }

    int account(int index) {
        return accounts[index];
    }

    int instrument(int index) {
        return instruments[index];
    }
}
