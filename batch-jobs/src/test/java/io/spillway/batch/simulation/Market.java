package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prices and rates of every day. On some days an instrument falls or jumps by a multiple of its margin rate. */
final class Market {

    private static final BigDecimal FURTHEST = new BigDecimal("0.9");

    private final List<Map<String, BigDecimal>> prices = new ArrayList<>();
    private final List<Map<String, BigDecimal>> rates = new ArrayList<>();

    private Market() {
    }

    static Market draw(long seed, House house) {
        Dice dice = new Dice(seed, "market");
        Market market = new Market();
        Map<String, BigDecimal> last = new TreeMap<>();
        house.contracts().forEach(contract -> {
            last.put(contract.id(), contract.firstPrice());
            if (contract.kind().isOption()) {
                last.put(contract.underlying(), contract.kind().strike());
            }
        });
        Map<String, BigDecimal> lastRates = new TreeMap<>(House.RATES);
        int shockChance = dice.pick(List.of(5, 25, 45));
        int furthestTimes = dice.pick(List.of(2, 5, 9));
        for (int day = 0; day < house.days().size(); day++) {
            for (House.Contract contract : house.contracts()) {
                boolean shock = day > 0 && dice.percent(shockChance);
                last.compute(contract.id(), (id, price) -> move(contract, price, shock ? furthestTimes : 0, dice));
                last.computeIfPresent(contract.underlying(), (id, price) ->
                        contract.onTick(price.multiply(BigDecimal.ONE.add(dice.fraction(-800, 800)))));
            }
            lastRates.replaceAll((currency, rate) -> currency.equals(House.BASE) ? rate : rate.multiply(
                    BigDecimal.ONE.add(dice.fraction(-150, 150))).setScale(rate.scale() + 1, RoundingMode.HALF_EVEN)
                    .setScale(8, RoundingMode.HALF_EVEN));
            market.prices.add(Map.copyOf(last));
            market.rates.add(new TreeMap<>(lastRates));
        }
        return market;
    }

    private static BigDecimal move(House.Contract contract, BigDecimal price, int shockTimes, Dice dice) {
        BigDecimal move = dice.fraction(-120, 120);
        if (shockTimes > 0) {
            BigDecimal size = contract.rate().multiply(dice.fraction(8000, shockTimes * 10_000)).min(FURTHEST);
            move = dice.percent(50) ? size : size.negate();
        }
        BigDecimal moved = price.add(price.abs().max(BigDecimal.ONE).multiply(move));
        return contract.onTick(moved);
    }

    /** The settlement price of a day, 0 for the first. */
    BigDecimal price(int day, String instrument) {
        return prices.get(day).get(instrument);
    }

    /** Base units per unit by currency. */
    Map<String, BigDecimal> rates(int day) {
        return rates.get(day);
    }
}
