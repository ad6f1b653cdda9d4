package io.spillway.batch.schedule;

import java.time.LocalDate;

/** The house's calendar, as far as the schedule needs it. */
@FunctionalInterface
public interface BusinessDays {

    boolean isBusinessDay(LocalDate date);
}
