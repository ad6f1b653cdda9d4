package io.spillway.batch.eod;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.waterfall.day.DayDigest;
import java.time.LocalDate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Computes a closed cycle again from what is stored of it and compares digests (rule 6.3). */
public final class Verification {

    private final DayComputation computation;
    private final CycleStore cycles;
    private final TransactionTemplate transaction;

    Verification(DayComputation computation, CycleStore cycles, PlatformTransactionManager transactions) {
        this.computation = computation;
        this.cycles = cycles;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    /** The digest a cycle was closed with, and the one it computes to now. */
    public record Outcome(int cycleNo, String stored, String computed) {

        public boolean isSame() {
            return stored.equals(computed);
        }
    }

    /**
     * Verifies the official cycle of a date.
     *
     * @throws CommandFailure if the date has none, or if it was closed under other rules or another encoding
     */
    public Outcome verify(LocalDate businessDate) {
        return transaction.execute(status -> {
            ClearingCycleRow cycle = cycles.official(businessDate).orElseThrow(() ->
                    new CommandFailure(ExitCode.FAILED, "no cycle of " + businessDate + " is closed"));
            if (cycle.rulesVersion() != DayDigest.RULES_VERSION || cycle.formatVersion() != DayDigest.FORMAT_VERSION) {
                throw new CommandFailure(ExitCode.FAILED, businessDate + " was closed under rules version "
                        + cycle.rulesVersion() + " and encoding " + cycle.formatVersion() + "; this program computes by "
                        + DayDigest.RULES_VERSION + " and " + DayDigest.FORMAT_VERSION
                        + " and cannot tell whether it is the same");
            }
            return new Outcome(cycle.cycleNo(), cycle.digest(),
                    computation.compute(cycle.cycleId()).result().digest());
        });
    }
}
