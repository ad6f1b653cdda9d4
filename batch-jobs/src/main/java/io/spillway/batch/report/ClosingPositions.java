package io.spillway.batch.report;

import io.spillway.batch.store.CycleChain;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Positions at the close of a cycle, added up in the database by origin and instrument: the newest whole book on the
 * cycle's chain and all changes after it (rule 2.2).
 */
final class ClosingPositions {

    private final JdbcTemplate jdbc;
    private final CycleChain chain;

    /**
     * Who holds what.
     *
     * @param member the account's member after the cycle's portings; null for LIQUIDITY
     * @param kind of the accounts; null for LIQUIDITY
     */
    record Held(String member, String kind, int instrumentKey) {
    }

    /** Takes one row; lots are zero or more. */
    @FunctionalInterface
    interface Sink {

        void take(Held held, long longLots, long shortLots);
    }

    ClosingPositions(JdbcTemplate jdbc, long cycleId) {
        this.jdbc = jdbc;
        this.chain = CycleChain.of(jdbc, cycleId);
    }

    void read(Sink sink) {
        String lots = "select account_key, instrument_key, sum(lots) as lots from (" + chain.positions(jdbc) + ") parts"
                + " group by account_key, instrument_key having sum(lots) <> 0";
        String owners = "select owner.account_key, owner.member_id from account_owner owner join"
                + " (select account_key, max(2 * cycle_id + ported) as newest from account_owner"
                + " where cycle_id in " + chain.in() + " group by account_key) latest on latest.account_key = owner.account_key"
                + " and latest.newest = 2 * owner.cycle_id + owner.ported";
        String kinds = "select account_key, min(kind) as kind from account_reference where cycle_id in " + chain.in()
                + " group by account_key";
        jdbc.query("select owners.member_id, kinds.kind, held.instrument_key,"
                + " sum(case when held.lots > 0 then held.lots else 0 end),"
                + " sum(case when held.lots < 0 then -held.lots else 0 end)"
                + " from (" + lots + ") held left join (" + owners + ") owners on owners.account_key = held.account_key"
                + " left join (" + kinds + ") kinds on kinds.account_key = held.account_key"
                + " group by owners.member_id, kinds.kind, held.instrument_key", row -> {
            sink.take(new Held(row.getString(1), row.getString(2), row.getInt(3)), row.getLong(4), row.getLong(5));
        });
    }
}
