package io.spillway.batch.generate;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The matches of all days so far: one buyer, one seller, one quantity, one price near the day's settlement price. Kept as
 * arrays, because each later day marks them again.
 */
final class TradeTape {

    /** Draws of an account before the next free one in order is taken. */
    private static final int TRIES = 16;

    private final GeneratorSettings settings;
    private final House house;
    private final List<Contract> contracts;
    private final Market market;
    private int[] instrument = new int[1024];
    private int[] buyer = new int[1024];
    private int[] seller = new int[1024];
    private long[] lots = new long[1024];
    private long[] priceTicks = new long[1024];
    private int matches;

    TradeTape(World world) {
        this.settings = world.settings();
        this.house = world.house();
        this.contracts = world.contracts();
        this.market = world.market();
    }

    int matches() {
        return matches;
    }

    int instrument(int match) {
        return instrument[match];
    }

    int buyer(int match) {
        return buyer[match];
    }

    int seller(int match) {
        return seller[match];
    }

    long lots(int match) {
        return lots[match];
    }

    long priceTicks(int match) {
        return priceTicks[match];
    }

    /** Matches of one day. */
    int matchesPerDay() {
        return Math.max(1, Math.min(Calibration.MOST_MATCHES_PER_DAY,
                settings.positions() / Calibration.POSITIONS_PER_MATCH));
    }

    /**
     * Adds a day's matches.
     *
     * @param day 1 for the first
     * @param traders accounts that may trade, two or more
     */
    void trade(int day, BitSet traders) {
        int count = matchesPerDay();
        if (matches + count > lots.length) {
            grow(Math.max(matches + count, lots.length * 2));
        }
        for (int k = 0; k < count; k++) {
            Draw draw = Draw.of(settings.seed(), Draw.Of.TRADE, (long) day << 32 | k);
            int i = draw.below(contracts.size());
            int buys = trader(draw, traders, -1);
            int sells = trader(draw, traders, buys);
            instrument[matches] = i;
            buyer[matches] = buys;
            seller[matches] = sells;
            double size = Math.min(house.size(buys), house.size(sells)) * draw.between(0.1, 1);
            double notional = Calibration.TRADE_NOTIONAL * size * CashCurrency.BASE.minorPerUnit();
            lots[matches] = Math.max(1, (long) StrictMath.rint(notional / market.lotNotional(i, day)));
            priceTicks[matches] = price(draw, i, day);
            matches++;
        }
    }

    private long price(Draw draw, int i, int day) {
        Contract contract = contracts.get(i);
        double spread = Calibration.TRADE_PRICE_SPREAD * contract.dailyVolatility()
                * contract.priceBase(market.price(i, day)) / contract.tick().toDouble();
        long price = market.ticks(i, day) + (long) StrictMath.rint(spread * Math.max(-3, Math.min(3, draw.normal())));
        return contract.allowsNegative() ? price : Math.max(1, price);
    }

    private int trader(Draw draw, BitSet traders, int taken) {
        int account = draw.below(house.accounts());
        for (int t = 0; t < TRIES && (account == taken || !traders.get(account)); t++) {
            account = draw.below(house.accounts());
        }
        while (account == taken || !traders.get(account)) {
            account = (account + 1) % house.accounts();
        }
        return account;
    }

    private void grow(int size) {
        instrument = Arrays.copyOf(instrument, size);
        buyer = Arrays.copyOf(buyer, size);
        seller = Arrays.copyOf(seller, size);
        lots = Arrays.copyOf(lots, size);
        priceTicks = Arrays.copyOf(priceTicks, size);
    }
}
