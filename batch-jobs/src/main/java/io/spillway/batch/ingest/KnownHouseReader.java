package io.spillway.batch.ingest;

import io.spillway.batch.ingest.KnownHouse.KnownAccount;
import io.spillway.batch.ingest.KnownHouse.KnownInstrument;
import io.spillway.batch.ingest.KnownHouse.KnownMember;
import io.spillway.batch.store.CycleChain;
import io.spillway.batch.store.ReferenceRows;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import io.spillway.domain.member.Member;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads what the house knows: of every id the newest version on a cycle's chain. */
final class KnownHouseReader {

    private final JdbcTemplate jdbc;
    private final CycleChain chain;

    KnownHouseReader(JdbcTemplate jdbc, CycleChain chain) {
        this.jdbc = jdbc;
        this.chain = chain;
    }

    KnownHouse read() {
        return new KnownHouse(
                newest("member_reference", row -> row.getString("member_id"), (id, row) -> new KnownMember(
                        new Member(id, row.getString("lei"), row.getString("name"), row.getString("group_id")),
                        row.getLong("opening_capital"), row.getLong("opening_contribution"))),
                accounts(),
                newest("instrument_reference", row -> row.getString("instrument_id"), (id, row) -> new KnownInstrument(
                        row.getInt("instrument_key"), ReferenceRows.instrument(row))),
                newest("asset_reference", row -> row.getString("asset_id"), (id, row) -> ReferenceRows.asset(row)),
                newest("holiday", row -> row.getObject("holiday_date", LocalDate.class),
                        (date, row) -> row.getString("name")));
    }

    /** Reads a row's id. */
    private interface IdReader<K> {

        K read(ResultSet row) throws SQLException;
    }

    /** Makes a value of a row. */
    private interface ValueReader<K, T> {

        T read(K id, ResultSet row) throws SQLException;
    }

    private <K extends Comparable<? super K>, T> SortedMap<K, T> newest(String table, IdReader<K> ids,
            ValueReader<K, T> values) {
        SortedMap<K, T> newest = new TreeMap<>();
        jdbc.query("select * from " + table + " where cycle_id in " + chain.in() + " order by cycle_id", row -> {
            K id = ids.read(row);
            newest.put(id, values.read(id, row));
        });
        return newest;
    }

    private SortedMap<String, KnownAccount> accounts() {
        Map<Integer, String> opening = new HashMap<>();
        Map<Integer, String> present = new HashMap<>();
        jdbc.query("select account_key, member_id, ported from account_owner where cycle_id in " + chain.in()
                + " and not (cycle_id = " + chain.cycleId() + " and ported = 1) order by cycle_id, ported", row -> {
            present.put(row.getInt(1), row.getString(2));
            if (row.getInt(3) == 0) {
                opening.put(row.getInt(1), row.getString(2));
            }
        });
        return newest("account_reference", row -> row.getString("account_id"), (id, row) -> {
            int key = row.getInt("account_key");
            if (!present.containsKey(key)) {
                throw new IllegalStateException("account " + id + " has no member in account_owner");
            }
            return new KnownAccount(key, new Account(id, present.get(key), AccountKind.valueOf(row.getString("kind")),
                    Optional.ofNullable(row.getString("backup_member_id")),
                    Optional.ofNullable(row.getString("ring_fence"))), opening.get(key));
        });
    }
}
