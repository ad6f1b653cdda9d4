package io.spillway.batch.ingest;

import io.spillway.batch.store.RowKeys;
import io.spillway.domain.member.Account;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads positions.csv, the one file with a row per position: accounts and instruments become the store's numbers and
 * quantities lots at once, and no object is made for a row that is in order.
 */
final class PositionRows extends TableRows {

    private static final int ACCOUNT = InputFile.POSITIONS.column("account_id");
    private static final int INSTRUMENT = InputFile.POSITIONS.column("instrument_id");
    private static final int QUANTITY = InputFile.POSITIONS.column("quantity");
    private static final int LIQUIDITY_KEY = 0;

    private final long cycleId;
    private final IdIndex accounts;
    private final IdIndex instruments;
    private final LotSize[] lotSizes;
    private final int[] instrumentKeys;
    private final SortedMap<String, Unknown> unknownAccounts = new TreeMap<>();
    private final SortedMap<String, Unknown> unknownInstruments = new TreeMap<>();

    /** Where an id that the house does not know stood first, and how often. */
    record Unknown(String id, long firstLine, long rows) {
    }

    PositionRows(Connection connection, long cycleId, KnownHouse house) throws SQLException {
        super(connection, "input_position", "row_key, cycle_id, account_key, instrument_key, lots");
        this.cycleId = cycleId;
        accounts = new IdIndex(house.accounts().size() + 1);
        accounts.put(Account.LIQUIDITY, LIQUIDITY_KEY);
        house.accounts().forEach((id, account) -> accounts.put(id, account.key()));
        instruments = new IdIndex(house.instruments().size());
        lotSizes = new LotSize[house.instruments().size()];
        instrumentKeys = new int[house.instruments().size()];
        int[] next = {0};
        house.instruments().forEach((id, instrument) -> {
            instruments.put(id, next[0]);
            lotSizes[next[0]] = new LotSize(instrument.terms());
            instrumentKeys[next[0]++] = instrument.key();
        });
    }

    @Override
    public void read(CsvRow row) throws SQLException {
        int account = accounts.find(row.buffer(), row.start(ACCOUNT), row.length(ACCOUNT));
        if (account == IdIndex.UNKNOWN) {
            throw unknown(row, ACCOUNT, unknownAccounts, "no such account; list it in accounts.csv or correct it");
        }
        int instrument = instruments.find(row.buffer(), row.start(INSTRUMENT), row.length(INSTRUMENT));
        if (instrument == IdIndex.UNKNOWN) {
            throw unknown(row, INSTRUMENT, unknownInstruments,
                    "no such instrument; list it in instruments.csv or correct it");
        }
        long lots = lotSizes[instrument].lotsOf(row, QUANTITY);
        PreparedStatement insert = table().row();
        insert.setLong(1, RowKeys.of(cycleId, row.line()));
        insert.setLong(2, cycleId);
        insert.setInt(3, account);
        insert.setInt(4, instrumentKeys[instrument]);
        insert.setLong(5, lots);
        table().add();
    }

    private static RejectedRow unknown(CsvRow row, int column, SortedMap<String, Unknown> unknown, String reason) {
        String id = row.id(column);
        unknown.merge(id, new Unknown(id, row.line(), 1),
                (first, again) -> new Unknown(id, first.firstLine(), first.rows() + 1));
        return row.reject(column, reason);
    }

    /** Accounts that the house does not know (fault 24), by id. */
    List<Unknown> unknownAccounts() {
        return new ArrayList<>(unknownAccounts.values());
    }

    /** Instruments that the house does not know (fault 11), by id. */
    List<Unknown> unknownInstruments() {
        return new ArrayList<>(unknownInstruments.values());
    }
}
