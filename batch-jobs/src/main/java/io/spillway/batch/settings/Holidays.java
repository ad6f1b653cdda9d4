package io.spillway.batch.settings;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The house's calendar: Saturdays, Sundays and these dates are no business days.
 *
 * @param names the holidays' names by date
 */
public record Holidays(SortedMap<LocalDate, String> names) {

    public Holidays {
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    public boolean isBusinessDay(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY && !names.containsKey(date);
    }

    /** Whether the calendar has any holiday in the date's year; one that has none was not kept up. */
    public boolean covers(LocalDate date) {
        LocalDate first = date.withDayOfYear(1);
        return !names.subMap(first, first.plusYears(1)).isEmpty();
    }
}
