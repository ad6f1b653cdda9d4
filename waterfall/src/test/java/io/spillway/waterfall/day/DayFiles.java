package io.spillway.waterfall.day;

import io.spillway.waterfall.day.DayInputs.AssetPriceRow;
import io.spillway.waterfall.day.DayInputs.CloseoutRow;
import io.spillway.waterfall.day.DayInputs.CollateralRow;
import io.spillway.waterfall.day.DayInputs.FundMovementKind;
import io.spillway.waterfall.day.DayInputs.FundMovementRow;
import io.spillway.waterfall.day.DayInputs.FxRow;
import io.spillway.waterfall.day.DayInputs.PositionStatement;
import io.spillway.waterfall.day.DayInputs.PriceRow;
import io.spillway.waterfall.day.DayInputs.TradeRow;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/** The rows of a day's files, each with its line. */
final class DayFiles {

    private static final OffsetDateTime NOON = OffsetDateTime.parse("2026-03-02T12:00:00+01:00");

    final List<PriceRow> prices = new ArrayList<>();
    final List<FxRow> fx = new ArrayList<>();
    final List<TradeRow> trades = new ArrayList<>();
    final List<CollateralRow> collateral = new ArrayList<>();
    final List<FundMovementRow> funds = new ArrayList<>();
    final List<Reject> rejects = new ArrayList<>();
    final List<AssetPriceRow> assetPrices = new ArrayList<>();
    final List<CloseoutRow> closeouts = new ArrayList<>();
    final List<String> confirmed = new ArrayList<>();
    final List<String> declared = new ArrayList<>();
    Optional<PositionStatement> statement = Optional.empty();

    /** OIL 70, GAS 100, ESX 4000, NKY 30000; EUR 1.10, JPY 0.007. */
    static DayFiles usual() {
        return new DayFiles().price("OIL", "70").price("GAS", "100").price("ESX", "4000").price("NKY", "30000")
                .rate("EUR", "1.10").rate("JPY", "0.007");
    }

    DayFiles price(String instrument, String price) {
        String currency = switch (instrument) {
            case "ESX" -> "EUR";
            case "NKY" -> "JPY";
            default -> "USD";
        };
        prices.removeIf(row -> row.instrumentId().equals(instrument));
        return alsoPrice(instrument, currency, price);
    }

    /** A price row beside those there are. */
    DayFiles alsoPrice(String instrument, String currency, String price) {
        prices.add(new PriceRow(prices.size() + 2L, instrument, currency, new BigDecimal(price)));
        return this;
    }

    DayFiles withoutPrice(String instrument) {
        prices.removeIf(row -> row.instrumentId().equals(instrument));
        return this;
    }

    DayFiles rate(String currency, String rate) {
        fx.removeIf(row -> row.currency().equals(currency));
        return alsoRate(currency, rate);
    }

    DayFiles alsoRate(String currency, String rate) {
        fx.add(new FxRow(fx.size() + 2L, currency, new BigDecimal(rate)));
        return this;
    }

    DayFiles withoutRate(String currency) {
        fx.removeIf(row -> row.currency().equals(currency));
        return this;
    }

    /** Two rows of one match: the buyer's and the seller's. */
    DayFiles trade(String match, String buyer, String seller, String instrument, String quantity, String price) {
        return side(match + "-B", match, buyer, instrument, quantity, price)
                .side(match + "-S", match, seller, instrument, "-" + quantity, price);
    }

    DayFiles side(String trade, String match, String account, String instrument, String quantity, String price) {
        return sideAt(NOON, trade, match, account, instrument + " " + quantity + " " + price);
    }

    /** @param terms instrument, quantity and price */
    DayFiles sideAt(OffsetDateTime time, String trade, String match, String account, String terms) {
        String[] parts = terms.split(" ");
        trades.add(new TradeRow(trades.size() + 2L, trade, match, account, parts[0], new BigDecimal(parts[1]),
                new BigDecimal(parts[2]), time));
        return this;
    }

    /** Cash in (+) or out (-), in major units. */
    DayFiles cash(String movement, String account, String currency, String amount) {
        collateral.add(new CollateralRow(collateral.size() + 2L, movement, account, currency, new BigDecimal(amount)));
        return this;
    }

    DayFiles assetPrice(String asset, String price) {
        assetPrices.add(new AssetPriceRow(assetPrices.size() + 2L, asset, "USD", new BigDecimal(price)));
        return this;
    }

    /** A price in dollars with a funding rate. */
    DayFiles funding(String instrument, String price, String rate) {
        prices.removeIf(row -> row.instrumentId().equals(instrument));
        prices.add(new PriceRow(prices.size() + 2L, instrument, "USD", new BigDecimal(price),
                Optional.of(new BigDecimal(rate))));
        return this;
    }

    DayFiles fund(String movement, FundMovementKind kind, String owner, String amount) {
        funds.add(new FundMovementRow(funds.size() + 2L, movement, owner, new BigDecimal(amount), kind));
        return this;
    }

    /** Cash that came at a time, in major units. */
    DayFiles cashAt(String time, String movement, String account, String amount) {
        collateral.add(new CollateralRow(collateral.size() + 2L, movement, account, "USD", new BigDecimal(amount),
                Optional.of(OffsetDateTime.parse(time))));
        return this;
    }

    /** What an auction paid: account, instrument, quantity, price, buyer. */
    DayFiles closeout(String terms) {
        String[] parts = terms.split(" ");
        closeouts.add(new CloseoutRow(closeouts.size() + 2L, parts[0], parts[1], new BigDecimal(parts[2]),
                new BigDecimal(parts[3]), parts[4]));
        return this;
    }

    DayFiles confirm(String account) {
        confirmed.add(account);
        return this;
    }

    DayFiles declare(String member) {
        declared.add(member);
        return this;
    }

    DayFiles reject(String file, long line) {
        rejects.add(new Reject(file, line, "quantity", "1e5", "not a plain decimal"));
        return this;
    }

    /** Stated positions, by the indices of the opening book: account, instrument, lots. */
    DayFiles states(long[]... rows) {
        int[] accounts = new int[rows.length];
        int[] instruments = new int[rows.length];
        long[] lots = new long[rows.length];
        for (int r = 0; r < rows.length; r++) {
            accounts[r] = (int) rows[r][0];
            instruments[r] = (int) rows[r][1];
            lots[r] = rows[r][2];
        }
        statement = Optional.of(new PositionStatement(accounts, instruments, lots));
        return this;
    }

    /** The same rows, each with its line, in another order. */
    DayFiles shuffled(long seed) {
        DayFiles copy = new DayFiles();
        copy.prices.addAll(prices);
        copy.fx.addAll(fx);
        copy.trades.addAll(trades);
        copy.collateral.addAll(collateral);
        copy.funds.addAll(funds);
        copy.rejects.addAll(rejects);
        copy.assetPrices.addAll(assetPrices);
        copy.closeouts.addAll(closeouts);
        copy.confirmed.addAll(confirmed);
        copy.declared.addAll(declared);
        copy.statement = statement;
        for (List<?> rows : List.of(copy.prices, copy.fx, copy.trades, copy.collateral, copy.funds, copy.rejects,
                copy.assetPrices, copy.closeouts)) {
            Collections.shuffle(rows, new Random(new SplittableRandom(seed).nextLong()));
        }
        return copy;
    }

    DayInputs inputs() {
        return new DayInputs(prices, fx, trades, collateral, funds, statement, rejects, assetPrices)
                .declaring(declared).closing(closeouts).confirming(confirmed);
    }
}
