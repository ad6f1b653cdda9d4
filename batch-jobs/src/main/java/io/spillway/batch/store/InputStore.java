package io.spillway.batch.store;

import io.spillway.domain.book.ClearingBook;
import io.spillway.waterfall.day.DayInputs;
import io.spillway.waterfall.day.DayInputs.CollateralRow;
import io.spillway.waterfall.day.DayInputs.FundMovementKind;
import io.spillway.waterfall.day.DayInputs.FundMovementRow;
import io.spillway.waterfall.day.DayInputs.FxRow;
import io.spillway.waterfall.day.DayInputs.PositionStatement;
import io.spillway.waterfall.day.DayInputs.PriceRow;
import io.spillway.waterfall.day.DayInputs.TradeRow;
import io.spillway.waterfall.day.DayOpening;
import io.spillway.waterfall.day.Reject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/** Reads back what a cycle's files brought, row by row in the files' order. Runs in the caller's transaction. */
public final class InputStore {

    private final JdbcTemplate jdbc;

    public InputStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The inputs of a cycle. On the first day positions.csv is the opening book and no statement.
     *
     * @param opening the cycle's opening, whose indices a statement uses
     */
    public DayInputs load(long cycleId, DayOpening opening) {
        return new DayInputs(
                rows("line_no, instrument_id, currency, settlement_price from input_price", cycleId, row ->
                        new PriceRow(row.getLong(1), row.getString(2), row.getString(3),
                                ReferenceStore.decimal(row, "settlement_price"))),
                rows("line_no, currency, rate_to_base from input_fx", cycleId, row ->
                        new FxRow(row.getLong(1), row.getString(2), ReferenceStore.decimal(row, "rate_to_base"))),
                rows("* from input_trade", cycleId, InputStore::trade),
                rows("line_no, movement_id, account_id, asset_id, quantity from input_collateral", cycleId, row ->
                        new CollateralRow(row.getLong(1), row.getString(2), row.getString(3), row.getString(4),
                                ReferenceStore.decimal(row, "quantity"))),
                rows("line_no, movement_id, owner, amount, kind from input_fund_movement", cycleId, row ->
                        new FundMovementRow(row.getLong(1), row.getString(2), row.getString(3),
                                ReferenceStore.decimal(row, "amount"), FundMovementKind.valueOf(row.getString(5)))),
                opening.isFirstDay() ? Optional.empty() : statement(cycleId, opening.book()), rejects(cycleId));
    }

    private <T> List<T> rows(String select, long cycleId, RowReader<T> reader) {
        RowMapper<T> mapper = (row, number) -> reader.read(row);
        return jdbc.query("select " + select + " where cycle_id = ? order by line_no", mapper, cycleId);
    }

    /** Makes a value of a row. */
    private interface RowReader<T> {

        T read(ResultSet row) throws SQLException;
    }

    private static TradeRow trade(ResultSet row) throws SQLException {
        return new TradeRow(row.getLong("line_no"), row.getString("trade_id"), row.getString("match_id"),
                row.getString("account_id"), row.getString("instrument_id"),
                ReferenceStore.decimal(row, "quantity"), ReferenceStore.decimal(row, "price"),
                OffsetDateTime.parse(row.getString("traded_at")));
    }

    /** The rows that could not be read; those that the day's check refused are found by checking again. */
    private List<Reject> rejects(long cycleId) {
        RowMapper<Reject> mapper = (row, number) -> new Reject(row.getString("file"), row.getLong("line_no"),
                row.getString("column_name"), row.getString("cell"), row.getString("reason"));
        return jdbc.query("select file, line_no, column_name, cell, reason from input_reject"
                + " where cycle_id = ? and stage = 'READ' order by reject_no", mapper, cycleId);
    }

    /** What positions.csv stated; none where no such file came. */
    private Optional<PositionStatement> statement(long cycleId, ClearingBook book) {
        List<Long> stated = jdbc.queryForList("select read_rows - rejected_rows from input_file"
                + " where cycle_id = ? and name = ?", Long.class, cycleId, DayInputs.POSITIONS);
        if (stated.isEmpty()) {
            return Optional.empty();
        }
        int size = Math.toIntExact(stated.get(0));
        PositionStatement statement = new PositionStatement(new int[size], new int[size], new long[size]);
        CycleChain chain = CycleChain.load(jdbc, cycleId);
        HouseReference reference = new ReferenceStore(jdbc, chain).load();
        KeyIndex keys = new KeyIndex(reference, book.accountIds(), book.instrumentIds());
        int[] filled = {0};
        new BookLoader(jdbc, chain, keys).read("input_position", cycleId, (account, instrument, lots) -> {
            int row = filled[0]++;
            statement.accounts()[row] = account;
            statement.instruments()[row] = instrument;
            statement.lots()[row] = lots;
        });
        if (filled[0] != size) {
            throw new IllegalStateException("cycle " + cycleId + " has " + filled[0] + " stated positions, its input"
                    + " file had " + size);
        }
        return Optional.of(statement);
    }
}
