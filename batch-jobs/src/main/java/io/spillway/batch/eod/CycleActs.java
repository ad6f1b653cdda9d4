package io.spillway.batch.eod;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.launch.Fencing;
import io.spillway.batch.launch.JobLaunch;
import io.spillway.batch.launch.LastOwner;
import io.spillway.batch.launch.LastOwner.Standing;
import io.spillway.batch.launch.RunIdentity;
import io.spillway.batch.store.ActKind;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleChain;
import io.spillway.batch.store.CycleStatus;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.CycleStore.Approval;
import io.spillway.batch.store.OperatorActs;
import io.spillway.batch.store.StressStore;
import io.spillway.domain.money.Amounts;
import io.spillway.batch.store.OperatorActs.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.batch.core.job.Job;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What operators decide about a cycle beside running it. Each act is done under the house's lease, in one transaction
 * with its record in the chain of acts (fault 59), and refused while a day runs.
 */
public final class CycleActs {

    private final Launch launch;
    private final TransactionTemplate transaction;
    private final CycleStore cycles;
    private final OperatorActs acts;
    private final CyclePlan plan;
    private final JdbcTemplate jdbc;

    /** What keeps running days out. */
    record Launch(Job job, JobLaunch jobs, Fencing fencing, PlatformTransactionManager transactions) {
    }

    /** What tells where the house stands. */
    record House(CyclePlan plan, JdbcTemplate jdbc) {
    }

    CycleActs(Launch launch, CycleStore cycles, OperatorActs acts, House house) {
        this.launch = launch;
        this.transaction = new TransactionTemplate(launch.transactions());
        this.cycles = cycles;
        this.acts = acts;
        this.plan = house.plan();
        this.jdbc = house.jdbc();
    }

    /**
     * An act that was done.
     *
     * @param message a sentence for people
     */
    public record Done(long number, ActKind kind, LocalDate businessDate, int cycleNo, String message) {
    }

    /**
     * Declares a member in default by decision: an input of the date's coming cycle, in force before its round 1.
     *
     * @throws CommandFailure if the cycle's inputs are accepted, or the member is unknown or in default already
     */
    public Done declareDefault(LocalDate date, String memberId, Approval approval) {
        return alone(date, () -> {
            Subject coming = plan.coming(date);
            requireDeclarable(coming, memberId);
            long number = acts.record(ActKind.DECLARE_DEFAULT, coming, approval, "member " + memberId);
            cycles.declare(coming, memberId, number);
            return new Done(number, ActKind.DECLARE_DEFAULT, date, coming.cycleNo(), "member " + memberId
                    + " is declared in default on " + date + ", before round 1 of cycle " + coming.cycleNo());
        });
    }

    private void requireDeclarable(Subject coming, String memberId) {
        Optional<Long> newest = Optional.ofNullable(coming.cycleId()).or(() ->
                cycles.latestDone().map(ClearingCycleRow::cycleId));
        boolean isKnown = newest.isPresent() && jdbc.queryForObject("select count(*) from member_reference where"
                + " member_id = ? and cycle_id in " + CycleChain.of(jdbc, newest.get()).in(), Long.class, memberId) > 0;
        if (!isKnown) {
            throw failed("the house has no member " + memberId + "; members are those of reference/members.csv as the"
                    + " last cycle read it");
        }
        boolean isInDefault = cycles.latestDone().isPresent() && jdbc.queryForObject("select count(*) from member_state"
                + " where cycle_id = ? and member_id = ? and status = 'IN_DEFAULT'", Long.class,
                cycles.latestDone().get().cycleId(), memberId) > 0;
        if (isInDefault || cycles.declaredFrom(coming.businessDate(), memberId).isPresent()) {
            throw failed("member " + memberId + (isInDefault ? " is in default already"
                    : " is declared in default on " + coming.businessDate() + " already"));
        }
    }

    /**
     * Confirms the payment of the margin call that is due on a date: it counts as met (rule 4.7).
     *
     * @throws CommandFailure if the cycle's inputs are accepted, or no call of the account is due on the date
     */
    public Done confirmCall(LocalDate date, String accountId, Approval approval) {
        return alone(date, () -> {
            Subject coming = plan.coming(date);
            requireCall(coming, accountId);
            long number = acts.record(ActKind.CONFIRM_CALL, coming, approval, "account " + accountId);
            cycles.confirmCall(coming, accountId, number);
            return new Done(number, ActKind.CONFIRM_CALL, date, coming.cycleNo(), "the payment of the call on account "
                    + accountId + " is confirmed; it counts as met in cycle " + coming.cycleNo() + " of " + date);
        });
    }

    private void requireCall(Subject coming, String accountId) {
        Optional<Long> caller = coming.cycleId() == null ? cycles.latestDone().map(ClearingCycleRow::cycleId)
                : Optional.ofNullable(cycles.get(coming.cycleId()).previousCycle());
        boolean isCalled = caller.isPresent() && jdbc.queryForObject("select count(*) from margin_call c"
                + " join account_reference r on r.account_key = c.account_key where c.cycle_id = ?"
                + " and r.account_id = ?", Long.class, caller.get(), accountId) > 0;
        if (!isCalled) {
            throw failed("no margin call of account " + accountId + " is due on " + coming.businessDate());
        }
        if (!jdbc.queryForList("select account_id from confirmed_call where business_date = ? and account_id = ?",
                String.class, coming.businessDate(), accountId).isEmpty()) {
            throw failed("the call on account " + accountId + " due on " + coming.businessDate()
                    + " is confirmed already");
        }
    }

    /**
     * Takes a declaration back that no closed cycle used.
     *
     * @throws CommandFailure if the coming cycle's inputs are accepted, there is no such declaration, or a closed cycle
     *     of the date used it: a decision that was carried out stands
     */
    public Done withdrawDeclaration(LocalDate date, String memberId, Approval approval) {
        return alone(date, () -> {
            Subject coming = plan.coming(date);
            int from = cycles.declaredFrom(date, memberId).orElseThrow(() -> failed("member " + memberId
                    + " is not declared in default on " + date));
            cycles.official(date).filter(done -> done.cycleNo() >= from).ifPresent(done -> {
                throw failed("the declaration of member " + memberId + " was carried out in cycle " + done.cycleNo()
                        + " of " + date + " and stands");
            });
            long number = acts.record(ActKind.WITHDRAW_DECLARATION, coming, approval, "member " + memberId);
            cycles.withdrawDeclaration(date, memberId, number);
            return new Done(number, ActKind.WITHDRAW_DECLARATION, date, coming.cycleNo(), "the declaration of member "
                    + memberId + " on " + date + " is withdrawn");
        });
    }

    /**
     * Asks that the cascade of the date's coming cycle be held, whatever the settings say.
     *
     * @throws CommandFailure if the cycle's inputs are accepted
     */
    public Done hold(LocalDate date, Approval approval) {
        return alone(date, () -> {
            Subject coming = plan.coming(date);
            long number = acts.record(ActKind.HOLD, coming, approval, null);
            return new Done(number, ActKind.HOLD, date, coming.cycleNo(), "a cascade of " + date + " (cycle "
                    + coming.cycleNo() + ") will be computed and shown, and booked once it is released");
        });
    }

    /**
     * Lets the held cascade of a date be booked; the day is then continued by a restart.
     *
     * @throws CommandFailure if no cycle of the date is held
     */
    public Done release(LocalDate date, Approval approval) {
        return alone(date, () -> {
            ClearingCycleRow cycle = cycles.unfinished().filter(c -> c.businessDate().equals(date)
                    && c.status() == CycleStatus.HELD).orElseThrow(() -> failed("no cycle of " + date + " is held"));
            long number = acts.record(ActKind.RELEASE, Subject.of(cycle), approval, "digest " + cycle.heldDigest());
            cycle.release();
            cycles.update(cycle);
            return new Done(number, ActKind.RELEASE, date, cycle.cycleNo(), "the cascade of " + date + " (cycle "
                    + cycle.cycleNo() + ", digest " + cycle.heldDigest() + ") is released; restart completes the day");
        });
    }

    /**
     * Approves what the insurance fund must hold from a closed date on (rule 7.3).
     *
     * @param amount base currency
     * @throws CommandFailure if the date is not closed, or the amount is negative or finer than the currency
     */
    public Done approveFundSize(LocalDate date, BigDecimal amount, Approval approval) {
        return alone(date, () -> {
            ClearingCycleRow cycle = cycles.official(date).orElseThrow(() ->
                    new CommandFailure(ExitCode.BLOCKED_BY_DATA, "no cycle of " + date + " is closed"));
            long minor = minor(amount, cycle);
            String text = Amounts.text(minor, cycle.baseScale()) + " " + cycle.baseCurrency();
            long number = acts.record(ActKind.APPROVE_FUND_SIZE, Subject.of(cycle), approval, text);
            new StressStore(jdbc).approve(number, date, minor);
            return new Done(number, ActKind.APPROVE_FUND_SIZE, date, cycle.cycleNo(), "the insurance fund must hold "
                    + text + " from the close of " + date + " on");
        });
    }

    private static long minor(BigDecimal amount, ClearingCycleRow cycle) {
        try {
            long minor = Amounts.exact(amount, cycle.baseScale());
            if (minor >= 0) {
                return minor;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, "--amount " + amount.toPlainString() + " has more than the "
                    + cycle.baseScale() + " decimal places of " + cycle.baseCurrency(), e);
        }
        throw new CommandFailure(ExitCode.WRONG_USAGE, "--amount must not be negative: " + amount.toPlainString());
    }

    /**
     * Notes that the instructions of a closed date went out: its cycle stands from now on (rule 2.3).
     *
     * @throws CommandFailure if the date is not closed, was released before, or is being corrected
     */
    public Done releaseInstructions(LocalDate date, Approval approval) {
        return alone(date, () -> {
            ClearingCycleRow cycle = cycles.official(date).orElseThrow(() ->
                    new CommandFailure(ExitCode.BLOCKED_BY_DATA, "no cycle of " + date + " is closed"));
            plan.requireNoCorrection();
            if (acts.has(ActKind.RELEASE_INSTRUCTIONS, cycle.cycleId())) {
                throw new CommandFailure(ExitCode.ALREADY_DONE, "the instructions of " + date + " (cycle "
                        + cycle.cycleNo() + ") were released already");
            }
            long number = acts.record(ActKind.RELEASE_INSTRUCTIONS, Subject.of(cycle), approval,
                    "digest " + cycle.digest());
            return new Done(number, ActKind.RELEASE_INSTRUCTIONS, date, cycle.cycleNo(), "the instructions of " + date
                    + " (cycle " + cycle.cycleNo() + ", digest " + cycle.digest() + ") are released; the date is not"
                    + " corrected any more");
        });
    }

    /**
     * Marks a run as failed whose process is proven gone, so that a restart goes on.
     *
     * @throws CommandFailure if the owner is alive or may be, ran another date, or left nothing behind
     */
    public Done recover(LocalDate date, Approval approval) {
        Optional<LastOwner> owner = launch.jobs().lastOwner();
        owner.filter(o -> o.standing() == Standing.ALIVE).ifPresent(alive -> {
            throw failed("the run of " + alive.businessDate() + " cycle " + alive.cycle() + " is not dead: process "
                    + alive.pid() + " on " + alive.host() + " gave a sign of life at " + alive.lastSign()
                    + "; without another one its lease ends at " + alive.expiresAt() + ", and recover works then");
        });
        Optional<LastOwner> gone = owner.filter(o -> o.standing() != Standing.RELEASED);
        gone.filter(o -> !o.businessDate().equals(date)).ifPresent(other -> {
            throw failed("the run that is gone was of " + other.businessDate() + "; run recover --date "
                    + other.businessDate());
        });
        int cycleNo = gone.map(LastOwner::cycle).orElseGet(() -> transaction.execute(status -> cycles.unfinished()
                .filter(c -> c.businessDate().equals(date)).or(() -> cycles.official(date))
                .map(ClearingCycleRow::cycleNo).orElse(1)));
        return alone(date, () -> {
            int failed = launch.jobs().recover(launch.job(), new RunIdentity(date, cycleNo));
            if (failed == 0 && gone.isEmpty()) {
                throw new CommandFailure(ExitCode.ALREADY_DONE, "no dead process left a run of " + date
                        + " behind; restart continues a day that stopped");
            }
            String found = gone.map(o -> "process " + o.pid() + " on " + o.host() + (o.standing() == Standing.DEAD
                    ? " is gone" : " gave no sign of life since " + o.lastSign())).orElse("its process ended") + ", "
                    + failed + (failed == 1 ? " run" : " runs") + " marked as failed";
            Long cycleId = cycles.find(date, cycleNo).map(ClearingCycleRow::cycleId).orElse(null);
            long number = acts.record(ActKind.RECOVER, new Subject(cycleId, date, cycleNo), approval, found);
            return new Done(number, ActKind.RECOVER, date, cycleNo, date + " cycle " + cycleNo + ": " + found
                    + "; restart continues the day");
        });
    }

    private Done alone(LocalDate date, Supplier<Done> act) {
        int cycleNo = transaction.execute(status -> cycles.unfinished().filter(c -> c.businessDate().equals(date))
                .or(() -> cycles.official(date)).map(ClearingCycleRow::cycleNo).orElse(1));
        return launch.jobs().alone(new RunIdentity(date, cycleNo), () -> transaction.execute(status -> {
            launch.fencing().check();
            return act.get();
        }));
    }

    private static CommandFailure failed(String message) {
        return new CommandFailure(ExitCode.FAILED, message);
    }
}
