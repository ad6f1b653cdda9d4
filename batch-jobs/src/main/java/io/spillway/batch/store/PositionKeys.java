package io.spillway.batch.store;

/** Keys of the table input_position: a cycle's rows lie side by side, in the order of their lines. */
public final class PositionKeys {

    private static final int LINE_BITS = 32;

    private PositionKeys() {
    }

    /** @throws ArithmeticException if the cycle or the line passes what a key holds */
    public static long of(long cycleId, long line) {
        if (line < 0 || line >> LINE_BITS != 0 || cycleId < 0 || cycleId >> (LINE_BITS - 1) != 0) {
            throw new ArithmeticException("line " + line + " of cycle " + cycleId + " passes 32 bits");
        }
        return cycleId << LINE_BITS | line;
    }

    /** A condition on the rows of one cycle, for SQL; numbers of our own, no input. */
    public static String ofCycle(long cycleId) {
        return "row_key between " + of(cycleId, 0) + " and " + (of(cycleId + 1, 0) - 1);
    }
}
