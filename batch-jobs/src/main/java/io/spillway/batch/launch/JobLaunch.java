package io.spillway.batch.launch;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import io.spillway.batch.store.HouseLeaseRow;
import io.spillway.batch.store.LeaseOwner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/**
 * The only way to run a job of the day: at most one at a time per house, on any number of machines, and each business
 * date and cycle to completion at most once (faults 43, 44, 45). A run that failed, was stopped or died with its
 * process continues at the step where it stopped when it is launched again. That step runs again even if all its work had been
 * committed and only its own completion had not: steps write so that a second time changes nothing.
 */
public final class JobLaunch {

    private static final Logger LOG = LoggerFactory.getLogger(JobLaunch.class);

    private final String house;
    private final LeaseOwner owner = ThisProcess.newOwner();
    private final JobOperator operator;
    private final JobRepository repository;
    private final RunBudget budget;
    private final LeaseStore leases;
    private final Fencing fencing;
    private final LeaseTiming timing;
    private final AtomicReference<TrackedJob> running = new AtomicReference<>();

    JobLaunch(String house, BatchParts parts, LeaseParts leaseParts) {
        this.house = house;
        this.operator = parts.operator();
        this.repository = parts.repository();
        this.budget = parts.budget();
        this.leases = leaseParts.store();
        this.fencing = leaseParts.fencing();
        this.timing = leaseParts.timing();
    }

    /** What runs jobs. */
    record BatchParts(JobOperator operator, JobRepository repository, RunBudget budget) {
    }

    /** What keeps others out. */
    record LeaseParts(LeaseStore store, Fencing fencing, LeaseTiming timing) {
    }

    /**
     * Runs a job in the caller's thread, to its end.
     *
     * @param details the job's further parameters, none of them identifying
     * @return how it ended; a job that fails is an outcome, not an exception
     * @throws IllegalArgumentException when the job refuses its parameters, or has an incrementer, which would
     *         make Spring Batch ignore them
     */
    public LaunchOutcome launch(Job job, RunIdentity run, Map<String, String> details) {
        JobParameters parameters = parameters(job, run, details);
        LeaseStore.Answer answer = leases.acquire(house, owner, run);
        if (answer.granted().isEmpty()) {
            return outcome(Ending.ALREADY_RUNNING, alreadyRunning(answer.holder().orElseThrow()));
        }
        Lease lease = answer.granted().get();
        fencing.begin(lease);
        TrackedJob tracked = new TrackedJob(job);
        try (Heartbeat heartbeat = Heartbeat.start(leases, lease, timing);
                DeadlineWatch watch = DeadlineWatch.start(budget, percent -> alert(tracked, run, percent))) {
            LOG.info("running {} of {} for {}: {}, {}, {}", job.getName(), house, run, lease, heartbeat, watch);
            running.set(tracked);
            return run(tracked, run, parameters);
        } finally {
            running.set(null);
            fencing.end();
            release(lease);
        }
    }

    private void alert(TrackedJob job, RunIdentity run, int percent) {
        String where = job.step().map(step -> ", in step " + step).orElse("");
        LOG.warn("{} of {} for {} has used {}% of its {} minutes{}; it goes on", job.getName(), house, run, percent,
                budget.whole().toMinutes(), where);
    }

    /**
     * Does something that must not meet a running day, under the house's lease.
     *
     * @param run the day it is about
     * @throws CommandFailure if a day is running
     */
    public <T> T alone(RunIdentity run, Supplier<T> act) {
        LeaseStore.Answer answer = leases.acquire(house, owner, run);
        if (answer.granted().isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, alreadyRunning(answer.holder().orElseThrow()));
        }
        Lease lease = answer.granted().get();
        fencing.begin(lease);
        try (Heartbeat heartbeat = Heartbeat.start(leases, lease, timing)) {
            LOG.info("an operator's act on {} of {}: {}, {}", run, house, lease, heartbeat);
            return act.get();
        } finally {
            fencing.end();
            release(lease);
        }
    }

    /**
     * Whether the day was done in full, and the job repository does not know it: its process died between the last
     * commit and its note.
     */
    public boolean isUnnoted(Job job, RunIdentity run) {
        JobParameters identity = identity(run);
        return repository.getJobInstance(job.getName(), identity) != null && !isComplete(job, identity);
    }

    /** Who held the house's lease last, and since when nothing was heard of it; empty before the first run. */
    public Optional<LastOwner> lastOwner() {
        return leases.lastOwner(house);
    }

    /**
     * Makes what a dead process left of a run restartable. The caller is {@link #alone}.
     *
     * @return how many executions were marked as failed
     */
    public int recover(Job job, RunIdentity run) {
        return new Recovery(repository).recover(job.getName(), identity(run));
    }

    private static JobParameters identity(RunIdentity run) {
        JobParametersBuilder builder = new JobParametersBuilder()
                .addLocalDate(RunIdentity.BUSINESS_DATE, run.businessDate())
                .addLong(RunIdentity.CYCLE, (long) run.cycle());
        return (run.request().isEmpty() ? builder : builder.addString(RunIdentity.REQUEST, run.request()))
                .toJobParameters();
    }

    /**
     * Asks the run of this process to stop at its next commit, in a state from which it can be launched again.
     * Does nothing when none is running.
     */
    public void stop() {
        TrackedJob job = running.get();
        if (job != null) {
            job.stop();
        }
    }

    private LaunchOutcome run(TrackedJob job, RunIdentity run, JobParameters parameters) {
        String name = job.getName() + " of " + house + " for " + run;
        new Recovery(repository).recover(job.getName(), parameters);
        if (isComplete(job, parameters)) {
            return outcome(Ending.ALREADY_COMPLETE, name + " is already done");
        }
        try {
            JobExecution execution = operator.start(job, parameters);
            return ended(execution, name);
        } catch (JobInstanceAlreadyCompleteException e) {
            return new LaunchOutcome(Ending.ALREADY_COMPLETE, name + " is already done", List.of(e));
        } catch (JobExecutionException e) {
            // A state the recovery does not know: nothing has run.
            throw new IllegalStateException(name + " cannot be launched: " + e.getMessage(), e);
        }
    }

    private static LaunchOutcome ended(JobExecution execution, String name) {
        List<Throwable> failures = execution.getAllFailureExceptions();
        BatchStatus status = execution.getStatus();
        if (status == BatchStatus.COMPLETED) {
            return outcome(Ending.COMPLETED, name + " is done");
        }
        for (Throwable failure : failures) {
            if (failure instanceof HeldForRelease) {
                return new LaunchOutcome(Ending.HELD, name + " is held: " + failure.getMessage(), failures);
            }
            if (failure instanceof BlockedByData || failure instanceof CommandFailure expected
                    && expected.exitCode() == ExitCode.BLOCKED_BY_DATA) {
                return new LaunchOutcome(Ending.BLOCKED, name + " is blocked: " + failure.getMessage(), failures);
            }
        }
        if (status == BatchStatus.STOPPED) {
            return new LaunchOutcome(Ending.STOPPED, name + " was stopped; launch it again to continue", failures);
        }
        String cause = failures.isEmpty() ? execution.getExitStatus().getExitCode() : message(failures.get(0));
        return new LaunchOutcome(Ending.FAILED, name + " failed: " + cause, failures);
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private boolean isComplete(Job job, JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(job.getName(), parameters);
        JobExecution last = instance == null ? null : repository.getLastJobExecution(instance);
        return last != null && last.getStatus() == BatchStatus.COMPLETED;
    }

    private void release(Lease lease) {
        try {
            leases.release(lease);
        } catch (RuntimeException e) {
            // The run's own outcome matters more; the lease expires by itself.
            LOG.warn("the lease of {} could not be given back; it expires in {}", house, timing.expiry(), e);
        }
    }

    /** Checked here already: Spring Batch would store the instance first, and complain then. */
    private static JobParameters parameters(Job job, RunIdentity run, Map<String, String> details) {
        if (job.getJobParametersIncrementer() != null) {
            throw new IllegalArgumentException(job.getName() + " must not have an incrementer");
        }
        JobParametersBuilder builder = new JobParametersBuilder(identity(run));
        details.forEach((name, value) -> builder.addString(name, value, false));
        JobParameters parameters = builder.toJobParameters();
        try {
            job.getJobParametersValidator().validate(parameters);
        } catch (InvalidJobParametersException e) {
            throw new IllegalArgumentException(job.getName() + " cannot be launched for " + run + ": "
                    + e.getMessage(), e);
        }
        return parameters;
    }

    private static LaunchOutcome outcome(Ending ending, String message) {
        return new LaunchOutcome(ending, message, List.of());
    }

    private static String alreadyRunning(HouseLeaseRow row) {
        return "the day of " + row.house() + " is already running (" + row.businessDate() + " cycle " + row.cycle()
                + ") since " + row.acquiredAt() + " by process " + row.owner().pid() + " on " + row.owner().host()
                + "; wait until it ends";
    }
}
