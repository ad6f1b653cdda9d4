package io.spillway.batch.store;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads the book that a cycle closes with: the newest whole book on its chain and all changes after it (rule 2.2). */
public final class PositionReading {

    private PositionReading() {
    }

    /** Takes a position or a change of one; what is of the same account and instrument adds up. */
    @FunctionalInterface
    public interface Reader {

        void take(int accountKey, int instrumentKey, long lots);
    }

    /** Hands over positions and changes; LIQUIDITY is account 0. */
    public static void atClose(JdbcTemplate jdbc, long cycleId, Reader reader) {
        List<Long> chain = CycleChain.of(jdbc, cycleId).cycles();
        long snapshot = CycleChain.newestSnapshot(jdbc, chain);
        read(jdbc, "position_snapshot", snapshot, reader);
        chain.stream().filter(cycle -> cycle > snapshot).forEach(cycle -> read(jdbc, "position_change", cycle, reader));
    }

    private static void read(JdbcTemplate jdbc, String table, long cycleId, Reader reader) {
        new KeyedRows(jdbc).read(table, "account_key, instrument_key, lots", cycleId, row ->
                reader.take(row.getInt(1), row.getInt(2), row.getLong(3)));
    }
}
