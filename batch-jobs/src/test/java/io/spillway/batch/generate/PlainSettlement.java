package io.spillway.batch.generate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marks, cash and FLAT_RATE margin worked out plainly from the generated files, in exact decimals (rules 3.1, 3.3, 4.3). */
final class PlainSettlement {

    /** An account's money after a day's mark, in base currency. */
    record Standing(BigDecimal equity, BigDecimal maintenance, BigDecimal gain) {

        boolean hasPositions() {
            return maintenance.signum() > 0;
        }

        boolean isBelowMaintenance() {
            return equity.compareTo(maintenance) < 0;
        }

        boolean isCalled() {
            return hasPositions() && !isBelowMaintenance() && equity.compareTo(initial()) < 0;
        }

        BigDecimal initial() {
            return maintenance.multiply(new BigDecimal("1.10"));
        }

        double cover() {
            return equity.doubleValue() / maintenance.doubleValue();
        }
    }

    private record Holding(String account, String instrument) {
    }

    private record Balance(String account, String currency) {
    }

    private final GeneratedFiles files;
    private final Map<String, Map<String, String>> instruments;
    private final Map<String, Map<String, String>> assets;
    private final Map<Holding, BigDecimal> positions = new LinkedHashMap<>();
    private final Map<Balance, BigDecimal> cash = new HashMap<>();
    private final Map<Balance, BigDecimal> dayGain = new HashMap<>();
    private Map<String, BigDecimal> prices = new HashMap<>();
    private Map<String, BigDecimal> fx = new HashMap<>();
    private boolean opened;

    /** Opens with the positions of the first day at the last prices of history.csv. */
    PlainSettlement(GeneratedFiles files) {
        this.files = files;
        this.instruments = files.byFirstColumn("reference/instruments.csv");
        this.assets = files.byFirstColumn("reference/assets.csv");
        // rows are by date, so the last one of each instrument stays
        files.rows("reference/history.csv")
                .forEach(row -> prices.put(row.get("instrument_id"), new BigDecimal(row.get("settlement_price"))));
    }

    /** Runs the next day and tells how each account stands. */
    Map<String, Standing> run(String day) {
        if (!opened) {
            opened = true;
            files.rows(day + "/positions.csv").forEach(row -> positions.put(
                    new Holding(row.get("account_id"), row.get("instrument_id")), new BigDecimal(row.get("quantity"))));
        }
        Map<String, BigDecimal> before = prices;
        prices = column(day + "/prices.csv", "settlement_price");
        fx = column(day + "/fx.csv", "rate_to_base");
        dayGain.clear();
        positions.forEach((holding, quantity) -> mark(holding, quantity, before.get(holding.instrument())));
        for (Map<String, String> trade : files.rows(day + "/trades.csv")) {
            Holding holding = new Holding(trade.get("account_id"), trade.get("instrument_id"));
            BigDecimal quantity = new BigDecimal(trade.get("quantity"));
            mark(holding, quantity, new BigDecimal(trade.get("price")));
            positions.merge(holding, quantity, BigDecimal::add);
        }
        dayGain.forEach((balance, gain) -> cash.merge(balance, gain, BigDecimal::add));
        files.rows(day + "/collateral.csv").forEach(row -> cash.merge(
                new Balance(row.get("account_id"), row.get("asset_id")), new BigDecimal(row.get("quantity")), BigDecimal::add));
        return standings();
    }

    /** Positions that are not zero, as account to instrument to quantity. */
    Map<String, Map<String, String>> openPositions() {
        Map<String, Map<String, String>> open = new HashMap<>();
        positions.forEach((holding, quantity) -> {
            if (quantity.signum() != 0) {
                open.computeIfAbsent(holding.account(), a -> new LinkedHashMap<>())
                        .put(holding.instrument(), quantity.toPlainString());
            }
        });
        return open;
    }

    Map<String, BigDecimal> prices() {
        return prices;
    }

    Map<String, BigDecimal> fx() {
        return fx;
    }

    private void mark(Holding holding, BigDecimal quantity, BigDecimal from) {
        Map<String, String> instrument = instruments.get(holding.instrument());
        BigDecimal gain = quantity.multiply(prices.get(holding.instrument()).subtract(from))
                .multiply(new BigDecimal(instrument.get("multiplier")));
        String currency = instrument.get("currency");
        dayGain.merge(new Balance(holding.account(), currency),
                gain.setScale(currency.equals("JPY") ? 0 : 2, RoundingMode.HALF_EVEN), BigDecimal::add);
    }

    private Map<String, Standing> standings() {
        Map<String, BigDecimal> equity = new HashMap<>();
        cash.forEach((balance, amount) -> {
            BigDecimal haircut = new BigDecimal(assets.get(balance.currency()).get("haircut"));
            BigDecimal counts = amount.signum() > 0 ? BigDecimal.ONE.subtract(haircut) : BigDecimal.ONE;
            equity.merge(balance.account(), amount.multiply(fx.get(balance.currency())).multiply(counts), BigDecimal::add);
        });
        Map<String, BigDecimal> gain = new HashMap<>();
        dayGain.forEach((balance, amount) -> gain.merge(balance.account(), amount.multiply(fx.get(balance.currency())),
                BigDecimal::add));
        Map<String, BigDecimal> maintenance = new HashMap<>();
        positions.forEach((holding, quantity) ->
                maintenance.merge(holding.account(), margin(holding.instrument(), quantity), BigDecimal::add));
        Map<String, Standing> standings = new LinkedHashMap<>();
        for (String account : files.byFirstColumn("reference/accounts.csv").keySet()) {
            standings.put(account, new Standing(
                    equity.getOrDefault(account, BigDecimal.ZERO).setScale(2, RoundingMode.FLOOR),
                    maintenance.getOrDefault(account, BigDecimal.ZERO).setScale(2, RoundingMode.CEILING),
                    gain.getOrDefault(account, BigDecimal.ZERO).setScale(2, RoundingMode.HALF_EVEN)));
        }
        return standings;
    }

    private BigDecimal margin(String id, BigDecimal quantity) {
        Map<String, String> instrument = instruments.get(id);
        BigDecimal base = prices.get(id).abs();
        if (!instrument.get("reference_price").isEmpty()) {
            base = base.max(new BigDecimal(instrument.get("reference_price")));
        }
        return quantity.abs().multiply(base).multiply(new BigDecimal(instrument.get("multiplier")))
                .multiply(fx.get(instrument.get("currency"))).multiply(new BigDecimal(instrument.get("margin_rate")));
    }

    private Map<String, BigDecimal> column(String file, String column) {
        Map<String, BigDecimal> values = new HashMap<>();
        List<Map<String, String>> rows = files.rows(file);
        rows.forEach(row -> values.put(row.values().iterator().next(), new BigDecimal(row.get(column))));
        return values;
    }
}
