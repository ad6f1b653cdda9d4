package io.spillway.batch.settings;

import io.spillway.waterfall.cascade.CascadeRules;

/**
 * The house's settings of a default.
 *
 * @param rules of every cascade
 * @param coolingOffDays business days after the last default that end a default-management period (5.13.7)
 * @param contagionMap whether losses are traced (5.16)
 * @param cascadeBooking whether a cascade waits for an operator (5.18)
 */
public record WaterfallSettings(CascadeRules rules, int coolingOffDays, ContagionMapping contagionMap,
                                CascadeBookingMode cascadeBooking) {
}
