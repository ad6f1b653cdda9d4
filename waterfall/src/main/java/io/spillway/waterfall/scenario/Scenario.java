package io.spillway.waterfall.scenario;

import java.math.BigDecimal;

/**
 * Price moves that could happen at once (rule 7.1).
 *
 * @param number from 0, in its source
 * @param name what people call it
 * @param moves per instrument of its source, in {@link #MOVE_SCALE}ths decimal place of the price base: whole numbers,
 *     so that a scenario is the same on any machine
 */
public record Scenario(int number, String name, long[] moves) {

    /** Decimal places of a move: -100,000,000 is a fall by a tenth of the price base. */
    public static final int MOVE_SCALE = 9;

    private static final double UNITS = 1e9;

    /** A move as a part of the price base. */
    public BigDecimal move(int instrument) {
        return BigDecimal.valueOf(moves[instrument], MOVE_SCALE);
    }

    /**
     * The border between risk arithmetic and prices: rounded half-up to {@link #MOVE_SCALE} places.
     *
     * @throws IllegalArgumentException if it is not a number, or a million times the price
     */
    static long unitsOf(double move, String what) {
        if (!(Math.abs(move) < 1e6)) {
            throw new IllegalArgumentException(what + ": a move of " + move + " is none; correct the history");
        }
        return Math.round(move * UNITS);
    }

    /** The scenario with every move taken so many times, rounded half-up. */
    public Scenario times(double factor) {
        long[] scaled = new long[moves.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = unitsOf(moves[i] / UNITS * factor, name);
        }
        return new Scenario(number, name, scaled);
    }
}
