package io.spillway.batch.schedule;

import io.spillway.batch.settings.HouseSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which business date belongs to a firing of the schedule: the latest business day whose cut-off has passed in the
 * house's zone. A firing on a holiday, or one that was missed and comes late, so names a day that may be done already;
 * running it again does nothing.
 */
final class DayDates {

    private static final int MOST_DAYS_BACK = 60;
    private static final Duration LOOK_BACK = Duration.ofDays(MOST_DAYS_BACK);

    private final WallClockCron cron;
    private final ZoneId zone;
    private final LocalTime cutOff;
    private final BusinessDays businessDays;

    DayDates(HouseSettings house, BusinessDays businessDays) {
        this.cron = new WallClockCron(house.endOfDayCron(), house.zone());
        this.zone = house.zone();
        this.cutOff = house.cutOff();
        this.businessDays = businessDays;
    }

    /** @throws IllegalStateException when the calendar has no business day in the 60 days before */
    LocalDate businessDate(Instant firing) {
        ZonedDateTime local = firing.atZone(zone);
        LocalDate date = local.toLocalTime().isBefore(cutOff) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
        LocalDate oldest = date.minusDays(MOST_DAYS_BACK);
        while (!businessDays.isBusinessDay(date)) {
            date = date.minusDays(1);
            if (date.isBefore(oldest)) {
                throw new IllegalStateException("the calendar has no business day in the " + MOST_DAYS_BACK
                        + " days before " + firing);
            }
        }
        return date;
    }

    /** When the schedule fires next; empty when never again. */
    Optional<Instant> nextFiring(Instant after) {
        return cron.next(after);
    }

    /**
     * Business days that should have run by now and have not: after the first day that ever ran, up to the one of the
     * last firing.
     *
     * @param first the earliest day on record
     * @param done days that completed
     */
    List<LocalDate> outstanding(LocalDate first, Set<LocalDate> done, Instant now) {
        return lastFiring(now).map(this::businessDate).map(last -> first.datesUntil(last.plusDays(1))
                .filter(businessDays::isBusinessDay).filter(date -> !done.contains(date)).toList()).orElse(List.of());
    }

    private Optional<Instant> lastFiring(Instant now) {
        // Near first: an expression that fires every second must not be walked through for weeks.
        for (Duration back = Duration.ofMinutes(1); back.compareTo(LOOK_BACK) <= 0; back = back.multipliedBy(2)) {
            Optional<Instant> found = Optional.empty();
            Optional<Instant> next = cron.next(now.minus(back));
            while (next.isPresent() && !next.get().isAfter(now)) {
                found = next;
                next = cron.next(next.get());
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
