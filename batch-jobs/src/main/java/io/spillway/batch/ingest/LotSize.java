package io.spillway.batch.ingest;

import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.money.Decimals;

/** Turns quantities of one instrument into lots, in 64 bits where they fit. */
final class LotSize {

    /** Digits that surely fit 64 bits. */
    private static final int SURE_DIGITS = 18;
    private static final int RADIX = 10;

    private final Instrument instrument;
    private final long units;
    private final int scale;

    LotSize(Instrument instrument) {
        this.instrument = instrument;
        boolean fits = instrument.lot().precision() <= SURE_DIGITS;
        this.units = fits ? instrument.lot().unscaledValue().longValueExact() : 0;
        this.scale = instrument.lot().scale();
    }

    /**
     * The lots that a cell's quantity is.
     *
     * @throws RejectedRow if it is no number, has too many places, is no whole number of lots, or passes 64 bits
     *     (rule 1.2, faults 17, 28)
     */
    long lotsOf(CsvRow row, int column) {
        char[] text = row.buffer();
        int start = row.start(column);
        int end = start + row.length(column);
        boolean negative = start < end && text[start] == '-';
        int first = negative ? start + 1 : start;
        long value = 0;
        int places = -1;
        for (int i = first; i < end; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                value = value * RADIX + (c - '0');
                places = places < 0 ? -1 : places + 1;
            } else if (c == '.' && places < 0 && i > first && i < end - 1) {
                places = 0;
            } else {
                return exact(row, column);
            }
        }
        int ownPlaces = Math.max(places, 0);
        if (units == 0 || first == end || end - first + Math.max(0, scale - ownPlaces) > SURE_DIGITS
                || ownPlaces > scale) {
            return exact(row, column);
        }
        for (int i = ownPlaces; i < scale; i++) {
            value *= RADIX;
        }
        if (value % units != 0) {
            return exact(row, column);
        }
        return negative ? -(value / units) : value / units;
    }

    /** The long way round, which also knows what to say. */
    private long exact(CsvRow row, int column) {
        try {
            return instrument.lots(row.decimal(column, Decimals.MAX_QUANTITY_SCALE));
        } catch (IllegalArgumentException e) {
            throw row.reject(column, e.getMessage());
        }
    }
}
