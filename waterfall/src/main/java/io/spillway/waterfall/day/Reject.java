package io.spillway.waterfall.day;

import java.util.Comparator;

/**
 * A row that was not used.
 *
 * @param line number in the file, the header being line 1; 0 where the whole file is meant
 * @param column name of the column, or empty where the whole row is meant
 * @param value what stood there, cut where it is long
 * @param reason what is wrong and what to do
 */
public record Reject(String file, long line, String column, String value, String reason) {

    public static final Comparator<Reject> ORDER = Comparator.comparing(Reject::file)
            .thenComparingLong(Reject::line).thenComparing(Reject::column).thenComparing(Reject::reason);
}
