package io.spillway.domain.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fault 9: weekends and holidays are no business days. */
class BusinessCalendarTest {

    /** 2026-04-03 is Good Friday, 2026-04-06 Easter Monday. */
    private final BusinessCalendar calendar = new BusinessCalendar(Map.of(
            LocalDate.of(2026, 4, 3), "Good Friday", LocalDate.of(2026, 4, 6), "Easter Monday",
            LocalDate.of(2026, 12, 26), "Boxing Day"));

    private static LocalDate april(int day) {
        return LocalDate.of(2026, 4, day);
    }

    @Test
    void holidaysAndWeekendsAreClosedAndSayWhy() {
        assertThat(calendar.whyClosed(april(2))).isEmpty();
        assertThat(calendar.whyClosed(april(3))).isEqualTo("Good Friday");
        assertThat(calendar.whyClosed(april(4))).isEqualTo("Saturday");
        assertThat(calendar.whyClosed(april(5))).isEqualTo("Sunday");
        assertThat(calendar.whyClosed(LocalDate.of(2026, 12, 26))).isEqualTo("Boxing Day");
        assertThat(calendar.isBusinessDay(april(6))).isFalse();
        assertThat(calendar.isBusinessDay(april(7))).isTrue();
    }

    @Test
    void nextAndPreviousSkipThem() {
        assertThat(calendar.next(april(2))).isEqualTo(april(7));
        assertThat(calendar.previous(april(7))).isEqualTo(april(2));
        assertThat(calendar.next(april(4))).isEqualTo(april(7));
        assertThat(calendar.previous(april(5))).isEqualTo(april(2));
        assertThat(calendar.next(april(7))).isEqualTo(april(8));
    }

    @Test
    void countsBusinessDays() {
        assertThat(calendar.plusBusinessDays(april(1), 0)).isEqualTo(april(1));
        assertThat(calendar.plusBusinessDays(april(1), 1)).isEqualTo(april(2));
        assertThat(calendar.plusBusinessDays(april(1), 2)).isEqualTo(april(7));
        assertThat(calendar.plusBusinessDays(april(1), 20)).isEqualTo(LocalDate.of(2026, 5, 1));
    }

    @Test
    void crossesLeapDaysAndYears() {
        assertThat(calendar.next(LocalDate.of(2028, 2, 28))).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(calendar.next(LocalDate.of(2026, 12, 31))).isEqualTo(LocalDate.of(2027, 1, 1));
    }
}
