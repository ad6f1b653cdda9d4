package io.spillway.waterfall.cascade;

/**
 * A winner's position, or part of it, that deleveraging closed.
 *
 * @param lots signed as they were held
 */
public record Deleveraged(int round, int account, int instrument, long lots) {
}
