package io.spillway.batch.store;

import java.util.List;

/** The mapped rows, named one by one: searching the jar for them would cost every start time. */
public final class Entities {

    /** Every entity of the persistence unit. A row that is not listed here is not mapped. */
    public static final List<Class<?>> ALL = List.of(
            HouseLeaseRow.class,
            HouseLeaseHeartbeatRow.class,
            ClearingCycleRow.class,
            CycleCheckRow.class,
            FindingRow.class,
            LayerStateRow.class,
            MemberStateRow.class);

    private Entities() {
    }

    static String[] names() {
        return ALL.stream().map(Class::getName).toArray(String[]::new);
    }
}
