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

    /** Decimal places of a minor unit that 64 bits have room for. */
    private static final int FRACTION_SCALE = 18;
    private static final long UNIT = 1_000_000_000_000_000_000L;
    private static final int UNIT_BITS = 60;
    /** 2^(61 + UNIT_BITS) / UNIT, rounded down. */
    private static final long RECIPROCAL = BigInteger.ONE.shiftLeft(61 + UNIT_BITS).divide(BigInteger.valueOf(UNIT))
            .longValueExact();

    private final ClearingBook book;
    private final BigDecimal[] fxToBase;
    private final int baseScale;
    /** Requirement of one lot: exact, and as whole minor units (-1: too large, or tiered) and parts of 1 / UNIT. */
    private final BigDecimal[] perLot;
    private final long[] perLotWhole;
    private final long[] perLotFraction;

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
        this.perLotWhole = new long[book.instruments()];
        this.perLotFraction = new long[book.instruments()];
        for (int i = 0; i < perLot.length; i++) {
            takePrice(i, prices[i]);
        }
    }

    /**
     * Takes a new price of an instrument.
     *
     * @return whether what one lot needs rose (1), fell (-1) or stayed (0)
     */
    public int priceChanged(int instrument, BigDecimal price) {
        BigDecimal before = perLot[instrument];
        takePrice(instrument, price);
        return perLot[instrument].compareTo(before);
    }

    private void takePrice(int instrument, BigDecimal price) {
        BigDecimal requirement = requirementOfOneLot(instrument, price);
        BigDecimal whole = requirement.setScale(0, RoundingMode.DOWN);
        boolean fits = requirement.scale() <= FRACTION_SCALE && whole.precision() <= FRACTION_SCALE
                && book.instrument(instrument).tiers().isEmpty();
        perLot[instrument] = requirement;
        perLotWhole[instrument] = fits ? whole.longValueExact() : -1;
        perLotFraction[instrument] = fits
                ? requirement.subtract(whole).movePointRight(FRACTION_SCALE).longValueExact() : 0;
    }

    /**
     * The maintenance margin of an account.
     *
     * @param lots signed lots per position of the book
     * @return minor units of the base currency, rounded up; zero without positions
     * @throws ArithmeticException past 64 bits
     */
    public long requirement(int account, long[] lots) {
        long whole = 0;
        long high = 0;
        long low = 0;
        int end = book.rowStart(account + 1);
        for (int p = book.rowStart(account); p < end; p++) {
            if (lots[p] == 0) {
                continue;
            }
            long quantity = Math.abs(lots[p]);
            int i = book.instrumentOf(p);
            if (perLotWhole[i] < 0 || quantity < 0) {
                return requirementOfAnySize(account, lots);
            }
            whole = Math.addExact(whole, Math.multiplyExact(quantity, perLotWhole[i]));
            long product = quantity * perLotFraction[i];
            low += product;
            high += Math.multiplyHigh(quantity, perLotFraction[i]) + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
        }
        int excess = 65 - Long.numberOfLeadingZeros(high); // bits of high and low together past 63
        int shift = UNIT_BITS - 3 - excess;
        if (shift < 0) {
            return requirementOfAnySize(account, lots);
        }
        long guess = Math.multiplyHigh(high << -excess | low >>> excess, RECIPROCAL) >> shift;
        return Math.addExact(whole, unitsRoundedUp(low, guess));
    }

    /**
     * The 128-bit sum of fractions in whole minor units, rounded up. Multiplied by UNIT's reciprocal, the sum's first
     * 63 bits give a quotient too low by four at most, so that the remainder fits 64 bits and sets it right.
     */
    private static long unitsRoundedUp(long low, long guess) {
        long quotient = guess;
        for (long remainder = low - guess * UNIT; remainder > 0; remainder -= UNIT) {
            quotient++;
        }
        return quotient;
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
}
