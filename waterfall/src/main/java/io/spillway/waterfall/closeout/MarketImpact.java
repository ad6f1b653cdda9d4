package io.spillway.waterfall.closeout;

import io.spillway.domain.instrument.ImpactModel;
import io.spillway.domain.instrument.ImpactTerms;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.domain.money.Decimals;
import io.spillway.domain.money.Ratio;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * How far an order moves the price, and how much of it a price limit lets through (rules 5.3 and 5.4).
 *
 * <p>Linear impact is exact. The exponential, logarithm and square root are StrictMath's doubles of the nearest
 * double of an exact argument; their results are taken as exact numbers (rule 1.6).
 */
public final class MarketImpact {

    private MarketImpact() {
    }

    /** The price after the order and the lots that executed. */
    public static Execution execute(MarketOrder order) {
        Instrument instrument = order.instrument();
        if (doesNotMove(instrument.impact())) {
            return new Execution(order.openingPrice(), order.size());
        }
        Ratio change = relativeChange(order);
        BigDecimal limit = instrument.prices().priceLimit().orElse(null);
        if (limit != null && change.compareTo(limit) > 0) {
            return new Execution(limitedPrice(order, limit), limitedLots(order, limit));
        }
        return new Execution(movedPrice(order, change), order.size());
    }

    private static boolean doesNotMove(ImpactTerms impact) {
        return switch (impact.model()) {
            case NONE -> true;
            case LINEAR, EXPONENTIAL -> impact.depth().isEmpty();
            case SQUARE_ROOT -> false;
        };
    }

    /** f of rule 5.3, never negative. */
    private static Ratio relativeChange(MarketOrder order) {
        ImpactTerms impact = order.instrument().impact();
        if (impact.model() == ImpactModel.SQUARE_ROOT) {
            BigDecimal after = rootOfPart(order, Math.addExact(order.executedLots(), order.size()));
            BigDecimal before = rootOfPart(order, order.executedLots());
            return Ratio.of(impact.y().multiply(impact.sigma()).multiply(after.subtract(before)));
        }
        Ratio x = new Ratio(order.notionalPerLot().multiply(BigDecimal.valueOf(order.size())),
                impact.depth().orElseThrow());
        return impact.model() == ImpactModel.LINEAR
                ? x
                : Ratio.of(BigDecimal.ONE.subtract(new BigDecimal(StrictMath.exp(-x.toDouble()))));
    }

    /** sqrt(lots / ADV). */
    private static BigDecimal rootOfPart(MarketOrder order, long lots) {
        Ratio part = new Ratio(order.instrument().lot().multiply(BigDecimal.valueOf(lots)),
                order.instrument().impact().adv());
        return new BigDecimal(StrictMath.sqrt(part.toDouble()));
    }

    private static BigDecimal movedPrice(MarketOrder order, Ratio change) {
        PriceTerms terms = order.instrument().prices();
        BigDecimal move = terms.base(order.openingPrice()).multiply(BigDecimal.valueOf(-order.direction()));
        BigInteger steps = change.times(move).plus(order.openingPrice())
                .inUnitsOf(terms.step(), RoundingMode.HALF_EVEN);
        return terms.floored(Decimals.normal(terms.step().multiply(new BigDecimal(steps))));
    }

    /** The price moved by the limit only; rounding to the tick goes toward the opening price and not past it. */
    private static BigDecimal limitedPrice(MarketOrder order, BigDecimal limit) {
        PriceTerms terms = order.instrument().prices();
        BigDecimal opening = order.openingPrice();
        BigDecimal move = limit.multiply(terms.base(opening));
        boolean falls = order.direction() > 0;
        BigDecimal target = falls ? opening.subtract(move) : opening.add(move);
        BigDecimal steps = target.divide(terms.step(), 0, falls ? RoundingMode.CEILING : RoundingMode.FLOOR);
        BigDecimal rounded = Decimals.normal(steps.multiply(terms.step()));
        return terms.floored(falls ? rounded.min(opening) : rounded.max(opening));
    }

    /** Vx of rule 5.4 in whole lots; one lot where nothing else would trade. */
    private static long limitedLots(MarketOrder order, BigDecimal limit) {
        Instrument instrument = order.instrument();
        BigInteger lots = quantityAtLimit(order, limit).inUnitsOf(instrument.lot(), RoundingMode.FLOOR);
        long executed = lots.max(BigInteger.ZERO).min(BigInteger.valueOf(order.size())).longValueExact();
        return executed == 0 && order.crossedLots() == 0 ? 1 : executed;
    }

    /** The quantity at which f equals the limit. */
    private static Ratio quantityAtLimit(MarketOrder order, BigDecimal limit) {
        Instrument instrument = order.instrument();
        ImpactTerms impact = instrument.impact();
        if (impact.model() == ImpactModel.SQUARE_ROOT) {
            BigDecimal executed = instrument.lot().multiply(BigDecimal.valueOf(order.executedLots()));
            return new Ratio(limit, impact.y().multiply(impact.sigma()))
                    .plus(rootOfPart(order, order.executedLots()))
                    .squared().times(impact.adv()).plus(executed.negate());
        }
        BigDecimal x = impact.model() == ImpactModel.LINEAR
                ? limit
                : new BigDecimal(-StrictMath.log(BigDecimal.ONE.subtract(limit).doubleValue()));
        BigDecimal notionalPerUnit = instrument.multiplier()
                .multiply(instrument.prices().base(order.cascadeOpeningPrice())).multiply(order.fxToBase());
        return new Ratio(x.multiply(impact.depth().orElseThrow()), notionalPerUnit);
    }
}
