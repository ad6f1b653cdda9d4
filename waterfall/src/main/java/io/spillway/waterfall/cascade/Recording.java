package io.spillway.waterfall.cascade;

/** How much of a cascade is kept: all for a day and a drill, less where thousands are run to size a fund. */
public enum Recording {
    /** Transfers, close-outs and the contagion map. */
    FULL,
    /** Transfers and close-outs, no contagion map. */
    WITHOUT_MAP,
    /** Rounds and layers only. */
    ROUNDS;

    boolean keepsTransfers() {
        return this != ROUNDS;
    }

    boolean keepsMap() {
        return this == FULL;
    }
}
