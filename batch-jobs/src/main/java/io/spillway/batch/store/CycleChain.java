package io.spillway.batch.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A cycle and the official cycles it stands on, each that of the business day before (rule 2.3). What a superseded
 * cycle wrote is on no later chain.
 */
public final class CycleChain {

    private final List<Cycle> oldestFirst;
    private final Map<Long, Integer> ranks = new HashMap<>();

    private CycleChain(List<Cycle> oldestFirst) {
        this.oldestFirst = oldestFirst;
        for (Cycle cycle : oldestFirst) {
            ranks.put(cycle.cycleId(), ranks.size());
        }
    }

    /** What the store knows of a cycle when it opens, and how the default-management period stood when it closed. */
    public record Cycle(long cycleId, LocalDate businessDate, int cycleNo, String house, String baseCurrency,
                        int baseScale, String previousDigest, Optional<LocalDate> lastDefault) {
    }

    /** @throws IllegalArgumentException if there is no such cycle */
    public static CycleChain load(JdbcTemplate jdbc, long cycleId) {
        Map<Long, Cycle> cycles = new HashMap<>();
        Map<Long, Long> previous = new HashMap<>();
        jdbc.query("select cycle_id, business_date, cycle_no, house, base_currency, base_scale, previous_digest,"
                + " last_default, previous_cycle from clearing_cycle where cycle_id <= ?", row -> {
            Cycle cycle = read(row);
            cycles.put(cycle.cycleId(), cycle);
            long before = row.getLong("previous_cycle");
            if (!row.wasNull()) {
                previous.put(cycle.cycleId(), before);
            }
        }, cycleId);
        List<Cycle> chain = new ArrayList<>();
        for (Long id = cycleId; id != null; id = previous.get(id)) {
            Cycle cycle = cycles.get(id);
            if (cycle == null) {
                throw new IllegalArgumentException("there is no clearing cycle " + id);
            }
            chain.add(cycle);
        }
        Collections.reverse(chain);
        return new CycleChain(chain);
    }

    private static Cycle read(ResultSet row) throws SQLException {
        return new Cycle(row.getLong("cycle_id"), row.getObject("business_date", LocalDate.class),
                row.getInt("cycle_no"), row.getString("house"), row.getString("base_currency"),
                row.getInt("base_scale"), row.getString("previous_digest"),
                Optional.ofNullable(row.getObject("last_default", LocalDate.class)));
    }

    /** The cycle that the chain ends with. */
    public Cycle cycle() {
        return oldestFirst.get(oldestFirst.size() - 1);
    }

    /** The official cycle of the business day before; none on the first day. */
    public Optional<Cycle> previous() {
        return isFirstDay() ? Optional.empty() : Optional.of(oldestFirst.get(oldestFirst.size() - 2));
    }

    /** The cycle that opened the house. */
    public Cycle firstDay() {
        return oldestFirst.get(0);
    }

    public boolean isFirstDay() {
        return oldestFirst.size() == 1;
    }

    /** The cycles before this one, the house's first day first. */
    List<Cycle> earlier() {
        return oldestFirst.subList(0, oldestFirst.size() - 1);
    }

    /** A cycle's place, the house's first day being 0; -1 for one that is not on the chain. */
    int rankOf(long cycleId) {
        return ranks.getOrDefault(cycleId, -1);
    }
}
