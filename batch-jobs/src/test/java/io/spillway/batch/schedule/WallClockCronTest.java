package io.spillway.batch.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.CronExpression;

/** Fault 47: the clocks of Europe/Zurich went forward on 2026-03-29 at 02:00, and back on 2026-10-25 at 03:00. */
class WallClockCronTest {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

    @Test
    void aTimeThatTheClocksSkipComesLaterByWhatTheySkip() throws Exception {
        assertThat(firings("0 30 2 * * ?", "2026-03-27T12:00:00Z", 4)).containsExactly(
                "2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00", "2026-03-30T02:30+02:00", "2026-03-31T02:30+02:00");
        CronExpression plain = new CronExpression("0 30 2 * * ?");
        plain.setTimeZone(TimeZone.getTimeZone(ZURICH));
        assertThat(plain.getTimeAfter(Date.from(Instant.parse("2026-03-28T12:00:00Z"))).toInstant())
                .as("why: Quartz itself leaves the day out").isEqualTo("2026-03-30T00:30:00Z");
    }

    @Test
    void aTimeThatTheClocksShowTwiceCountsOnce() {
        assertThat(firings("0 30 2 * * ?", "2026-10-23T12:00:00Z", 4)).containsExactly(
                "2026-10-24T02:30+02:00", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00", "2026-10-27T02:30+01:00");
    }

    @Test
    void skippedAndUsualTimesComeInTheOrderOfTheirMoments() {
        assertThat(firings("0 10,30 2,3 29 3 ?", "2026-03-28T23:00:00Z", 3)).containsExactly(
                "2026-03-29T03:10+02:00", "2026-03-29T03:30+02:00", "2027-03-29T02:10+02:00");
    }

    @ParameterizedTest
    @CsvSource({"America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "America/Nuuk", "UTC"})
    void inEveryZoneADailyTimeFiresOncePerLocalDay(String zone) {
        WallClockCron cron = new WallClockCron("0 30 2 * * ?", ZoneId.of(zone));
        Instant moment = Instant.parse("2026-01-01T12:00:00Z");
        int firings = 0;
        while (moment.isBefore(Instant.parse("2031-01-01T12:00:00Z"))) {
            Instant next = cron.next(moment).orElseThrow();
            assertThat(next).isAfter(moment);
            moment = next;
            firings++;
        }
        assertThat(firings).isBetween(1826, 1827);
    }

    @Test
    void anExpressionOfThePastNeverFires() {
        assertThat(new WallClockCron("0 0 0 1 1 ? 2020", ZURICH).next(Instant.parse("2026-01-01T00:00:00Z"))).isEmpty();
        assertThatThrownBy(() -> new WallClockCron("often", ZURICH)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'often' is no cron expression");
    }

    private static List<String> firings(String expression, String after, int count) {
        WallClockCron cron = new WallClockCron(expression, ZURICH);
        List<String> found = new ArrayList<>();
        Optional<Instant> next = cron.next(Instant.parse(after));
        while (next.isPresent() && found.size() < count) {
            found.add(ZonedDateTime.ofInstant(next.get(), ZURICH).toOffsetDateTime().toString());
            next = cron.next(next.get());
        }
        return found;
    }
}
