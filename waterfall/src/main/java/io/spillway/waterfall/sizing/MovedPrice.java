package io.spillway.waterfall.sizing;

import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.waterfall.scenario.Scenario;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An instrument's price after a scenario's move, exactly as the cascade marks it: price + move x price base, half-even to
 * the step, floored (rules 1.3, 5.3). In whole units of the finest decimal place that price, base and step have, by 64-bit
 * arithmetic.
 */
final class MovedPrice {

    private static final int MAX_SCALE = 18;
    private static final int MAX_BITS = 60;
    private static final long MOVE_UNITS = 1_000_000_000L;
    private static final long LARGEST_MOVE = 9 * MOVE_UNITS;

    private final int scale;
    private final long price;
    private final long base;
    private final long step;
    private final long least;
    private final long largestMove;
    /** Floor of the price base, in units (rule 1.3). */
    private final long leastBase;

    private MovedPrice(PriceTerms terms, BigDecimal price, int scale) {
        this.scale = scale;
        this.price = units(price);
        this.base = units(terms.base(price));
        this.step = units(terms.step());
        this.least = terms.negativePrices() == NegativePrices.ALLOWED ? Long.MIN_VALUE
                : terms.tick().isPresent() ? step : 0;
        this.leastBase = terms.referencePrice().map(this::units).orElse(0L);
        this.largestMove = Math.min(LARGEST_MOVE, (1L << MAX_BITS) / (base / MOVE_UNITS + 1));
    }

    /** @return empty where 64 bits are not enough */
    static Optional<MovedPrice> of(PriceTerms terms, BigDecimal price) {
        BigDecimal base = terms.base(price);
        int scale = Math.max(Math.max(price.scale(), base.scale()), Math.max(terms.step().scale(),
                terms.referencePrice().map(BigDecimal::scale).orElse(0)));
        boolean fits = scale >= 0 && scale <= MAX_SCALE && price.setScale(scale).unscaledValue().bitLength() <= MAX_BITS
                && base.setScale(scale).unscaledValue().bitLength() <= MAX_BITS
                && terms.step().setScale(scale).unscaledValue().bitLength() <= MAX_BITS;
        return fits ? Optional.of(new MovedPrice(terms, price, scale)) : Optional.empty();
    }

    private long units(BigDecimal value) {
        return value.setScale(scale).unscaledValue().longValueExact();
    }

    /** Decimal places of a unit. */
    int scale() {
        return scale;
    }

    /** The price before, in units. */
    long price() {
        return price;
    }

    /** The price base before, in units. */
    long base() {
        return base;
    }

    /** The price base of a price, both in units. */
    long baseAfter(long units) {
        return Math.max(Math.abs(units), leastBase);
    }

    /** Whether 64 bits are enough for the move, in {@link Scenario#MOVE_SCALE}ths decimal place of the base. */
    boolean fits(long move) {
        return Math.abs(move) <= largestMove;
    }

    /** The price after a move that fits, in units; no move leaves it as it is, on the tick or not. */
    long after(long move) {
        if (move == 0) {
            return price;
        }
        long product = move * (base % MOVE_UNITS);
        long moved = price + move * (base / MOVE_UNITS) + Math.floorDiv(product, MOVE_UNITS);
        long fraction = Math.floorMod(product, MOVE_UNITS);
        long steps = Math.floorDiv(moved, step);
        long toNext = step - 2 * (moved - steps * step);
        // what is over the step, twice, against the step: moved and the fraction of a unit that it has beside
        int half = toNext == 0 ? Long.signum(fraction) : toNext == 1 ? Long.compare(2 * fraction, MOVE_UNITS)
                : toNext < 0 ? 1 : -1;
        if (half > 0 || half == 0 && (steps & 1) != 0) {
            steps++;
        }
        return Math.max(least, steps * step);
    }
}
