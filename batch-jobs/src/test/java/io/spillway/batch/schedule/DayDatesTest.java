package io.spillway.batch.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.settings.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default house: Europe/Zurich, cut-off 18:00, TARGET holidays (Good Friday 2026-04-03, Easter Monday 04-06). */
class DayDatesTest {

    private final Settings settings = Settings.defaults();
    private final DayDates dates = new DayDates(settings.house(), settings.holidays()::isBusinessDay);

    @ParameterizedTest
    @CsvSource({
        "2026-03-27T17:30:00Z, 2026-03-27, Friday 18:30",
        "2026-03-27T16:59:59Z, 2026-03-26, a second before the cut-off",
        "2026-03-27T17:00:00Z, 2026-03-27, the cut-off itself",
        "2026-03-28T17:30:00Z, 2026-03-27, Saturday",
        "2026-03-30T07:00:00Z, 2026-03-27, a missed Friday made up for on Monday morning",
        "2026-03-29T16:00:00Z, 2026-03-27, after the clocks went forward",
        "2026-03-31T00:30:00Z, 2026-03-30, 02:30 at night",
        "2026-04-06T16:30:00Z, 2026-04-02, Easter Monday"})
    void aFiringNamesTheLatestBusinessDayWhoseCutOffHasPassed(Instant firing, LocalDate date, String why) {
        assertThat(dates.businessDate(firing)).as(why).isEqualTo(date);
    }

    @Test
    void outstandingDaysAreThoseBetweenTheFirstRunAndTheLastFiring() {
        LocalDate first = LocalDate.of(2026, 3, 30);
        Set<LocalDate> done = Set.of(first, LocalDate.of(2026, 4, 1));
        assertThat(dates.outstanding(first, done, Instant.parse("2026-04-07T16:29:00Z")))
                .containsExactly(LocalDate.of(2026, 3, 31), LocalDate.of(2026, 4, 2));
        assertThat(dates.outstanding(first, done, Instant.parse("2026-04-07T16:31:00Z")))
                .containsExactly(LocalDate.of(2026, 3, 31), LocalDate.of(2026, 4, 2), LocalDate.of(2026, 4, 7));
    }

    @Test
    void aScheduleThatNeverFiredHasNothingOutstanding() {
        Settings never = settings.with("house.endOfDay", "0 0 0 1 1 ? 2020");
        DayDates none = new DayDates(never.house(), never.holidays()::isBusinessDay);
        assertThat(none.nextFiring(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
        assertThat(none.outstanding(LocalDate.of(2026, 1, 1), Set.of(), Instant.parse("2026-02-01T00:00:00Z")))
                .isEqualTo(List.of());
    }

    @Test
    void aCalendarWithoutBusinessDaysIsAnErrorAndNoEndlessSearch() {
        DayDates none = new DayDates(settings.house(), date -> false);
        assertThatThrownBy(() -> none.businessDate(Instant.parse("2026-03-27T17:30:00Z")))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("no business day");
    }
}
