package io.spillway.batch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessDaysTest {

    @ParameterizedTest
    @ValueSource(strings = {"1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2026-04-05", "2027-03-28", "2038-04-25"})
    void easterSundayIsThatOfTheCalendar(String date) {
        LocalDate easter = LocalDate.parse(date);
        assertThat(BusinessDays.easterSunday(easter.getYear())).isEqualTo(easter);
    }

    @Test
    void weekendsAndHolidaysAreLeftOut() {
        assertThat(BusinessDays.from(LocalDate.of(2027, 3, 25), 3)).containsExactly(
                LocalDate.of(2027, 3, 25), LocalDate.of(2027, 3, 30), LocalDate.of(2027, 3, 31));
        assertThat(BusinessDays.before(LocalDate.of(2027, 1, 4), 2)).containsExactly(
                LocalDate.of(2026, 12, 30), LocalDate.of(2026, 12, 31));
    }
}
