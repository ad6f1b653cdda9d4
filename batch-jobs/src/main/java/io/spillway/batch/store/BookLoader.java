package io.spillway.batch.store;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads positions: the opening book of a cycle, or what a file stated. Streams them in account order of their table, a
 * page at a time, into primitive arrays; no object per row.
 */
final class BookLoader {

    private static final int FETCH_ROWS = 10_000;

    private final JdbcTemplate jdbc;
    private final CycleChain chain;
    private final KeyIndex keys;

    BookLoader(JdbcTemplate jdbc, CycleChain chain, KeyIndex keys) {
        this.jdbc = jdbc;
        this.chain = chain;
        this.keys = keys;
    }

    /** Takes one row, by the indices of the book; LIQUIDITY has -1. */
    interface Sink {

        void take(int account, int instrument, long lots) throws SQLException;
    }

    /**
     * Fills the book the cycle opens with: stated on the first day, else the newest snapshot and all changes after it
     * (rule 2.2).
     */
    ClearingBook load(BookBuilder builder) {
        Sink sink = (account, instrument, lots) -> {
            if (account < 0) {
                builder.addLiquidity(instrument, lots);
            } else {
                builder.add(account, instrument, lots);
            }
        };
        if (chain.isFirstDay()) {
            read("input_position", chain.cycle().cycleId(), sink);
            return builder.build();
        }
        List<CycleChain.Cycle> earlier = chain.earlier();
        int snapshot = earlier.size() - 1;
        while (snapshot >= 0 && !hasSnapshot(earlier.get(snapshot).cycleId())) {
            snapshot--;
        }
        if (snapshot >= 0) {
            read("position_snapshot", earlier.get(snapshot).cycleId(), sink);
        }
        for (CycleChain.Cycle cycle : earlier.subList(snapshot + 1, earlier.size())) {
            read("position_change", cycle.cycleId(), sink);
        }
        return builder.build();
    }

    private boolean hasSnapshot(long cycleId) {
        return !jdbc.queryForList("select 1 from position_snapshot where cycle_id = ? fetch first 1 rows only", cycleId)
                .isEmpty();
    }

    /** Reads all rows of a cycle. */
    void read(String table, long cycleId, Sink sink) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            read(connection, table + " where cycle_id = ?", sink, cycleId);
            return null;
        });
    }

    /** Reads the changes of one kind that a cycle made. */
    void readChanges(long cycleId, String kind, Sink sink) {
        jdbc.execute((ConnectionCallback<Void>) connection -> {
            read(connection, "position_change where cycle_id = ? and kind = ?", sink, cycleId, kind);
            return null;
        });
    }

    private void read(Connection connection, String from, Sink sink, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select account_key, instrument_key, lots from " + from)) {
            statement.setFetchSize(FETCH_ROWS);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sink.take(keys.account(rows.getInt(1)), keys.instrument(rows.getInt(2)), rows.getLong(3));
                }
            }
        }
    }
}
