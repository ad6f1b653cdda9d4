package io.spillway.batch.generate;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The generated house's calendar: no business on weekends and the six closing days of the euro's settlement system. */
final class BusinessDays {

    private BusinessDays() {
    }

    /** The holidays of the years from first to last, with their names, in order. */
    static SortedMap<LocalDate, String> holidays(int firstYear, int lastYear) {
        SortedMap<LocalDate, String> holidays = new TreeMap<>();
        for (int year = firstYear; year <= lastYear; year++) {
            LocalDate easter = easterSunday(year);
            holidays.put(LocalDate.of(year, 1, 1), "New Year's Day");
            holidays.put(easter.minusDays(2), "Good Friday");
            holidays.put(easter.plusDays(1), "Easter Monday");
            holidays.put(LocalDate.of(year, 5, 1), "Labour Day");
            holidays.put(LocalDate.of(year, 12, 25), "Christmas Day");
            holidays.put(LocalDate.of(year, 12, 26), "Second Day of Christmas");
        }
        return holidays;
    }

    static boolean isBusinessDay(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays(date.getYear(), date.getYear()).containsKey(date);
    }

    /** {@code count} business days from {@code first}, which must be one. */
    static List<LocalDate> from(LocalDate first, int count) {
        if (!isBusinessDay(first)) {
            throw new IllegalArgumentException("firstBusinessDate is " + first + ", a "
                    + holidays(first.getYear(), first.getYear()).getOrDefault(first, "weekend day")
                    + "; give a business day");
        }
        List<LocalDate> days = new ArrayList<>(count);
        for (LocalDate date = first; days.size() < count; date = date.plusDays(1)) {
            if (isBusinessDay(date)) {
                days.add(date);
            }
        }
        return days;
    }

    /** The {@code count} business days before {@code date}, oldest first. */
    static List<LocalDate> before(LocalDate date, int count) {
        List<LocalDate> days = new ArrayList<>(count);
        for (LocalDate day = date.minusDays(1); days.size() < count; day = day.minusDays(1)) {
            if (isBusinessDay(day)) {
                days.add(day);
            }
        }
        Collections.reverse(days);
        return days;
    }

    /** Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher). */
    static LocalDate easterSunday(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
