package io.spillway.batch.ingest;

import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.day.DayInputs.FundMovementKind;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/**
 * Readers of the day's files, positions.csv apart: well-formed rows go to the tables of inputs as they are, unknown ids
 * among them; the day's check judges those.
 */
final class DayRows {

    /** Decimal places that the store keeps of a rate, and digits before the point then. */
    private static final int RATE_SCALE = 18;
    private static final int RATE_INTEGER_DIGITS = 20;
    private static final int LONGEST_TIME = 40;
    private static final int MAX_AMOUNT_SCALE = 8;
    private static final int MAX_FACTOR_SCALE = 12;

    private DayRows() {
    }

    /** The reader of a file of the day. */
    static TableRows of(InputFile file, Connection connection, long cycleId) throws SQLException {
        return switch (file) {
            case PRICES -> new Prices(connection, cycleId);
            case FX -> new Rates(connection, cycleId);
            case ASSET_PRICES -> new AssetPrices(connection, cycleId);
            case TRADES -> new Trades(connection, cycleId);
            case COLLATERAL -> new Collateral(connection, cycleId);
            case FUND_MOVEMENTS -> new FundMovements(connection, cycleId);
            case CLOSEOUTS -> new Closeouts(connection, cycleId);
            default -> throw new IllegalArgumentException(file.fileName() + " has a reader of its own");
        };
    }

    private static final class Prices extends TableRows {

        private static final int INSTRUMENT = InputFile.PRICES.column("instrument_id");
        private static final int CURRENCY = InputFile.PRICES.column("currency");
        private static final int PRICE = InputFile.PRICES.column("settlement_price");
        private static final int VOLATILITY = InputFile.PRICES.column("implied_vol");
        private static final int FUNDING = InputFile.PRICES.column("funding_rate");

        private final long cycleId;

        Prices(Connection connection, long cycleId) throws SQLException {
            super(connection, "input_price", "cycle_id, line_no, instrument_id, currency, settlement_price,"
                    + " implied_vol, funding_rate");
            this.cycleId = cycleId;
        }

        @Override
        public void read(CsvRow row) throws SQLException {
            PreparedStatement insert = table().row();
            insert.setLong(1, cycleId);
            insert.setLong(2, row.line());
            insert.setString(3, row.id(INSTRUMENT));
            insert.setString(4, row.currency(CURRENCY));
            insert.setBigDecimal(5, row.decimal(PRICE, Decimals.MAX_PRICE_SCALE));
            insert.setBigDecimal(6, row.optionalDecimal(VOLATILITY, MAX_FACTOR_SCALE).orElse(null));
            insert.setBigDecimal(7, row.optionalDecimal(FUNDING, MAX_FACTOR_SCALE).orElse(null));
            table().add();
        }
    }

    private static final class AssetPrices extends TableRows {

        private static final int ASSET = InputFile.ASSET_PRICES.column("asset_id");
        private static final int CURRENCY = InputFile.ASSET_PRICES.column("currency");
        private static final int PRICE = InputFile.ASSET_PRICES.column("price");

        private final long cycleId;

        AssetPrices(Connection connection, long cycleId) throws SQLException {
            super(connection, "input_asset_price", "cycle_id, line_no, asset_id, currency, price");
            this.cycleId = cycleId;
        }

        @Override
        public void read(CsvRow row) throws SQLException {
            BigDecimal price = row.decimal(PRICE, Decimals.MAX_PRICE_SCALE);
            if (price.signum() <= 0) {
                throw row.reject(PRICE, "must be above zero");
            }
            PreparedStatement insert = table().row();
            insert.setLong(1, cycleId);
            insert.setLong(2, row.line());
            insert.setString(3, row.id(ASSET));
            insert.setString(4, row.currency(CURRENCY));
            insert.setBigDecimal(5, price);
            table().add();
        }
    }

    private static final class Rates extends TableRows {

        private static final int CURRENCY = InputFile.FX.column("currency");
        private static final int RATE = InputFile.FX.column("rate_to_base");

        private final long cycleId;

        Rates(Connection connection, long cycleId) throws SQLException {
            super(connection, "input_fx", "cycle_id, line_no, currency, rate_to_base");
            this.cycleId = cycleId;
        }

        @Override
        public void read(CsvRow row) throws SQLException {
            PreparedStatement insert = table().row();
            insert.setLong(1, cycleId);
            insert.setLong(2, row.line());
            insert.setString(3, row.currency(CURRENCY));
            insert.setBigDecimal(4, row.decimal(RATE, RATE_SCALE, RATE_INTEGER_DIGITS));
            table().add();
        }
    }

    private static final class Trades extends TableRows {

        private static final int TRADE = InputFile.TRADES.column("trade_id");
        private static final int MATCH = InputFile.TRADES.column("match_id");
        private static final int ACCOUNT = InputFile.TRADES.column("account_id");
        private static final int INSTRUMENT = InputFile.TRADES.column("instrument_id");
        private static final int QUANTITY = InputFile.TRADES.column("quantity");
        private static final int PRICE = InputFile.TRADES.column("price");
        private static final int TRADED_AT = InputFile.TRADES.column("traded_at");

        private final long cycleId;

        Trades(Connection connection, long cycleId) throws SQLException {
            super(connection, "input_trade", "cycle_id, line_no, trade_id, match_id, account_id, instrument_id,"
                    + " quantity, price, traded_at");
            this.cycleId = cycleId;
        }

        @Override
        public void read(CsvRow row) throws SQLException {
            PreparedStatement insert = table().row();
            insert.setLong(1, cycleId);
            insert.setLong(2, row.line());
            insert.setString(3, row.id(TRADE));
            insert.setString(4, row.id(MATCH));
            insert.setString(5, row.id(ACCOUNT));
            insert.setString(6, row.id(INSTRUMENT));
            insert.setBigDecimal(7, row.decimal(QUANTITY, Decimals.MAX_QUANTITY_SCALE));
            insert.setBigDecimal(8, row.decimal(PRICE, Decimals.MAX_PRICE_SCALE));
            insert.setString(9, time(row, TRADED_AT));
            table().add();
        }

    }

    /** A time without its offset could be before or after what it is compared with (fault 27). */
    private static String time(CsvRow row, int column) {
        String time = row.label(column, LONGEST_TIME);
        try {
            OffsetDateTime.parse(time);
            return time;
        } catch (DateTimeException e) {
            throw row.reject(column, "is no time with its offset such as 2026-03-02T16:59:59+01:00");
        }
    }

    private static final class Collateral extends TableRows {

        private static final int MOVEMENT = InputFile.COLLATERAL.column("movement_id");
        private static final int ACCOUNT = InputFile.COLLATERAL.column("account_id");
        private static final int ASSET = InputFile.COLLATERAL.column("asset_id");
        private static final int QUANTITY = InputFile.COLLATERAL.column("quantity");
        private static final int MOVED_AT = InputFile.COLLATERAL.column("moved_at");

        private final long cycleId;

        Collateral(Connection connection, long cycleId) throws SQLException {
            super(connection, "input_collateral", "cycle_id, line_no, movement_id, account_id, asset_id, quantity,"
                    + " moved_at");
            this.cycleId = cycleId;
        }

        @Override
        public void read(CsvRow row) throws SQLException {
            PreparedStatement insert = table().row();
            insert.setLong(1, cycleId);
            insert.setLong(2, row.line());
            insert.setString(3, row.id(MOVEMENT));
            insert.setString(4, row.id(ACCOUNT));
            insert.setString(5, row.id(ASSET));
            insert.setBigDecimal(6, row.decimal(QUANTITY, Decimals.MAX_QUANTITY_SCALE));
            insert.setString(7, row.isEmpty(MOVED_AT) ? null : time(row, MOVED_AT));
            table().add();
        }
    }

    private static final class FundMovements extends TableRows {

        private static final int MOVEMENT = InputFile.FUND_MOVEMENTS.column("movement_id");
        private static final int MEMBER = InputFile.FUND_MOVEMENTS.column("member_id");
        private static final int LAYER = InputFile.FUND_MOVEMENTS.column("layer");
        private static final int AMOUNT = InputFile.FUND_MOVEMENTS.column("amount");
        private static final int KIND = InputFile.FUND_MOVEMENTS.column("kind");

        private final long cycleId;

        FundMovements(Connection connection, long cycleId) throws SQLException {
            super(connection, "input_fund_movement", "cycle_id, line_no, movement_id, owner, amount, kind");
            this.cycleId = cycleId;
        }

        @Override
        public void read(CsvRow row) throws SQLException {
            FundMovementKind kind = row.choice(KIND, FundMovementKind.class);
            int owner = kind == FundMovementKind.LAYER ? LAYER : MEMBER;
            int other = kind == FundMovementKind.LAYER ? MEMBER : LAYER;
            if (!row.isEmpty(other)) {
                throw row.reject(other, "must be empty where kind is " + kind);
            }
            PreparedStatement insert = table().row();
            insert.setLong(1, cycleId);
            insert.setLong(2, row.line());
            insert.setString(3, row.id(MOVEMENT));
            insert.setString(4, row.id(owner));
            insert.setBigDecimal(5, row.decimal(AMOUNT, MAX_AMOUNT_SCALE));
            insert.setString(6, kind.name());
            table().add();
        }
    }

    private static final class Closeouts extends TableRows {

        private static final int ACCOUNT = InputFile.CLOSEOUTS.column("account_id");
        private static final int INSTRUMENT = InputFile.CLOSEOUTS.column("instrument_id");
        private static final int QUANTITY = InputFile.CLOSEOUTS.column("quantity");
        private static final int PRICE = InputFile.CLOSEOUTS.column("price");
        private static final int BUYER = InputFile.CLOSEOUTS.column("buyer_account_id");

        private final long cycleId;

        Closeouts(Connection connection, long cycleId) throws SQLException {
            super(connection, "input_closeout", "cycle_id, line_no, account_id, instrument_id, quantity, price,"
                    + " buyer_account_id");
            this.cycleId = cycleId;
        }

        @Override
        public void read(CsvRow row) throws SQLException {
            PreparedStatement insert = table().row();
            insert.setLong(1, cycleId);
            insert.setLong(2, row.line());
            insert.setString(3, row.id(ACCOUNT));
            insert.setString(4, row.id(INSTRUMENT));
            insert.setBigDecimal(5, row.decimal(QUANTITY, Decimals.MAX_QUANTITY_SCALE));
            insert.setBigDecimal(6, row.decimal(PRICE, Decimals.MAX_PRICE_SCALE));
            insert.setString(7, row.id(BUYER));
            table().add();
        }
    }
}
