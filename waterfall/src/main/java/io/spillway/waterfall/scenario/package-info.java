/** Scenarios: vectors of price moves from the past, from config or drawn at random, each the same whoever computes it. */
package io.spillway.waterfall.scenario;
