package io.spillway.batch.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorSettingsTest {

    private static final GeneratorSettings SAMPLE = GeneratorSettings.sample(LocalDate.of(2027, 2, 1), 1);

    @ParameterizedTest
    @CsvSource({
        "1,10,5,10,members is 1; give 2 to",
        "10,9,5,10,accounts is 9; give 10 to",
        "2,2,0,2,instruments is 0; give 1 to",
        "2,2,1,1,positions is 1; give 2 to 2 (at most accounts x instruments)",
        "5,10,3,31,positions is 31; give 2 to 30 (at most accounts x instruments)",
        "2,2,5,3,positions is 3: with 2 accounts every instrument has 2 positions or none",
        "5,10000000,50000,2147483647,"})
    void impossibleSizesAreRefusedWithWhatWouldDo(int members, int accounts, int instruments, int positions,
            String message) {
        if (message == null) {
            assertThat(SAMPLE.withSizes(members, accounts, instruments, positions).positions()).isEqualTo(positions);
        } else {
            assertThatThrownBy(() -> SAMPLE.withSizes(members, accounts, instruments, positions))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
        }
    }

    @Test
    void aCrashDayOutsideTheDaysIsRefused() {
        assertThatThrownBy(() -> SAMPLE.withDays(3, 4)).hasMessageContaining("crashDay is 4; give 1 to 3");
        assertThatThrownBy(() -> SAMPLE.withDays(0, 0)).hasMessageContaining("days is 0");
        assertThatThrownBy(() -> copy(Crash.NONE, 2, "House", LocalTime.NOON)).hasMessageContaining("crash is NONE; give 0");
    }

    @Test
    void aHouseNeedsANameAndTradesNeedTimeBeforeTheCutOff() {
        assertThatThrownBy(() -> copy(Crash.NONE, 0, " ", LocalTime.NOON)).hasMessageContaining("house is empty");
        assertThatThrownBy(() -> copy(Crash.NONE, 0, "House", LocalTime.of(0, 30)))
                .hasMessageContaining("cutOff is 00:30");
    }

    private static GeneratorSettings copy(Crash crash, int crashDay, String house, LocalTime cutOff) {
        return new GeneratorSettings(2, 2, 1, 2, 3, crash, crashDay, 1, SAMPLE.firstBusinessDate(), house, cutOff,
                SAMPLE.zone());
    }
}
