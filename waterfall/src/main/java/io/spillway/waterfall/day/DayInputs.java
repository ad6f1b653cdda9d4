package io.spillway.waterfall.day;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What came in for the day, row by row as read: well-formed, not yet checked against the house. Each row knows its
 * line in its file, and rows are kept in that order, whatever order they were handed over in.
 *
 * @param statement stated positions to reconcile with (not on the first day: they are the opening book then)
 * @param rejects rows that could not be read
 * @param assetPrices of securities
 * @param declarations members declared in default by decision (rule 5.11), in order of id
 * @param closeouts what an auction paid (rule 5.6)
 * @param confirmedCalls accounts whose payment of the call due today is confirmed (rule 4.7), in order of id
 */
public record DayInputs(List<PriceRow> prices, List<FxRow> fx, List<TradeRow> trades,
                        List<CollateralRow> collateral, List<FundMovementRow> fundMovements,
                        Optional<PositionStatement> statement, List<Reject> rejects,
                        List<AssetPriceRow> assetPrices, List<String> declarations, List<CloseoutRow> closeouts,
                        List<String> confirmedCalls) {

    public DayInputs {
        prices = byLine(prices, PriceRow::line);
        fx = byLine(fx, FxRow::line);
        trades = byLine(trades, TradeRow::line);
        collateral = byLine(collateral, CollateralRow::line);
        fundMovements = byLine(fundMovements, FundMovementRow::line);
        assetPrices = byLine(assetPrices, AssetPriceRow::line);
        declarations = declarations.stream().sorted().distinct().toList();
        closeouts = byLine(closeouts, CloseoutRow::line);
        confirmedCalls = confirmedCalls.stream().sorted().distinct().toList();
    }

    /** Inputs of a day on which nobody is declared by decision. */
    public DayInputs(List<PriceRow> prices, List<FxRow> fx, List<TradeRow> trades, List<CollateralRow> collateral,
            List<FundMovementRow> fundMovements, Optional<PositionStatement> statement, List<Reject> rejects,
            List<AssetPriceRow> assetPrices) {
        this(prices, fx, trades, collateral, fundMovements, statement, rejects, assetPrices, List.of(), List.of(),
                List.of());
    }

    /** The same inputs with members declared in default by decision. */
    public DayInputs declaring(List<String> members) {
        return new DayInputs(prices, fx, trades, collateral, fundMovements, statement, rejects, assetPrices,
                members, closeouts, confirmedCalls);
    }

    /** The same inputs with what an auction paid. */
    public DayInputs closing(List<CloseoutRow> rows) {
        return new DayInputs(prices, fx, trades, collateral, fundMovements, statement, rejects, assetPrices,
                declarations, rows, confirmedCalls);
    }

    /** The same inputs with confirmed payments of calls. */
    public DayInputs confirming(List<String> accountIds) {
        return new DayInputs(prices, fx, trades, collateral, fundMovements, statement, rejects, assetPrices,
                declarations, closeouts, accountIds);
    }

    private static <T> List<T> byLine(List<T> rows, ToLongFunction<T> line) {
        return rows.stream().sorted(Comparator.comparingLong(line)).toList();
    }

    /** Names of the files. */
    public static final String PRICES = "prices.csv";
    public static final String FX = "fx.csv";
    public static final String TRADES = "trades.csv";
    public static final String COLLATERAL = "collateral.csv";
    public static final String FUND_MOVEMENTS = "fund-movements.csv";
    public static final String POSITIONS = "positions.csv";
    public static final String CLOSEOUTS = "closeouts.csv";
    /** Reference files whose amounts count on the first day only. */
    public static final Set<String> OPENING_VALUES = Set.of("funds.csv", "members.csv");

    public static final String ASSET_PRICES = "asset-prices.csv";

    /**
     * A settlement price of an instrument, or of an underlying that is none.
     *
     * @param fundingRate of a perpetual: fraction of notional, longs pay where it is positive (rule 3.5)
     */
    public record PriceRow(long line, String instrumentId, String currency, BigDecimal settlementPrice,
                           Optional<BigDecimal> fundingRate) {

        /** A price without a funding rate. */
        public PriceRow(long line, String instrumentId, String currency, BigDecimal settlementPrice) {
            this(line, instrumentId, currency, settlementPrice, Optional.empty());
        }
    }

    /** A price of a security, in its currency. */
    public record AssetPriceRow(long line, String assetId, String currency, BigDecimal price) {
    }

    /** Base units per unit of the currency. */
    public record FxRow(long line, String currency, BigDecimal rateToBase) {
    }

    /** One side of a trade: + bought, - sold. */
    public record TradeRow(long line, String tradeId, String matchId, String accountId, String instrumentId,
                           BigDecimal quantity, BigDecimal price, OffsetDateTime tradedAt) {
    }

    /**
     * Collateral brought (+) or taken out (-); cash in major units of its currency.
     *
     * @param movedAt when it came; empty is in time for every call
     */
    public record CollateralRow(long line, String movementId, String accountId, String assetId, BigDecimal quantity,
                                Optional<OffsetDateTime> movedAt) {

        /** A movement whose time is not told. */
        public CollateralRow(long line, String movementId, String accountId, String assetId, BigDecimal quantity) {
            this(line, movementId, accountId, assetId, quantity, Optional.empty());
        }
    }

    /**
     * A position of a member in default, or part of it, that an auction closed.
     *
     * @param quantity as it was held: + long, - short
     * @param price what the buyer paid
     */
    public record CloseoutRow(long line, String accountId, String instrumentId, BigDecimal quantity, BigDecimal price,
                              String buyerAccountId) {
    }

    /** What a fund movement changes. */
    public enum FundMovementKind {
        /** A member's capital. */
        CAPITAL,
        /** A member's default fund contribution. */
        CONTRIBUTION,
        /** A shared layer. */
        LAYER,
        /** Brings back what a waterfall used of a member's contribution. */
        REPLENISHMENT,
        /** Money from the estate of a member in default, for those who bore its loss. */
        RECOVERY
    }

    /**
     * Money into (+) or out of (-) a member's means or a shared layer, in base major units.
     *
     * @param owner member id, or the layer's name
     */
    public record FundMovementRow(long line, String movementId, String owner, BigDecimal amount,
                                  FundMovementKind kind) {
    }

    /**
     * Stated positions as arrays by the indices of the opening book; rows of unknown accounts or instruments are
     * rejects. LIQUIDITY has the account index -1.
     */
    public record PositionStatement(int[] accounts, int[] instruments, long[] lots) {
    }
}
