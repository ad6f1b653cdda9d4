package io.spillway.batch.simulation;

import io.spillway.batch.simulation.CommitProbe.Breaks;
import io.spillway.batch.simulation.CommitProbe.Side;
import java.util.Optional;

/** What goes wrong while the day runs. */
enum RunFault {
    DIES_BEFORE_COMMIT(Side.BEFORE, Breaks.PROCESS),
    DIES_AFTER_COMMIT(Side.AFTER, Breaks.PROCESS),
    LOSES_CONNECTION_BEFORE_COMMIT(Side.BEFORE, Breaks.CONNECTION),
    LOSES_CONNECTION_AFTER_COMMIT(Side.AFTER, Breaks.CONNECTION),
    /** A process of its own that is ended as the power ends it; on a database file. */
    KILLED_BEFORE_COMMIT(Side.BEFORE, Breaks.MACHINE),
    KILLED_AFTER_COMMIT(Side.AFTER, Breaks.MACHINE),
    /** The operator stops it. */
    STOPPED,
    /** A second process launches the same day meanwhile. */
    DOUBLE_LAUNCH,
    /** No workbook can be written. */
    DISK_FULL;

    private final Side side;
    private final Breaks breaks;

    RunFault(Side side, Breaks breaks) {
        this.side = side;
        this.breaks = breaks;
    }

    RunFault() {
        this(null, null);
    }

    /** The trap at a commit, for faults that are one. */
    Optional<CommitProbe.Trap> trap(int commit) {
        return side == null ? Optional.empty() : Optional.of(new CommitProbe.Trap(commit, side, breaks));
    }

    boolean isKill() {
        return breaks == Breaks.MACHINE;
    }
}
