package io.spillway.batch.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A cycle and the official cycles before it, oldest first: what the house's state follows from. Superseded cycles are
 * not on it.
 *
 * @param cycleId the cycle itself, last of {@code cycles}
 * @param cycles oldest first
 */
public record CycleChain(long cycleId, List<Long> cycles) {

    /** Reads the chain that a cycle ends. */
    public static CycleChain of(JdbcTemplate jdbc, long cycleId) {
        Map<Long, Long> previous = new HashMap<>();
        jdbc.query("select cycle_id, previous_cycle from clearing_cycle", row -> {
            long id = row.getLong(1);
            long before = row.getLong(2);
            previous.put(id, row.wasNull() ? null : Long.valueOf(before));
        });
        List<Long> chain = new ArrayList<>();
        for (Long id = cycleId; id != null; id = previous.get(id)) {
            chain.add(id);
        }
        Collections.reverse(chain);
        return new CycleChain(cycleId, chain);
    }

    /** Whether the cycle opens the house. */
    public boolean isFirst() {
        return cycles.size() == 1;
    }

    /** The cycle before this one. */
    public long previous() {
        return cycles.get(cycles.size() - 2);
    }

    /** The cycles before this one. */
    List<Long> before() {
        return cycles.subList(0, cycles.size() - 1);
    }

    /** The newest of these cycles that wrote the whole book, or 0. */
    static long newestSnapshot(JdbcTemplate jdbc, List<Long> cycles) {
        long before = Long.MAX_VALUE;
        while (true) {
            Long newest = RowKeys.cycleOf(jdbc.queryForObject("select max(row_key) from position_snapshot"
                    + " where row_key < ?", Long.class, before));
            if (newest == null) {
                return 0;
            }
            if (cycles.contains(newest)) {
                return newest;
            }
            before = RowKeys.of(newest, 0);
        }
    }

    /** What the book of this cycle's close is read from: positions of the newest snapshot and changes since then. */
    public String positions(JdbcTemplate jdbc) {
        long snapshot = newestSnapshot(jdbc, cycles);
        return "select account_key, instrument_key, lots from position_snapshot where " + RowKeys.ofCycle(snapshot)
                + cycles.stream().filter(cycle -> cycle > snapshot).map(cycle -> " union all select account_key,"
                        + " instrument_key, lots from position_change where " + RowKeys.ofCycle(cycle))
                        .collect(Collectors.joining());
    }

    /** {@code (1, 2, 3)} for SQL; numbers of our own, no input. */
    static String in(List<Long> cycles) {
        return cycles.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The whole chain, {@code (1, 2, 3)} for SQL. */
    public String in() {
        return in(cycles);
    }
}
