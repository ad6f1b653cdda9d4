package io.spillway.batch.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Gives out the store's numbers for accounts or instruments: one for an id, for good, from 1 in the order asked. */
final class StoreKeys {

    private final Map<String, Integer> keys = new HashMap<>();
    private int last;

    /** Keys that a superseded cycle gave are its ids' keys still. */
    StoreKeys(Connection connection, String table, String idColumn, String keyColumn) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select distinct " + idColumn + ", " + keyColumn + " from " + table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                keys.put(rows.getString(1), rows.getInt(2));
                last = Math.max(last, rows.getInt(2));
            }
        }
    }

    int keyOf(String id) {
        return keys.computeIfAbsent(id, i -> ++last);
    }
}
