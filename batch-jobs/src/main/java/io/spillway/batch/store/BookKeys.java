package io.spillway.batch.store;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.book.Ids;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the store's numbers of books in use: a day's opening reads them once, and every book that shares its ids is
 * stored by them. An item keeps its number for good, so that nothing kept here goes out of date.
 */
public final class BookKeys {

    private final JdbcTemplate jdbc;
    /** Of each book's account ids; a book that shares them has the same instruments too. */
    private final Map<Ids, Keys> known = Collections.synchronizedMap(new WeakHashMap<>());

    public BookKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The numbers of a book that is being read, whose accounts' numbers are known. */
    Keys remember(Ids accountIds, Map<String, Integer> accountKeys, Ids instrumentIds) {
        Map<String, Integer> instrumentKeys = new HashMap<>();
        jdbc.query("select distinct instrument_id, instrument_key from instrument_reference", row -> {
            instrumentKeys.put(row.getString(1), row.getInt(2));
        });
        Keys keys = new Keys(accountIds, accountKeys, instrumentIds, instrumentKeys);
        known.put(accountIds, keys);
        return keys;
    }

    /** @throws IllegalArgumentException for a book that no opening of this store began */
    Keys of(ClearingBook book) {
        Keys keys = known.get(book.accountIds());
        if (keys == null) {
            throw new IllegalArgumentException("the book was not read from this store");
        }
        return keys;
    }
}
