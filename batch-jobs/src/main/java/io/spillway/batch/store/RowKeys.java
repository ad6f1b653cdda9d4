package io.spillway.batch.store;

import java.util.List;

/**
 * Keys of the large tables: cycle * 2^32 + number of the row within the cycle. A cycle's rows lie side by side, and as
 * the only key of its table such a number is H2's own row number, which spares a second tree beside the rows.
 */
public final class RowKeys {

    /** Tables of results keyed so; each also has its cycle as a column. */
    public static final List<String> TABLES = List.of("position_change", "position_snapshot", "variation_margin",
            "account_margin", "account_cash", "journal");

    private static final int ROW_BITS = 32;
    private static final int SLICE_BITS = 28;

    private RowKeys() {
    }

    /** What of position_change one step writes; each has numbers of its own, so that it can be written again alone. */
    enum Slice {
        /** The opening book of the first day. */
        OPENING,
        /** Trades and expiries. */
        ROLLED,
        /** What the cascade closed. */
        CLOSED_OUT,
        /** What an auction closed. */
        AUCTIONED
    }

    /**
     * The key of a row.
     *
     * @param row 0 to 2^32 - 1, such as the line of an input file
     * @throws ArithmeticException if the cycle or the row passes what a key holds
     */
    public static long of(long cycleId, long row) {
        if (row < 0 || row >> ROW_BITS != 0 || cycleId < 0 || cycleId >> (ROW_BITS - 1) != 0) {
            throw new ArithmeticException("row " + row + " of cycle " + cycleId + " passes 32 bits");
        }
        return cycleId << ROW_BITS | row;
    }

    /** The first key of a slice; it has room for 2^28 rows. */
    static long of(long cycleId, Slice slice) {
        return of(cycleId, (long) slice.ordinal() << SLICE_BITS);
    }

    /** A cycle's last key. */
    static long lastOf(long cycleId) {
        return of(cycleId + 1, 0) - 1;
    }

    /** The cycle of a key; null for null, which is what an empty table's greatest key is. */
    static Long cycleOf(Long rowKey) {
        return rowKey == null ? null : Long.valueOf(rowKey >> ROW_BITS);
    }

    /** A condition on the rows of one cycle, for SQL; numbers of our own, no input. */
    public static String ofCycle(long cycleId) {
        return between("row_key", of(cycleId, 0), lastOf(cycleId));
    }

    /** To follow {@code cycle_id = ?}, so that only the cycle's rows are read: {@code  and row_key between ..}. */
    public static String and(long cycleId) {
        return " and " + ofCycle(cycleId);
    }

    /** The same where the table has another name in the query: {@code and("v", 7)}. */
    public static String and(String alias, long cycleId) {
        return " and " + between(alias + ".row_key", of(cycleId, 0), lastOf(cycleId));
    }

    /** A condition on the rows of one slice; not to be joined with another by "or", which reads the whole table. */
    static String ofSlice(long cycleId, Slice slice) {
        long first = of(cycleId, slice);
        return between("row_key", first, first + (1L << SLICE_BITS) - 1);
    }

    private static String between(String column, long first, long last) {
        return column + " between " + first + " and " + last;
    }
}
