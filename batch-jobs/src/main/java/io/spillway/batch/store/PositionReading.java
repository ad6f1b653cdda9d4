package io.spillway.batch.store;

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
        jdbc.query(CycleChain.of(jdbc, cycleId).positions(jdbc), row -> {
            reader.take(row.getInt(1), row.getInt(2), row.getLong(3));
        });
    }
}
