package io.spillway.batch.generate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Prices and FX rates of every day. A day's move of an instrument is volatility x shape x (market + sector + own), each
 * a standard normal times its loading, and one shape for all on a day: a multivariate Student-t with 4 degrees of freedom,
 * so that moves are correlated, their tails are fat and come together. Days count from 1; day 0 is the last business day
 * before the first, at the opening prices; days before it are negative.
 */
final class Market {

    /** Digits of an FX rate in the files. */
    static final int FX_SCALE = 8;

    /** The t shape sqrt(4 / chi-square) is cut here, so that no ordinary day is a crash; kurtosis is still about 5. */
    private static final double LARGEST_SHAPE = 2.5;
    /** Makes the variance of the cut shape about one: its mean square is 1.71. */
    private static final double SHAPE_SCALE = 1 / 1.31;
    /** The first day is quiet, so that it matters little whether a house marks opening positions from history.csv. */
    private static final double FIRST_DAY_SHAPE = 0.05;
    /** The market factor of the crash day, in ordinary standard deviations. */
    private static final double CRASH_MARKET_MOVE = -5.0;
    /** A crash move that margin rates decide still differs from instrument to instrument by this much. */
    private static final double CRASH_SPREAD = 0.05;
    /** A day's move stays so far inside the price limit, so that rounding to the tick cannot pass it. */
    private static final double LIMIT_ROOM = 0.98;
    /** No day moves a price by more than this part of it, so that a usual price band of 25% holds even in a crash. */
    private static final double LARGEST_MOVE = 0.24;
    /** The dollar rises when shares fall: the market's part of an FX move. */
    private static final double FX_MARKET_LOADING = 0.3;

    private final GeneratorSettings settings;
    private final List<Contract> contracts;
    private final int firstDay;
    /** By instrument and day from {@code firstDay}. */
    private final long[][] ticks;
    private final Map<CashCurrency, long[]> fx = new EnumMap<>(CashCurrency.class);

    /**
     * @param settings days and crash
     * @param contracts what is traded
     * @param historyDays business days before the first
     */
    Market(GeneratorSettings settings, List<Contract> contracts, int historyDays) {
        this.settings = settings;
        this.contracts = contracts;
        this.firstDay = 1 - historyDays;
        this.ticks = new long[contracts.size()][];
        int length = settings.days() - firstDay + 1;
        double[] shapes = new double[length];
        double[] markets = new double[length];
        double[][] sectors = new double[Sector.values().length][length];
        for (int d = 0; d < length; d++) {
            int day = firstDay + d;
            Draw draw = Draw.of(settings.seed(), Draw.Of.MARKET_FACTOR, day);
            shapes[d] = day == 1 ? FIRST_DAY_SHAPE : shape(draw);
            markets[d] = draw.normal();
            for (Sector sector : Sector.values()) {
                long item = (long) day * Sector.values().length + sector.ordinal();
                sectors[sector.ordinal()][d] = Draw.of(settings.seed(), Draw.Of.SECTOR_FACTOR, item).normal();
            }
        }
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = path(i, new Factors(shapes, markets, sectors[contracts.get(i).sector().ordinal()]));
        }
        for (CashCurrency currency : CashCurrency.values()) {
            fx.put(currency, fxPath(currency, new Factors(shapes, markets, new double[length])));
        }
    }

    /** Settlement price in ticks. */
    long ticks(int instrument, int day) {
        return ticks[instrument][day - firstDay];
    }

    /** Settlement price as the double nearest to it, for estimates. */
    double price(int instrument, int day) {
        return contracts.get(instrument).price(ticks(instrument, day)).toDouble();
    }

    /** Base currency for one unit. */
    Decimal fxRate(CashCurrency currency, int day) {
        return new Decimal(fx.get(currency)[day - firstDay], FX_SCALE);
    }

    /** Base minor units for one minor unit of the currency. */
    double fxMinor(CashCurrency currency, int day) {
        return fxRate(currency, day).toDouble() * CashCurrency.BASE.minorPerUnit() / currency.minorPerUnit();
    }

    /** What the position value of one lot counts for margin, in base minor units: b(price) x multiplier x FX (rule 1.3). */
    double lotNotional(int instrument, int day) {
        Contract contract = contracts.get(instrument);
        return contract.priceBase(price(instrument, day)) * contract.lotMultiplier()
                * contract.currency().minorPerUnit() * fxMinor(contract.currency(), day);
    }

    /** What one tick is worth for one lot, in minor units of the contract's currency. */
    double tickValue(int instrument) {
        Contract contract = contracts.get(instrument);
        return contract.tick().toDouble() * contract.lotMultiplier() * contract.currency().minorPerUnit();
    }

    /** The move a crash brings without the day's chance, as a fraction of the price base; the house's stress scenario. */
    double stressMove(int instrument) {
        Contract contract = contracts.get(instrument);
        double factors = contract.dailyVolatility() * contract.sector().marketLoading * CRASH_MARKET_MOVE;
        double move = contract.crashMultiple() > 0
                ? -contract.crashMultiple() * contract.marginRate().toDouble() : factors;
        return withinLimit(contract, move);
    }

    /** What prices share, by day from the first of history: the t shape, the market's and the sector's move. */
    private record Factors(double[] shape, double[] market, double[] sector) {
    }

    private static double shape(Draw draw) {
        return SHAPE_SCALE * Math.min(LARGEST_SHAPE, StrictMath.sqrt(4 / draw.chiSquare4()));
    }

    private long[] path(int instrument, Factors factors) {
        Contract contract = contracts.get(instrument);
        double[] level = new double[factors.shape().length];
        int zero = -firstDay;
        level[zero] = contract.openingPrice();
        for (int d = zero + 1; d < level.length; d++) {
            level[d] = after(contract, level[d - 1], move(instrument, d, factors));
        }
        for (int d = zero; d > 0; d--) {
            level[d - 1] = before(contract, level[d], move(instrument, d, factors));
        }
        long[] rounded = new long[level.length];
        for (int d = 0; d < level.length; d++) {
            long nearest = (long) StrictMath.rint(level[d] / contract.tick().toDouble());
            rounded[d] = contract.allowsNegative() ? nearest : Math.max(1, nearest);
        }
        return rounded;
    }

    /** The relative move of a day, d counted from the first of history. */
    private double move(int instrument, int d, Factors factors) {
        Contract contract = contracts.get(instrument);
        Sector sector = contract.sector();
        int day = firstDay + d;
        double own = Draw.of(settings.seed(), Draw.Of.OWN_FACTOR, (long) instrument << 32 ^ day & 0xFFFFFFFFL).normal();
        if (!settings.crashesOn(day)) {
            double moves = sector.marketLoading * factors.market()[d] + sector.sectorLoading * factors.sector()[d]
                    + sector.ownLoading * own;
            double aftermath = contract.crowded() && settings.crashesOn(day - 1)
                    ? -Calibration.AFTERMATH_OF_MARGIN_RATE * contract.marginRate().toDouble() : 0;
            return withinLimit(contract, contract.dailyVolatility() * factors.shape()[d] * moves + aftermath);
        }
        if (contract.crashMultiple() > 0) {
            return withinLimit(contract, stressMove(instrument) * (1 + CRASH_SPREAD * Math.max(-2, Math.min(2, own))));
        }
        double others = sector.sectorLoading * factors.sector()[d] + sector.ownLoading * own;
        return withinLimit(contract, stressMove(instrument) + contract.dailyVolatility() * others);
    }

    private static double withinLimit(Contract contract, double move) {
        double limit = Math.min(LARGEST_MOVE, contract.priceLimit().map(Decimal::toDouble).orElse(1.0) * LIMIT_ROOM);
        return Math.max(-limit, Math.min(limit, move));
    }

    /** A price that may be negative moves by parts of its reference price, any other by parts of itself. */
    private static double after(Contract contract, double level, double move) {
        return contract.referencePrice().map(reference -> level + step(level, move * reference.toDouble()))
                .orElseGet(() -> level * (1 + move));
    }

    private static double before(Contract contract, double level, double move) {
        return contract.referencePrice().map(reference -> level - step(level, move * reference.toDouble()))
                .orElseGet(() -> level / (1 + move));
    }

    private static double step(double level, double change) {
        double most = LARGEST_MOVE * Math.abs(level);
        return Math.max(-most, Math.min(most, change));
    }

    private long[] fxPath(CashCurrency currency, Factors factors) {
        long[] path = new long[factors.shape().length];
        int zero = -firstDay;
        double[] level = new double[factors.shape().length];
        level[zero] = currency.openingRate;
        for (int d = zero + 1; d < level.length; d++) {
            level[d] = level[d - 1] * (1 + fxMove(currency, d, factors));
        }
        for (int d = zero; d > 0; d--) {
            level[d - 1] = level[d] / (1 + fxMove(currency, d, factors));
        }
        for (int d = 0; d < level.length; d++) {
            // six significant places after the point are quoted, eight for the yen, whose rate is small
            double places = currency == CashCurrency.JPY ? 1e8 : 1e6;
            path[d] = (long) StrictMath.rint(level[d] * places) * (long) (1e8 / places);
        }
        return path;
    }

    private double fxMove(CashCurrency currency, int d, Factors factors) {
        long item = (long) (firstDay + d) * CashCurrency.values().length + currency.ordinal();
        double own = Draw.of(settings.seed(), Draw.Of.FX_RATE, item).normal();
        double rest = StrictMath.sqrt(1 - FX_MARKET_LOADING * FX_MARKET_LOADING);
        return currency.dailyVolatility * factors.shape()[d] * (FX_MARKET_LOADING * factors.market()[d] + rest * own);
    }
}
