package io.spillway.reports.workbook;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What a workbook is about: printed on its cover and in the header of every page.
 *
 * @param house name of the clearing house
 * @param businessDate the date reported; of a quarter, its last business date
 * @param quarter "2026Q3" where a quarter is reported, else null
 * @param cycle number of the cycle, or a sentence why there is none ("none: a drill, off the books")
 * @param digest of the cycle in hex, or a sentence why there is none
 * @param status of the cycle: OFFICIAL, SUPERSEDED, UNFUNDED, DRILL
 */
public record Subject(String house, LocalDate businessDate, String quarter, String cycle, String digest,
                      String status) {
    public Subject {
        Objects.requireNonNull(house, "house");
        Objects.requireNonNull(businessDate, "businessDate");
        Objects.requireNonNull(cycle, "cycle");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(status, "status");
    }

    /** One business date's subject. */
    public static Subject ofDay(String house, LocalDate businessDate, long cycle, String digest, String status) {
        return new Subject(house, businessDate, null, Long.toString(cycle), digest, status);
    }

    /** A drill's subject: no cycle, nothing in the ledger. */
    public static Subject ofDrill(String house, LocalDate asOf) {
        return new Subject(house, asOf, null, "none: a drill, off the books", "none: nothing was posted to the ledger",
                "DRILL");
    }

    String period() {
        return quarter == null ? businessDate.toString() : quarter;
    }
}
