package io.spillway.batch.schedule;

import java.text.ParseException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.quartz.CronExpression;

/**
 * A cron expression on the house's wall clock that fires once for each of its local times, also when the clocks change
 * (fault 47): a time that the clocks skip comes later by what they skip (02:30 becomes 03:30), a time that they show
 * twice counts the first time. Quartz by itself leaves a skipped time out, and with it the day.
 */
final class WallClockCron {

    private final CronExpression local;
    private final ZoneId zone;

    /** @throws IllegalArgumentException when the expression is none of Quartz */
    WallClockCron(String expression, ZoneId zone) {
        try {
            this.local = new CronExpression(expression);
        } catch (ParseException e) {
            throw new IllegalArgumentException("'" + expression + "' is no cron expression: " + e.getMessage(), e);
        }
        // Evaluated on local times written down as if they were UTC, where no clock ever changes.
        this.local.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        this.zone = zone;
    }

    /** The first firing after a moment; empty when the expression never fires again. */
    Optional<Instant> next(Instant after) {
        Optional<Instant> usual = firstAfter(after, LocalDateTime.ofInstant(after, zone), LocalDateTime.MAX);
        ZoneOffsetTransition change = zone.getRules().previousTransition(after.plusNanos(1));
        if (change == null || !change.isGap() || !after.isBefore(change.getInstant().plus(change.getDuration()))) {
            return usual;
        }
        // Just after the clocks went forward: the skipped times are still to come.
        Optional<Instant> skipped = firstAfter(after, change.getDateTimeBefore().minusSeconds(1),
                change.getDateTimeAfter());
        return Stream.of(usual, skipped).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    /** The first local time after one and before another whose moment is after a moment. */
    private Optional<Instant> firstAfter(Instant after, LocalDateTime from, LocalDateTime before) {
        LocalDateTime time = from;
        while (true) {
            Date found = local.getTimeAfter(Date.from(time.toInstant(ZoneOffset.UTC)));
            if (found == null) {
                return Optional.empty();
            }
            time = LocalDateTime.ofInstant(found.toInstant(), ZoneOffset.UTC);
            if (!time.isBefore(before)) {
                return Optional.empty();
            }
            // Within a gap the time moves on by its length, within an overlap the earlier offset counts.
            Instant candidate = time.atZone(zone).toInstant();
            if (candidate.isAfter(after)) {
                return Optional.of(candidate);
            }
        }
    }
}
