package io.spillway.waterfall.cascade;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.margin.FlatRateMargin;
import java.math.BigDecimal;

/** Positions, prices and requirements of the house while a cascade runs; the money is {@link CascadeState}'s. */
final class Holdings {

    private final ClearingBook book;
    private final int baseScale;
    private final BigDecimal[] prices;
    private final BigDecimal[] fxToBase;
    private final FlatRateMargin margin;
    private final long[] lots;
    private final long[] liquidityLots;
    private final int[] openPositions;
    private final int[] openAccounts;
    private final long[] requirement;
    private final boolean[] requirementIsStale;

    Holdings(ClearingBook book, OpeningState opening) {
        this.book = book;
        this.baseScale = opening.baseScale();
        this.prices = opening.prices().clone();
        this.fxToBase = opening.fxToBase();
        this.margin = new FlatRateMargin(book, prices, fxToBase, baseScale);
        this.lots = book.copyLots();
        this.liquidityLots = new long[book.instruments()];
        this.openPositions = new int[book.accounts()];
        this.openAccounts = new int[book.members()];
        this.requirement = new long[book.accounts()];
        this.requirementIsStale = new boolean[book.accounts()];
        for (int a = 0; a < openPositions.length; a++) {
            openPositions[a] = book.rowStart(a + 1) - book.rowStart(a);
            openAccounts[book.memberOf(a)] += openPositions[a] > 0 ? 1 : 0;
            requirementIsStale[a] = true;
        }
        for (int i = 0; i < liquidityLots.length; i++) {
            liquidityLots[i] = book.liquidityLotsOf(i);
        }
    }

    BigDecimal priceOf(int instrument) {
        return prices[instrument];
    }

    BigDecimal[] copyPrices() {
        return prices.clone();
    }

    BigDecimal fxToBaseOf(int instrument) {
        return fxToBase[instrument];
    }

    long lotsOf(int position) {
        return lots[position];
    }

    long liquidityLotsOf(int instrument) {
        return liquidityLots[instrument];
    }

    boolean isOpen(int account) {
        return openPositions[account] > 0;
    }

    /** Whether any of the member's accounts holds a position. */
    boolean hasOpenPositions(int member) {
        return openAccounts[member] > 0;
    }

    /**
     * Closes part or all of a position.
     *
     * @param member whom its account belongs to now
     */
    void close(int position, long closedLots, int member) {
        lots[position] = Math.subtractExact(lots[position], closedLots);
        int account = book.accountOf(position);
        requirementIsStale[account] = true;
        if (lots[position] == 0 && --openPositions[account] == 0) {
            openAccounts[member]--;
        }
    }

    void addToLiquidity(int instrument, long signedLots) {
        liquidityLots[instrument] = Math.addExact(liquidityLots[instrument], signedLots);
    }

    /** Notes that an account moved from one member to another. */
    void port(int account, int from, int to) {
        int open = isOpen(account) ? 1 : 0;
        openAccounts[from] -= open;
        openAccounts[to] += open;
    }

    void takePrice(int instrument, BigDecimal price) {
        prices[instrument] = price;
        margin.priceChanged(instrument, price);
    }

    /** Notes that the price of something the account holds changed. */
    void requirementChanged(int account) {
        requirementIsStale[account] = true;
    }

    /** Maintenance margin of the account at the current prices (rule 4.8). */
    long requirementOf(int account) {
        if (requirementIsStale[account]) {
            requirement[account] = margin.requirement(account, lots);
            requirementIsStale[account] = false;
        }
        return requirement[account];
    }

    /** A price difference of one lot in base minor units, exact. */
    BigDecimal minorUnitsPerLot(int instrument, BigDecimal price) {
        return book.instrument(instrument).unitsPerLot().multiply(price).multiply(fxToBase[instrument])
                .movePointRight(baseScale);
    }

    /** The sum of |quantity| x multiplier x b(price) x FX at the current prices, exact, in base units. */
    BigDecimal openNotionalOf(int account) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int p = book.rowStart(account); p < book.rowStart(account + 1); p++) {
            if (lots[p] != 0) {
                int i = book.instrumentOf(p);
                Instrument instrument = book.instrument(i);
                sum = sum.add(instrument.unitsPerLot().multiply(instrument.prices().base(prices[i]))
                        .multiply(fxToBase[i]).multiply(BigDecimal.valueOf(lots[p]).abs()));
            }
        }
        return sum;
    }
}
