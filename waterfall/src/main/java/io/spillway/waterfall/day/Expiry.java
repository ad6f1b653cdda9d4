package io.spillway.waterfall.day;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import java.time.LocalDate;
import java.util.List;

/** Takes positions that settled at expiry out of the book (rules 2.2, 3.2). */
final class Expiry {

    private final DayOpening opening;

    Expiry(DayOpening opening) {
        this.opening = opening;
    }

    /** @param expired filled with what is gone, in the book's order */
    ClearingBook without(ClearingBook book, List<ExpiredPosition> expired) {
        boolean[] settles = new boolean[book.instruments()];
        boolean any = false;
        for (int i = 0; i < settles.length; i++) {
            settles[i] = book.instrument(i).contract().isExpired(opening.businessDate());
            any |= settles[i] && (book.liquidityLotsOf(i) != 0 || book.columnStart(i + 1) > book.columnStart(i));
        }
        if (!any) {
            return book;
        }
        BookBuilder rest = opening.book().withoutPositions();
        for (int p = 0; p < book.positions(); p++) {
            if (settles[book.instrumentOf(p)]) {
                expired.add(new ExpiredPosition(book.accountOf(p), book.instrumentOf(p), book.lotsOf(p)));
            } else {
                rest.add(book.accountOf(p), book.instrumentOf(p), book.lotsOf(p));
            }
        }
        for (int i = 0; i < settles.length; i++) {
            if (!settles[i]) {
                rest.addLiquidity(i, book.liquidityLotsOf(i));
            } else if (book.liquidityLotsOf(i) != 0) {
                expired.add(new ExpiredPosition(-1, i, book.liquidityLotsOf(i)));
            }
        }
        return rest.build();
    }

    /** Instruments that should have settled on an earlier business day, and are still held. */
    static boolean isOverdue(LocalDate expiry, DayOpening opening) {
        return opening.previousDate().map(previous -> !expiry.isAfter(previous))
                .orElseGet(() -> expiry.isBefore(opening.businessDate()));
    }
}
