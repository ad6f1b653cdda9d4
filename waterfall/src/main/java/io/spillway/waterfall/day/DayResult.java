package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.ledger.Journal;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Everything a day came to. Arrays follow the book's order; amounts are minor units, of the base currency where none
 * is named.
 *
 * @param inputs what was used of the inputs, and what was found
 * @param book positions after the day's trades and expiries, which the margin and the cascade work on
 * @param variationMargin of positions and trades
 * @param movements cash movements carried out, withdrawals refused left out
 * @param margins per account before the cascade
 * @param calls margin calls, by account
 * @param opening what the cascade began with
 * @param cascade what it did
 * @param end the house after it
 * @param close what the next day opens with
 * @param journals every double entry, numbered
 * @param products what it came to beyond plain futures
 * @param settlements calls, auction, recoveries and replenishments
 * @param digest SHA-256 in hexadecimal, chained to the cycle before (rule 6.3)
 */
public record DayResult(CheckedInputs inputs, ClearingBook book, VariationMargin variationMargin,
                        List<CheckedInputs.CashMovement> movements, Margins margins, List<MarginCall> calls,
                        OpeningState opening, CascadeResult cascade, CascadeState end, Close close,
                        List<Journal> journals, ProductResult products, Settlements settlements, String digest) {

    /**
     * Margin per account before the cascade.
     *
     * @param collateralValue positive cash and securities before haircut
     * @param equity rule 3.3
     * @param maintenance rule 4.1
     * @param initial rule 4.1
     */
    public record Margins(long[] collateralValue, long[] equity, long[] maintenance, long[] initial,
                          AccountStatus[] status) {
    }

    /**
     * A call for initial margin less equity (rule 4.7).
     *
     * @param amount base minor units
     */
    public record MarginCall(int account, long amount, ZonedDateTime dueAt) {
    }

    /**
     * What the next day opens with.
     *
     * @param marks closing mark per instrument, null where none (rule 2.4)
     * @param cash per currency and account
     * @param equity from that cash
     * @param accountMember the member of each account after porting
     * @param members means and standing
     * @param pots what is left in each shared pot
     * @param liquidityLots what LIQUIDITY holds
     * @param lastDefault business date of the last default of the running period
     * @param outside what LIQUIDITY gained, per currency: went to OUTSIDE (rule 2.7)
     * @param rounding what all postings' rounding left over, per currency
     */
    public record Close(BigDecimal[] marks, SortedMap<String, long[]> cash, long[] equity, int[] accountMember,
                        OpeningState.Members members, Map<LayerName, Long> pots, long[] liquidityLots,
                        Optional<LocalDate> lastDefault, SortedMap<String, Long> outside,
                        SortedMap<String, Long> rounding) {
    }

    DayResult withDigest(String newDigest) {
        return new DayResult(inputs, book, variationMargin, movements, margins, calls, opening, cascade, end, close,
                journals, products, settlements, newDigest);
    }

    /** Whether the day left a loss that nobody paid. */
    public boolean isUnfunded() {
        return end.unfunded() > 0;
    }
}
