package io.spillway.batch.store;

import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.day.DayInputs;
import io.spillway.waterfall.day.DayInputs.AssetPriceRow;
import io.spillway.waterfall.day.DayInputs.CloseoutRow;
import io.spillway.waterfall.day.DayInputs.CollateralRow;
import io.spillway.waterfall.day.DayInputs.FundMovementKind;
import io.spillway.waterfall.day.DayInputs.FundMovementRow;
import io.spillway.waterfall.day.DayInputs.FxRow;
import io.spillway.waterfall.day.DayInputs.PositionStatement;
import io.spillway.waterfall.day.DayInputs.PriceRow;
import io.spillway.waterfall.day.DayInputs.TradeRow;
import io.spillway.waterfall.day.DayOpening;
import io.spillway.waterfall.day.Reject;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads a cycle's committed inputs, in the caller's transaction. */
public final class InputStore {

    private static final int FETCH_ROWS = 10_000;

    private final JdbcTemplate jdbc;
    private final BookKeys bookKeys;

    public InputStore(JdbcTemplate jdbc, BookKeys bookKeys) {
        this.bookKeys = bookKeys;
        this.jdbc = new JdbcTemplate(jdbc.getDataSource());
        this.jdbc.setFetchSize(FETCH_ROWS);
    }

    /** The inputs of a cycle, stated positions by the indices of its opening book. */
    public DayInputs load(long cycleId, DayOpening opening) {
        return new DayInputs(
                jdbc.query("select line_no, instrument_id, currency, settlement_price, funding_rate from input_price"
                        + " where cycle_id = ? order by line_no", (row, n) -> new PriceRow(row.getLong(1),
                        row.getString(2), row.getString(3), Decimals.normal(row.getBigDecimal(4)),
                        Optional.ofNullable(row.getBigDecimal(5)).map(Decimals::normal)), cycleId),
                jdbc.query("select line_no, currency, rate_to_base from input_fx where cycle_id = ? order by line_no",
                        (row, n) -> new FxRow(row.getLong(1), row.getString(2),
                                Decimals.normal(row.getBigDecimal(3))), cycleId),
                trades(cycleId), collateral(cycleId), fundMovements(cycleId),
                opening.isFirstDay() ? Optional.empty() : statement(cycleId, opening),
                jdbc.query("select file, line_no, column_name, cell, reason from input_reject where cycle_id = ?"
                        + " and stage = 'READ' order by reject_no", (row, n) -> new Reject(row.getString(1),
                        row.getLong(2), row.getString(3), row.getString(4), row.getString(5)), cycleId),
                jdbc.query("select line_no, asset_id, currency, price from input_asset_price where cycle_id = ?"
                        + " order by line_no", (row, n) -> new AssetPriceRow(row.getLong(1), row.getString(2),
                        row.getString(3), Decimals.normal(row.getBigDecimal(4))), cycleId))
                .declaring(jdbc.queryForList("select member_id from declared_default where business_date = ?"
                        + " and cycle_no <= ? and withdrawn_by is null", String.class,
                        opening.businessDate(), opening.cycle()))
                .closing(jdbc.query("select line_no, account_id, instrument_id, quantity, price, buyer_account_id"
                        + " from input_closeout where cycle_id = ? order by line_no", (row, n) -> new CloseoutRow(
                        row.getLong(1), row.getString(2), row.getString(3), Decimals.normal(row.getBigDecimal(4)),
                        Decimals.normal(row.getBigDecimal(5)), row.getString(6)), cycleId))
                .confirming(jdbc.queryForList("select account_id from confirmed_call where business_date = ?"
                        + " and cycle_no <= ?", String.class, opening.businessDate(), opening.cycle()));
    }

    private List<TradeRow> trades(long cycleId) {
        return jdbc.query("select line_no, trade_id, match_id, account_id, instrument_id, quantity, price, traded_at"
                + " from input_trade where cycle_id = ? order by line_no", (row, n) -> new TradeRow(row.getLong(1),
                row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                Decimals.normal(row.getBigDecimal(6)), Decimals.normal(row.getBigDecimal(7)),
                OffsetDateTime.parse(row.getString(8))), cycleId);
    }

    private List<CollateralRow> collateral(long cycleId) {
        return jdbc.query("select line_no, movement_id, account_id, asset_id, quantity, moved_at from input_collateral"
                + " where cycle_id = ? order by line_no", (row, n) -> new CollateralRow(row.getLong(1),
                row.getString(2), row.getString(3), row.getString(4), Decimals.normal(row.getBigDecimal(5)),
                Optional.ofNullable(row.getString(6)).map(OffsetDateTime::parse)), cycleId);
    }

    private List<FundMovementRow> fundMovements(long cycleId) {
        return jdbc.query("select line_no, movement_id, owner, amount, kind from input_fund_movement"
                + " where cycle_id = ? order by line_no", (row, n) -> new FundMovementRow(row.getLong(1),
                row.getString(2), row.getString(3), Decimals.normal(row.getBigDecimal(4)),
                FundMovementKind.valueOf(row.getString(5))), cycleId);
    }

    /** Stated positions, where the file came; an empty file states that nobody holds anything. */
    private Optional<PositionStatement> statement(long cycleId, DayOpening opening) {
        Integer files = jdbc.queryForObject("select count(*) from input_file where cycle_id = ? and name = ?",
                Integer.class, cycleId, DayInputs.POSITIONS);
        Integer rows = jdbc.queryForObject("select count(*) from input_position where "
                + RowKeys.ofCycle(cycleId), Integer.class);
        if (files == 0) {
            return Optional.empty();
        }
        Keys keys = bookKeys.of(opening.book());
        PositionStatement statement = new PositionStatement(new int[rows], new int[rows], new long[rows]);
        int[] next = {0};
        new KeyedRows(jdbc).read("input_position", "account_key, instrument_key, lots", cycleId, row -> {
            int at = next[0]++;
            statement.accounts()[at] = keys.indexOfAccount(row.getInt(1));
            statement.instruments()[at] = keys.indexOfInstrument(row.getInt(2));
            statement.lots()[at] = row.getLong(3);
        });
        return Optional.of(statement);
    }
}
