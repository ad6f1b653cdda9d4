package io.spillway.batch.launch;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.store.Database;
import io.spillway.batch.store.LeaseState;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps a process that lost its lease (it slept, or was cut off) from writing over the work of the one that took over.
 * A step calls {@link #check} in the transaction that writes: the lease row stays as it is until that transaction ends.
 */
public final class Fencing {

    private final JdbcTemplate jdbc;
    private final String sql;
    private final AtomicReference<Lease> current = new AtomicReference<>();

    Fencing(JdbcTemplate jdbc, Database database) {
        this.jdbc = jdbc;
        this.sql = "select FENCING_TOKEN, STATE from HOUSE_LEASE where HOUSE = ? " + database.vendor().keepClause();
    }

    /**
     * Makes sure that this process still holds the house's lease, and keeps it so until the transaction ends.
     *
     * @throws IllegalStateException outside a transaction, or outside a run launched by {@link JobLaunch}
     * @throws CommandFailure when another process has taken over
     */
    public void check() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("the fencing token is checked in the transaction that writes");
        }
        Lease lease = required();
        List<String> states = jdbc.query(sql, (row, number) -> row.getLong(1) == lease.fencingToken()
                ? row.getString(2) : "", lease.house());
        if (!states.equals(List.of(LeaseState.HELD.name()))) {
            throw new CommandFailure(ExitCode.FAILED, "another process has taken over the day of " + lease.house()
                    + "; this one (fencing token " + lease.fencingToken() + ") wrote nothing more");
        }
    }

    /** The token of the running launch, to be stored with what it writes. */
    public long token() {
        return required().fencingToken();
    }

    void begin(Lease lease) {
        if (!current.compareAndSet(null, Objects.requireNonNull(lease, "lease"))) {
            throw new IllegalStateException("this process already runs a day");
        }
    }

    void end() {
        current.set(null);
    }

    private Lease required() {
        Lease lease = current.get();
        if (lease == null) {
            throw new IllegalStateException("no lease is held: jobs of the day are launched by JobLaunch");
        }
        return lease;
    }
}
