package io.spillway.batch.report;

import io.spillway.batch.store.PositionReading;
import io.spillway.domain.member.AccountKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Positions at the close of a cycle, added up by origin and instrument: the newest whole book on the cycle's chain and
 * all changes after it (rule 2.2).
 */
final class ClosingPositions {

    private final JdbcTemplate jdbc;
    private final long cycleId;
    private final ReportedHouse house;

    /**
     * Who holds what.
     *
     * @param member the account's member after the cycle's portings; null for LIQUIDITY
     * @param kind of the accounts; null for LIQUIDITY
     */
    record Held(String member, AccountKind kind, int instrumentKey) {
    }

    /** Takes one row; lots are zero or more. */
    @FunctionalInterface
    interface Sink {

        void take(Held held, long longLots, long shortLots);
    }

    ClosingPositions(JdbcTemplate jdbc, long cycleId, ReportedHouse house) {
        this.jdbc = jdbc;
        this.cycleId = cycleId;
        this.house = house;
    }

    void read(Sink sink) {
        Lots lots = new Lots();
        PositionReading.atClose(jdbc, cycleId, lots::add);
        Map<Held, long[]> sums = new LinkedHashMap<>();
        lots.forEach((accountKey, instrumentKey, held) -> {
            long[] sum = sums.computeIfAbsent(holder(accountKey, instrumentKey), holder -> new long[2]);
            int side = held > 0 ? 0 : 1;
            sum[side] = Math.addExact(sum[side], Math.abs(held));
        });
        sums.forEach((held, sum) -> sink.take(held, sum[0], sum[1]));
    }

    private Held holder(int accountKey, int instrumentKey) {
        if (accountKey == ReportedHouse.LIQUIDITY_KEY) {
            return new Held(null, null, instrumentKey);
        }
        ReportedHouse.HeldAccount account = house.account(accountKey);
        return new Held(account.closingMember(), account.kind(), instrumentKey);
    }

    /** Lots by account and instrument, in two arrays: a million positions are 40 MB, not 150. */
    static final class Lots {

        private static final int FIRST_SLOTS = 1 << 12;
        private static final long FREE = -1;
        private static final long SPREAD = 0x9E3779B97F4A7C15L;

        private long[] keys = free(FIRST_SLOTS);
        private long[] lots = new long[FIRST_SLOTS];
        private int used;

        /** Takes one position; never of no lots. */
        @FunctionalInterface
        interface Each {

            void take(int accountKey, int instrumentKey, long lots);
        }

        /** Adds to what the account holds of the instrument; keys are not negative. */
        void add(int accountKey, int instrumentKey, long change) {
            int slot = slot((long) accountKey << Integer.SIZE | instrumentKey);
            lots[slot] = Math.addExact(lots[slot], change);
            if (2L * used > keys.length) {
                grow();
            }
        }

        private int slot(long key) {
            int slot = (int) (key * SPREAD >>> Integer.SIZE) & keys.length - 1;
            while (keys[slot] != key && keys[slot] != FREE) {
                slot = slot + 1 & keys.length - 1;
            }
            if (keys[slot] == FREE) {
                keys[slot] = key;
                used++;
            }
            return slot;
        }

        private void grow() {
            long[] oldKeys = keys;
            long[] oldLots = lots;
            keys = free(2 * oldKeys.length);
            lots = new long[keys.length];
            used = 0;
            for (int i = 0; i < oldKeys.length; i++) {
                if (oldKeys[i] != FREE) {
                    lots[slot(oldKeys[i])] = oldLots[i];
                }
            }
        }

        private static long[] free(int slots) {
            long[] keys = new long[slots];
            Arrays.fill(keys, FREE);
            return keys;
        }

        void forEach(Each each) {
            for (int i = 0; i < keys.length; i++) {
                if (lots[i] != 0) {
                    each.take((int) (keys[i] >> Integer.SIZE), (int) keys[i], lots[i]);
                }
            }
        }
    }
}
