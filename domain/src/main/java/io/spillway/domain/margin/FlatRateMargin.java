package io.spillway.domain.margin;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.MarginTier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * FLAT_RATE maintenance margin (rule 4.3): the sum over positions of |quantity| x b(price) x multiplier x FX x rate,
 * in minor units of the base currency, added exactly and rounded up once. Where an instrument has margin tiers, the part
 * of a position's notional above each threshold counts by the tier's factor.
 */
public final class FlatRateMargin {

    private static final int MAX_LONG_SCALE = 18;

    private final ClearingBook book;
    private final BigDecimal[] fxToBase;
    private final int baseScale;
    /** Requirement of one lot: exact, and the same at the common scale in 64 bits (-1 where it does not fit or is tiered). */
    private final BigDecimal[] perLot;
    private final long[] perLotUnits;
    private int commonScale;

    /**
     * @param prices per instrument of the book; null where nobody holds it and no price came
     * @param fxToBase base units per unit of the instrument's currency, per instrument; null likewise
     * @param baseScale minor-unit digits of the base currency
     */
    public FlatRateMargin(ClearingBook book, BigDecimal[] prices, BigDecimal[] fxToBase, int baseScale) {
        this.book = book;
        this.fxToBase = fxToBase;
        this.baseScale = baseScale;
        this.perLot = new BigDecimal[book.instruments()];
        this.perLotUnits = new long[book.instruments()];
        for (int i = 0; i < perLot.length; i++) {
            perLot[i] = requirementOfOneLot(i, prices[i]);
            commonScale = Math.max(commonScale, perLot[i].scale());
        }
        rescale();
    }

    /** Takes a new price of an instrument. */
    public void priceChanged(int instrument, BigDecimal price) {
        perLot[instrument] = requirementOfOneLot(instrument, price);
        if (perLot[instrument].scale() > commonScale) {
            commonScale = perLot[instrument].scale();
            rescale();
        } else {
            perLotUnits[instrument] = units(instrument);
        }
    }

    /**
     * The maintenance margin of an account.
     *
     * @param lots signed lots per position of the book
     * @return minor units of the base currency, rounded up; zero without positions
     * @throws ArithmeticException past 64 bits
     */
    public long requirement(int account, long[] lots) {
        long high = 0;
        long low = 0;
        int end = book.rowStart(account + 1);
        for (int p = book.rowStart(account); p < end; p++) {
            if (lots[p] == 0) {
                continue;
            }
            long quantity = Math.abs(lots[p]);
            long units = perLotUnits[book.instrumentOf(p)];
            if (units < 0 || quantity < 0) {
                return requirementOfAnySize(account, lots);
            }
            long product = quantity * units;
            low += product;
            high += Math.multiplyHigh(quantity, units) + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
        }
        if (high == 0 && low >= 0 && commonScale <= MAX_LONG_SCALE) {
            long power = BigInteger.TEN.pow(commonScale).longValueExact();
            return low / power + (low % power == 0 ? 0 : 1);
        }
        return requirementOfAnySize(account, lots);
    }

    private long requirementOfAnySize(int account, long[] lots) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int p = book.rowStart(account); p < book.rowStart(account + 1); p++) {
            if (lots[p] != 0) {
                sum = sum.add(ofPosition(book.instrumentOf(p), BigDecimal.valueOf(lots[p]).abs()));
            }
        }
        return sum.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private BigDecimal ofPosition(int i, BigDecimal lots) {
        Instrument instrument = book.instrument(i);
        BigDecimal atTheRate = perLot[i].multiply(lots);
        return instrument.tiers().isEmpty() ? atTheRate : MarginTier.tiered(atTheRate, instrument.tiers(),
                instrument.maintenanceRate().movePointRight(baseScale));
    }

    /** Zero where there is no price or rate: nobody holds such an instrument, or the day would not have come here. */
    private BigDecimal requirementOfOneLot(int i, BigDecimal price) {
        if (price == null || fxToBase[i] == null) {
            return BigDecimal.ZERO;
        }
        Instrument instrument = book.instrument(i);
        BigDecimal requirement = instrument.unitsPerLot().multiply(instrument.prices().base(price))
                .multiply(fxToBase[i]).multiply(instrument.maintenanceRate()).movePointRight(baseScale)
                .stripTrailingZeros();
        return requirement.scale() < 0 ? requirement.setScale(0) : requirement;
    }

    private void rescale() {
        for (int i = 0; i < perLot.length; i++) {
            perLotUnits[i] = units(i);
        }
    }

    /** A tiered position is not a multiple of its lot's requirement: decimal arithmetic has it. */
    private long units(int i) {
        BigInteger units = perLot[i].setScale(commonScale).unscaledValue();
        return book.instrument(i).tiers().isEmpty() && units.bitLength() < Long.SIZE ? units.longValueExact() : -1;
    }
}
