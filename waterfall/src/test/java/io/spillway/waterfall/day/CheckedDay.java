package io.spillway.waterfall.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** A house whose first day is closed, and what the checks of the second day find. */
abstract class CheckedDay {

    DayHouse house;
    DayOpening second;

    /** A long 10 GAS and 1 ESX against B; a first day at the usual prices is closed. */
    @BeforeEach
    void closeAFirstDay() {
        house = new DayHouse().member("A", 0, 100_00).house("A").member("B", 0, 100_00).house("B")
                .holding("A-H", "GAS", 10).holding("B-H", "GAS", -10).holding("A-H", "ESX", 1)
                .holding("B-H", "ESX", -1);
        DayOpening first = house.firstDay();
        second = house.dayAfter(first, house.run(first, DayFiles.usual().cash("1", "A-H", "USD", "100000")
                .cash("2", "B-H", "USD", "100000")));
    }

    static DayFiles files() {
        return DayFiles.usual().price("OIL", "71").price("NKY", "30001").price("GAS", "101").price("ESX", "4001");
    }

    /** CODE item, one a finding. */
    List<String> found(DayFiles files) {
        return house.check(second, files).findings().stream().map(f -> f.code() + " " + f.item()).toList();
    }

    List<String> rejected(DayFiles files) {
        return house.check(second, files).rejects().stream().map(r -> r.file() + " " + r.line() + " " + r.column())
                .toList();
    }

    void requireBlocked(DayFiles files) {
        assertThat(house.check(second, files).isBlocked()).isTrue();
        assertThatThrownBy(() -> house.run(second, files)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("blocked");
    }

    void requireGoesOn(DayFiles files) {
        assertThat(house.check(second, files).isBlocked()).isFalse();
        assertThat(house.run(second, files).digest()).isNotEmpty();
    }
}
