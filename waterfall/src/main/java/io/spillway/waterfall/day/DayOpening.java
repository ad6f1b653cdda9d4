package io.spillway.waterfall.day;

import io.spillway.domain.book.ClearingBook;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The house as the day opens: what the previous official cycle closed with, or on the first day the opening values of
 * the reference files (rule 2.5). Amounts of members and pots are base minor units.
 *
 * @param previousDate the business date whose close this is; none on the first day
 * @param previousDigest digest of that cycle, or empty
 * @param book opening positions; accounts under their present members
 * @param marks closing mark per instrument (rule 2.4); null where there is none yet
 * @param daysUnchanged business days that the published price has not moved, per instrument
 * @param publishedPrices last published price per instrument, null where there is none
 * @param fx last rates to the base currency by currency code
 * @param ownCloseOuts what the previous cycle itself closed (rule 2.6)
 * @param cash minor units by currency code, then by account index
 * @param members means and standing; contribution and calls of the default-management period
 * @param lastDefault business date of the last default, where its default-management period ran on the day before;
 *     whether it still runs is the day's to decide (5.13.7)
 * @param securities held as collateral
 * @param outstanding calls, replenishments and recoveries that earlier days left to be settled
 */
public record DayOpening(LocalDate businessDate, int cycle, House house, Optional<LocalDate> previousDate,
                         String previousDigest, ClearingBook book, BigDecimal[] marks, int[] daysUnchanged,
                         BigDecimal[] publishedPrices, Map<String, BigDecimal> fx,
                         List<OwnCloseOut> ownCloseOuts, Map<String, long[]> cash, OpeningState.Members members,
                         Map<LayerName, Long> pots, Optional<LocalDate> lastDefault, Securities securities,
                         Outstanding outstanding) {

    /** An opening on which nothing of earlier days is left to be settled. */
    public DayOpening(LocalDate businessDate, int cycle, House house, Optional<LocalDate> previousDate,
            String previousDigest, ClearingBook book, BigDecimal[] marks, int[] daysUnchanged,
            BigDecimal[] publishedPrices, Map<String, BigDecimal> fx, List<OwnCloseOut> ownCloseOuts,
            Map<String, long[]> cash, OpeningState.Members members, Map<LayerName, Long> pots,
            Optional<LocalDate> lastDefault, Securities securities) {
        this(businessDate, cycle, house, previousDate, previousDigest, book, marks, daysUnchanged, publishedPrices, fx,
                ownCloseOuts, cash, members, pots, lastDefault, securities, Outstanding.NONE);
    }

    /**
     * Lots that the house closed out of a position, signed as they were held.
     *
     * @param account index of the opening book
     * @param instrument index of the opening book
     */
    public record OwnCloseOut(int account, int instrument, long lots) {
    }

    /** Whether the house has no day before this one. */
    public boolean isFirstDay() {
        return previousDate.isEmpty();
    }
}
