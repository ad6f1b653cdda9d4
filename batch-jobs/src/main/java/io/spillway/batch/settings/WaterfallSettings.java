package io.spillway.batch.settings;

import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.day.DayRules;

/**
 * The house's settings of a default.
 *
 * @param rules of every cascade
 * @param coolingOffDays business days after the last default that end a default-management period (5.13.7)
 * @param contagionMap whether losses are traced (5.16)
 * @param cascadeBooking whether a cascade waits for an operator (5.18)
 * @param obligations what is done about money owed over days (4.7, 5.13)
 */
public record WaterfallSettings(CascadeRules rules, int coolingOffDays, ContagionMapping contagionMap,
                                CascadeBookingMode cascadeBooking, DayRules.Obligations obligations) {
}
