package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A cycle's rows, read by SQL of the simulation's own, and what is found to be wrong with them.
 *
 * @param cycle its number
 * @param chain it and the cycles it follows from, {@code (1, 2, 3)}
 * @param previous the cycle before, or -1
 */
record Tables(JdbcTemplate jdbc, long cycle, String chain, long previous, List<String> violations) {

    static Tables of(JdbcTemplate jdbc, long cycle) {
        List<Long> chain = new ArrayList<>();
        for (Long id = cycle; id != null; id = jdbc.queryForObject(
                "select previous_cycle from clearing_cycle where cycle_id = ?", Long.class, id)) {
            chain.add(id);
        }
        return new Tables(jdbc, cycle, chain.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")),
                chain.size() > 1 ? chain.get(1) : -1, new ArrayList<>());
    }

    boolean isFirst() {
        return previous < 0;
    }

    /** Whether the cycle has rows in a table: whether the step that writes them is done. */
    boolean has(String table) {
        return number("select count(*) from " + table + " where cycle_id = :cycle") > 0;
    }

    /** One number, 0 for null. In SQL :cycle, :previous and :chain stand for this cycle's. */
    long number(String sql) {
        Long number = jdbc.queryForObject(sql(sql), Long.class);
        return number == null ? 0 : number;
    }

    String text(String sql) {
        return jdbc.queryForObject(sql(sql), String.class);
    }

    /** The last column by the others, joined by a blank; rows of the same key add up, zeros are left out. */
    SortedMap<String, BigDecimal> sums(String sql) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        jdbc.query(sql(sql), row -> {
            int columns = row.getMetaData().getColumnCount();
            StringBuilder key = new StringBuilder();
            for (int c = 1; c < columns; c++) {
                key.append(c == 1 ? "" : " ").append(row.getString(c));
            }
            BigDecimal value = row.getBigDecimal(columns);
            if (value != null) {
                sums.merge(key.toString(), value, BigDecimal::add);
            }
        });
        sums.values().removeIf(value -> value.signum() == 0);
        sums.replaceAll((key, value) -> value.stripTrailingZeros());
        return sums;
    }

    List<String> texts(String sql) {
        return jdbc.queryForList(sql(sql), String.class);
    }

    /** The second column by the first. */
    SortedMap<String, String> textByKey(String sql) {
        SortedMap<String, String> texts = new TreeMap<>();
        jdbc.query(sql(sql), row -> {
            texts.put(row.getString(1), row.getString(2));
        });
        return texts;
    }

    /** Two ways to the same figures must agree. */
    void same(String what, SortedMap<String, BigDecimal> stored, SortedMap<String, BigDecimal> computed) {
        if (!stored.equals(computed)) {
            SortedMap<String, BigDecimal> more = new TreeMap<>(stored);
            SortedMap<String, BigDecimal> less = new TreeMap<>(computed);
            more.entrySet().removeAll(computed.entrySet());
            less.entrySet().removeAll(stored.entrySet());
            violations.add(what + ": stored " + more + ", must be " + less);
        }
    }

    void same(String what, long stored, long computed) {
        if (stored != computed) {
            violations.add(what + ": stored " + stored + ", must be " + computed);
        }
    }

    /** Rows that must not be; each is a violation. */
    void none(String what, String sql) {
        texts(sql).forEach(row -> violations.add(what + ": " + row));
    }

    /** The SQL with this cycle in its place. */
    String sql(String sql) {
        return sql.replace(":cycle", Long.toString(cycle)).replace(":previous", Long.toString(previous))
                .replace(":chain", chain);
    }
}
