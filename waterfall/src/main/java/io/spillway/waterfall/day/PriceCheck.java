package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.instrument.NegativePrices;
import io.spillway.domain.instrument.Product;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.day.DayInputs.FxRow;
import io.spillway.waterfall.day.DayInputs.PriceRow;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Checks settlement prices and FX rates against the house (rules 1.2, 3.4; faults 10 to 20). */
final class PriceCheck {

    private final DayOpening opening;
    private final DayRules rules;
    private final Findings findings;
    private final ClearingBook book;
    private final BigDecimal[] published;
    private final int[] daysUnchanged;
    private final Set<String> conflicting = new TreeSet<>();

    PriceCheck(DayOpening opening, DayRules rules, Findings findings) {
        this.opening = opening;
        this.rules = rules;
        this.findings = findings;
        this.book = opening.book();
        this.published = new BigDecimal[book.instruments()];
        this.daysUnchanged = new int[book.instruments()];
    }

    BigDecimal[] published() {
        return published;
    }

    int[] daysUnchanged() {
        return daysUnchanged;
    }

    /** Takes the day's prices; a conflicting instrument is left without one (fault 10). */
    void takePrices(Iterable<PriceRow> rows) {
        for (PriceRow row : rows) {
            int i = book.instrumentIds().indexOf(row.instrumentId());
            if (i < 0) {
                if (!opening.house().underlyings().contains(row.instrumentId())) {
                    findings.add(FindingCode.INSTRUMENT_UNKNOWN, row.instrumentId(), "prices.csv line " + row.line()
                            + " prices an instrument that the house does not know; the row is not used");
                }
            } else if (isAcceptable(row, book.instrument(i))) {
                take(i, row);
            }
        }
        conflicting.forEach(id -> published[book.instrumentIds().indexOf(id)] = null);
    }

    private boolean isAcceptable(PriceRow row, Instrument instrument) {
        BigDecimal price = row.settlementPrice();
        if (!row.currency().equals(instrument.currency())) {
            findings.reject(DayInputs.PRICES, row.line(), "currency", row.currency(), "the price of " + instrument.id()
                    + " must be in " + instrument.currency());
            return false;
        }
        boolean isWorthless = price.signum() == 0 && instrument.product() == Product.OPTION; // fault 16
        if (price.signum() <= 0 && !isWorthless && instrument.prices().negativePrices() == NegativePrices.REFUSED) {
            findings.reject(DayInputs.PRICES, row.line(), "settlement_price", Decimals.text(price), instrument.id()
                    + " may not settle at zero or below");
            return false;
        }
        if (!instrument.prices().isOnTick(price)) {
            findings.reject(DayInputs.PRICES, row.line(), "settlement_price", Decimals.text(price), "the price of "
                    + instrument.id() + " must be a whole number of ticks of "
                    + Decimals.text(instrument.prices().tick().orElseThrow()));
            return false;
        }
        return true;
    }

    private void take(int i, PriceRow row) {
        if (published[i] == null) {
            published[i] = row.settlementPrice();
        } else if (published[i].compareTo(row.settlementPrice()) == 0) {
            findings.add(FindingCode.PRICE_DUPLICATE, row.instrumentId(), "prices.csv line " + row.line()
                    + " prices the instrument again at the same price; one row is used");
        } else {
            conflicting.add(row.instrumentId());
            findings.add(FindingCode.PRICE_CONFLICT, row.instrumentId(), "prices.csv line " + row.line() + " says "
                    + Decimals.text(row.settlementPrice()) + ", an earlier line "
                    + Decimals.text(published[i]) + "; correct the file");
        }
    }

    /**
     * The prices to mark at: published, or the last mark where a finding says so and does not block.
     *
     * @param settlesOtherwise instruments that do not need a price of their own today
     */
    BigDecimal[] marks(boolean[] isHeld, IntPredicate settlesOtherwise) {
        BigDecimal[] marks = published.clone();
        for (int i = 0; i < marks.length; i++) {
            if (settlesOtherwise.test(i)) {
                continue;
            }
            Instrument instrument = book.instrument(i);
            BigDecimal last = opening.marks()[i];
            BigDecimal lastPublished = opening.publishedPrices()[i];
            if (published[i] == null) {
                if (isHeld[i] && last == null) {
                    findings.addBlocking(FindingCode.PRICE_MISSING, instrument.id(), "held, but prices.csv has no"
                            + " usable price and there is no mark to stand in; send one");
                } else if (isHeld[i] && !conflicting.contains(instrument.id())) {
                    findings.add(FindingCode.PRICE_MISSING, instrument.id(), "held, but prices.csv has no usable price"
                            + "; the last mark was " + Decimals.text(last));
                }
                marks[i] = last;
                daysUnchanged[i] = opening.daysUnchanged()[i] + 1;
                continue;
            }
            boolean moved = lastPublished == null || lastPublished.compareTo(published[i]) != 0;
            daysUnchanged[i] = moved ? 0 : opening.daysUnchanged()[i] + 1;
            if (daysUnchanged[i] > rules.staleDays()) {
                findings.add(FindingCode.PRICE_UNCHANGED, instrument.id(), "the price "
                        + Decimals.text(published[i]) + " has not moved for " + daysUnchanged[i] + " business days");
            }
            if (last != null) {
                checkBand(instrument, last, published[i]);
            }
        }
        return marks;
    }

    private void checkBand(Instrument instrument, BigDecimal last, BigDecimal price) {
        BigDecimal widest = rules.priceBand().multiply(instrument.prices().base(last));
        if (price.subtract(last).abs().compareTo(widest) > 0) {
            findings.add(FindingCode.PRICE_OUT_OF_BAND, instrument.id(), "moved from " + Decimals.text(last) + " to "
                    + Decimals.text(price) + ", more than " + Decimals.text(rules.priceBand().movePointRight(2))
                    + "%; correct the file, or approve the move");
        }
    }

    /** Takes the day's rates; a currency in use without one is a finding, and the last rate is no default. */
    Map<String, BigDecimal> takeRates(Iterable<FxRow> rows, Set<String> inUse) {
        String base = opening.house().baseCurrency().code();
        Map<String, BigDecimal> rates = new TreeMap<>();
        for (FxRow row : rows) {
            if (row.rateToBase().signum() <= 0) {
                findings.reject(DayInputs.FX, row.line(), "rate_to_base", Decimals.text(row.rateToBase()),
                        "a rate must be above zero");
            } else if (row.currency().equals(base) && row.rateToBase().compareTo(BigDecimal.ONE) != 0) {
                findings.reject(DayInputs.FX, row.line(), "rate_to_base", Decimals.text(row.rateToBase()),
                        base + " is the base currency, its rate is 1");
            } else if (rates.containsKey(row.currency())
                    && rates.get(row.currency()).compareTo(row.rateToBase()) != 0) {
                findings.reject(DayInputs.FX, row.line(), "currency", row.currency(), "has two different rates");
                conflicting.add(row.currency());
            } else {
                rates.put(row.currency(), row.rateToBase());
            }
        }
        conflicting.forEach(rates::remove);
        rates.put(base, BigDecimal.ONE);
        rates.keySet().forEach(currency -> checkRate(currency, rates.get(currency)));
        for (String currency : inUse) {
            if (!rates.containsKey(currency)) {
                BigDecimal last = opening.fx().get(currency);
                if (last == null) {
                    findings.addBlocking(FindingCode.FX_RATE_MISSING, currency,
                            "in use, but fx.csv has no usable rate and there is no earlier one; send one");
                } else {
                    findings.add(FindingCode.FX_RATE_MISSING, currency, "in use, but fx.csv has no usable rate;"
                            + " the last one was " + Decimals.text(last));
                    rates.put(currency, last);
                }
            }
        }
        return rates;
    }

    private void checkRate(String currency, BigDecimal rate) {
        BigDecimal last = opening.fx().get(currency);
        if (last != null && rate.subtract(last).abs().compareTo(rules.fxBand().multiply(last)) > 0) {
            findings.add(FindingCode.FX_RATE_OUT_OF_BAND, currency, "moved from " + Decimals.text(last) + " to "
                    + Decimals.text(rate) + ", more than " + Decimals.text(rules.fxBand().movePointRight(2))
                    + "%; check that the rate is not inverted");
        }
    }
}
