package io.spillway.batch.simulation;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** What seeds met: by name of the thing, which seeds. */
final class Coverage {

    private final SortedMap<String, SortedSet<Long>> seeds = new TreeMap<>();

    void saw(long seed, String thing) {
        seeds.computeIfAbsent(thing, t -> new TreeSet<>()).add(seed);
    }

    /** What happened in a house, from its tables. */
    void look(long seed, JdbcTemplate tables) {
        tables.queryForList("select distinct 'layer ' || layer from waterfall_layer where paid > 0", String.class)
                .forEach(layer -> saw(seed, layer));
        tables.queryForList("select distinct 'account ' || kind from cascade_event", String.class)
                .forEach(event -> saw(seed, event.replace("account DEFAULTED", "member DEFAULTED")));
        tables.queryForList("select distinct 'day ' || status from clearing_cycle", String.class)
                .forEach(status -> saw(seed, status));
        tables.queryForList("select distinct 'channel ' || channel from contagion_edge", String.class)
                .forEach(channel -> saw(seed, channel));
        tables.queryForList("select distinct 'finding ' || code from finding", String.class)
                .forEach(code -> saw(seed, code));
        Map.of("assessment not paid", "select count(*) from waterfall_layer where unpaid > 0",
                "three rounds or more", "select count(*) from cascade_round where round_no >= 3",
                "price below zero", "select count(*) from settlement_price where closing_mark < 0",
                "findings approved", "select count(*) from operator_act where act = 'APPROVE_FINDINGS'",
                "foreign cash seized", "select count(*) from journal where debit_type = 'SEIZED_COLLATERAL'"
                        + " or credit_type = 'SEIZED_COLLATERAL'").forEach((thing, sql) -> {
            if (tables.queryForObject(sql, Long.class) > 0) {
                saw(seed, thing);
            }
        });
    }

    /** How many seeds saw a thing. */
    int of(String thing) {
        return seeds.getOrDefault(thing, new TreeSet<>()).size();
    }

    SortedMap<String, SortedSet<Long>> seeds() {
        return seeds;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        seeds.forEach((thing, seen) -> text.append(String.format(Locale.ROOT, "%6d seeds saw %s%n",
                seen.size(), thing)));
        return text.toString();
    }
}
