package io.spillway.batch.launch;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What tells one run of the day from another: nothing else is identifying (rule 2.3).
 *
 * @param cycle counted from 1
 */
public record RunIdentity(LocalDate businessDate, int cycle) {

    /** Parameter names of every job of the day. */
    public static final String BUSINESS_DATE = "businessDate";
    public static final String CYCLE = "cycle";

    public RunIdentity {
        Objects.requireNonNull(businessDate, "businessDate");
        if (cycle < 1) {
            throw new IllegalArgumentException("cycle must be 1 or more, not " + cycle);
        }
    }

    /** For sentences: 2026-03-27 cycle 1. */
    @Override
    public String toString() {
        return businessDate + " cycle " + cycle;
    }
}
