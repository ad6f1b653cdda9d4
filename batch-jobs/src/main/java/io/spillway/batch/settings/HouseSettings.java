package io.spillway.batch.settings;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The clearing house and its day.
 *
 * @param name as the manifests state it
 * @param baseCurrency of the waterfall and of every requirement
 * @param minorUnitDigits decimal places by currency where they are not ISO 4217's (rule 1.1)
 * @param zone of every local time here
 * @param cutOff trades after it belong to the next business day (fault 27)
 * @param endOfDayCron when the schedule starts the day, a Quartz expression in the zone
 * @param calendar the file of the holidays, inside the configuration directory
 * @param callDue when a margin call must be met on the next business day (rule 4.7)
 */
public record HouseSettings(
        String name,
        String baseCurrency,
        SortedMap<String, Integer> minorUnitDigits,
        ZoneId zone,
        LocalTime cutOff,
        String endOfDayCron,
        String calendar,
        LocalTime callDue) {

    public HouseSettings {
        minorUnitDigits = Collections.unmodifiableSortedMap(new TreeMap<>(minorUnitDigits));
    }

    /**
     * Decimal places of a currency's minor unit.
     *
     * @throws IllegalArgumentException when neither the house nor ISO 4217 knows the currency
     */
    public int scaleOf(String currency) {
        Integer own = minorUnitDigits.get(currency);
        if (own != null) {
            return own;
        }
        int digits;
        try {
            digits = Currency.getInstance(currency).getDefaultFractionDigits();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(unknown(currency), e);
        }
        if (digits < 0) {
            throw new IllegalArgumentException(unknown(currency));
        }
        return digits;
    }

    private static String unknown(String currency) {
        return "currency " + currency + " has no minor unit in ISO 4217; give it one under house.minorUnitDigits";
    }
}
