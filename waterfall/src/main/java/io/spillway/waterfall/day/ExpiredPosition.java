package io.spillway.waterfall.day;

/**
 * A position that settled and is gone (rule 3.2).
 *
 * @param account index of the book, -1 for LIQUIDITY
 * @param lots signed as they were held
 */
public record ExpiredPosition(int account, int instrument, long lots) {
}
