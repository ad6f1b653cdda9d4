package io.spillway.batch.eod;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.OperatorActs;
import io.spillway.waterfall.day.DayDigest;
import java.time.LocalDate;
import java.util.OptionalInt;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Computes a closed cycle again from what is stored of it and compares digests (rule 6.3). */
public final class Verification {

    private final DayComputation computation;
    private final CycleStore cycles;
    private final OperatorActs acts;
    private final TransactionTemplate transaction;

    Verification(DayComputation computation, CycleStore cycles, OperatorActs acts,
            PlatformTransactionManager transactions) {
        this.computation = computation;
        this.cycles = cycles;
        this.acts = acts;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    /**
     * The digest a cycle was closed with, and the one it computes to now.
     *
     * @param acts how many operators' acts there are, all as they were recorded
     */
    public record Outcome(int cycleNo, String stored, String computed, long acts) {

        public boolean isSame() {
            return stored.equals(computed);
        }
    }

    /** Verifies the official cycle of a date, as {@link #verify(LocalDate, OptionalInt)}. */
    public Outcome verify(LocalDate businessDate) {
        return verify(businessDate, OptionalInt.empty());
    }

    /**
     * Verifies a closed cycle, superseded or official, and the chain of operators' acts (fault 59).
     *
     * @param cycleNo of the date; the official one where none is named
     * @throws CommandFailure if there is no such closed cycle, if it was closed under other rules or another encoding,
     *     or if an act is not what was recorded
     */
    public Outcome verify(LocalDate businessDate, OptionalInt cycleNo) {
        return transaction.execute(status -> {
            ClearingCycleRow cycle = (cycleNo.isPresent() ? cycles.find(businessDate, cycleNo.getAsInt())
                    .filter(c -> c.status().isDone()) : cycles.official(businessDate)).orElseThrow(() ->
                    new CommandFailure(ExitCode.FAILED, "no cycle " + (cycleNo.isPresent() ? cycleNo.getAsInt() + " "
                            : "") + "of " + businessDate + " is closed"));
            long count = verifyActs(cycle);
            if (cycle.rulesVersion() != DayDigest.RULES_VERSION || cycle.formatVersion() != DayDigest.FORMAT_VERSION) {
                throw new CommandFailure(ExitCode.FAILED, businessDate + " was closed under rules version "
                        + cycle.rulesVersion() + " and encoding " + cycle.formatVersion() + "; this program computes by "
                        + DayDigest.RULES_VERSION + " and " + DayDigest.FORMAT_VERSION
                        + " and cannot tell whether it is the same");
            }
            return new Outcome(cycle.cycleNo(), cycle.digest(),
                    computation.compute(cycle.cycleId()).result().digest(), count);
        });
    }

    /** Every act's hash is computed anew; the newest act of when the cycle closed must still be there. */
    private long verifyActs(ClearingCycleRow cycle) {
        OperatorActs.Chain chain = acts.chain();
        chain.firstBroken().ifPresent(act -> {
            throw new CommandFailure(ExitCode.FAILED, OperatorActs.broken(act));
        });
        if (!chain.has(cycle.actsSha256())) {
            throw new CommandFailure(ExitCode.FAILED, "the record of operators' acts was changed: the newest act at the"
                    + " close of " + cycle.businessDate() + " cycle " + cycle.cycleNo() + " is gone (see operator_act)");
        }
        return chain.acts();
    }
}
