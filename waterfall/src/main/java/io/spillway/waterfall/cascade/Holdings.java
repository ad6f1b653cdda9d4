package io.spillway.waterfall.cascade;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.margin.FlatRateMargin;
import java.math.BigDecimal;

/** Positions, prices and requirements of the house while a cascade runs; the money is {@link CascadeState}'s. */
final class Holdings {

    /** What is known of an account's requirement: it is the one last worked out, or at most that, or neither. */
    private static final byte KNOWN = 0;
    private static final byte LOWER = 1;
    private static final byte UNKNOWN = 3;

    private final ClearingBook book;
    private final int baseScale;
    private final BigDecimal[] prices;
    private final BigDecimal[] fxToBase;
    private final FlatRateMargin margin;
    /** Lots of each position twice: in rows for an account's margin, in columns for an instrument's re-mark. */
    private final long[] lots;
    private final long[] columnLots;
    private final long[] liquidityLots;
    private final int[] openPositions;
    private final int[] openAccounts;
    private final long[] requirement;
    private final byte[] requirementIs;

    Holdings(ClearingBook book, OpeningState opening) {
        this.book = book;
        this.baseScale = opening.baseScale();
        this.prices = opening.prices().clone();
        this.fxToBase = opening.fxToBase();
        this.margin = new FlatRateMargin(book, prices, fxToBase, baseScale);
        this.lots = book.copyLots();
        this.columnLots = new long[lots.length];
        for (int entry = 0; entry < columnLots.length; entry++) {
            columnLots[entry] = lots[book.columnPosition(entry)];
        }
        this.liquidityLots = new long[book.instruments()];
        this.openPositions = new int[book.accounts()];
        this.openAccounts = new int[book.members()];
        this.requirement = new long[book.accounts()];
        this.requirementIs = new byte[book.accounts()];
        for (int a = 0; a < openPositions.length; a++) {
            openPositions[a] = book.rowStart(a + 1) - book.rowStart(a);
            openAccounts[book.memberOf(a)] += openPositions[a] > 0 ? 1 : 0;
            requirementIs[a] = UNKNOWN;
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

    /** Lots of the position that an entry of the book's columns stands for. */
    long lotsOfEntry(int entry) {
        return columnLots[entry];
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
        columnLots[book.entryOf(position)] = lots[position];
        int account = book.accountOf(position);
        requirementIs[account] |= LOWER;
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

    /**
     * Takes a new price.
     *
     * @return what it makes of the requirements of those who hold the instrument: LOWER or UNKNOWN
     */
    byte takePrice(int instrument, BigDecimal price) {
        prices[instrument] = price;
        return margin.priceChanged(instrument, price) > 0 ? UNKNOWN : LOWER;
    }

    /** Notes what a price has made of the requirement of an account that holds the instrument. */
    void requirementChanged(int account, byte to) {
        requirementIs[account] |= to;
    }

    /** Whether equity is below the maintenance margin at the current prices; equal is not below (rule 4.2). */
    boolean isBelowRequirement(int account, long equity) {
        boolean coversMore = requirementIs[account] == LOWER && equity >= requirement[account];
        return !coversMore && equity < requirementOf(account);
    }

    /** Maintenance margin of the account at the current prices (rule 4.8). */
    long requirementOf(int account) {
        if (requirementIs[account] != KNOWN) {
            requirement[account] = margin.requirement(account, lots);
            requirementIs[account] = KNOWN;
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
