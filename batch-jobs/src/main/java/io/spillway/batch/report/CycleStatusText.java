package io.spillway.batch.report;

/** A cycle's status as people read it: a closed one is superseded once a later cycle of its date is closed. */
public final class CycleStatusText {

    /** The column, of {@code clearing_cycle c}. */
    public static final String SQL = "case when c.status in ('CLOSED', 'UNFUNDED') and exists (select 1"
            + " from clearing_cycle later where later.business_date = c.business_date and later.cycle_no > c.cycle_no"
            + " and later.status in ('CLOSED', 'UNFUNDED')) then 'SUPERSEDED' else c.status end";

    private CycleStatusText() {
    }
}
