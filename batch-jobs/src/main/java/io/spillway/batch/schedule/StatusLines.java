package io.spillway.batch.schedule;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What the server tells on standard output: one line per event, with the house's local time and its offset. */
final class StatusLines {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    private final PrintWriter out;
    private final Clock clock;
    private final ZoneId zone;

    StatusLines(PrintWriter out, Clock clock, ZoneId zone) {
        this.out = out;
        this.clock = clock;
        this.zone = zone;
    }

    synchronized void say(String event) {
        out.println(local(clock.instant()) + "  " + event);
        out.flush();
    }

    /** A moment as these lines write it. */
    String local(Instant moment) {
        return FORMAT.format(moment.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }
}
