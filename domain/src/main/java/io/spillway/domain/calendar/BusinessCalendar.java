package io.spillway.domain.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which days are business days: Monday to Friday without the holidays. */
public final class BusinessCalendar {

    private final SortedMap<LocalDate, String> holidays;

    /** @param holidays date and name */
    public BusinessCalendar(Map<LocalDate, String> holidays) {
        this.holidays = new TreeMap<>(holidays);
    }

    public boolean isBusinessDay(LocalDate date) {
        return date.getDayOfWeek() != DayOfWeek.SATURDAY && date.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays.containsKey(date);
    }

    /** Why the date is none: the holiday's name or the weekday; empty for a business day. */
    public String whyClosed(LocalDate date) {
        if (isBusinessDay(date)) {
            return "";
        }
        return holidays.getOrDefault(date, date.getDayOfWeek() == DayOfWeek.SATURDAY ? "Saturday" : "Sunday");
    }

    /** The first business day after the date. */
    public LocalDate next(LocalDate date) {
        LocalDate next = date.plusDays(1);
        while (!isBusinessDay(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** The last business day before the date. */
    public LocalDate previous(LocalDate date) {
        LocalDate previous = date.minusDays(1);
        while (!isBusinessDay(previous)) {
            previous = previous.minusDays(1);
        }
        return previous;
    }

    /** The date that is so many business days after another; zero is the date itself. */
    public LocalDate plusBusinessDays(LocalDate date, int businessDays) {
        LocalDate result = date;
        for (int i = 0; i < businessDays; i++) {
            result = next(result);
        }
        return result;
    }
}
