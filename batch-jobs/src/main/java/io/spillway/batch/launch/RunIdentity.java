package io.spillway.batch.launch;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What tells one run from another: nothing else is identifying. For the day itself that is business date and cycle (rule
 * 2.3).
 *
 * @param cycle counted from 1
 * @param request what a job about a closed cycle is asked, in full; empty for the day
 */
public record RunIdentity(LocalDate businessDate, int cycle, String request) {

    /** Parameter names of every job of the day. */
    public static final String BUSINESS_DATE = "businessDate";
    public static final String CYCLE = "cycle";
    /** Of a job about a closed cycle. */
    public static final String REQUEST = "request";

    /** A run of the day. */
    public RunIdentity(LocalDate businessDate, int cycle) {
        this(businessDate, cycle, "");
    }

    public RunIdentity {
        Objects.requireNonNull(businessDate, "businessDate");
        Objects.requireNonNull(request, "request");
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
