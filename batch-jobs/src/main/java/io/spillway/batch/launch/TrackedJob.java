package io.spillway.batch.launch;

import java.util.Optional;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.parameters.JobParametersIncrementer;
import org.springframework.batch.core.job.parameters.JobParametersValidator;
import org.springframework.batch.core.step.StepExecution;

/**
 * A job that can be asked to stop from another thread, through the objects it runs with. JobOperator.stop writes to the
 * repository beside the running step instead, and now and then the step then fails on the other's version.
 */
final class TrackedJob implements Job {

    private final Job job;
    private JobExecution execution;
    private boolean stopRequested;

    TrackedJob(Job job) {
        this.job = job;
    }

    @Override
    public void execute(JobExecution started) throws JobInterruptedException {
        begin(started);
        job.execute(started);
    }

    /** Ends the run at the next commit of the running step, or else before the next step. */
    synchronized void stop() {
        stopRequested = true;
        if (execution != null) {
            interrupt();
        }
    }

    /** The step that runs, or ran last. */
    synchronized Optional<String> step() {
        return execution == null ? Optional.empty() : execution.getStepExecutions().stream()
                .reduce((first, second) -> second).map(StepExecution::getStepName);
    }

    private synchronized void begin(JobExecution started) {
        execution = started;
        if (stopRequested) {
            interrupt();
        }
    }

    /** First the job, so that no step begins unseen between the two. */
    private void interrupt() {
        if (execution.isRunning()) {
            execution.setStatus(BatchStatus.STOPPING);
            execution.getStepExecutions().forEach(StepExecution::setTerminateOnly);
        }
    }

    @Override
    public String getName() {
        return job.getName();
    }

    @Override
    public boolean isRestartable() {
        return job.isRestartable();
    }

    @Override
    public JobParametersIncrementer getJobParametersIncrementer() {
        return job.getJobParametersIncrementer();
    }

    @Override
    public JobParametersValidator getJobParametersValidator() {
        return job.getJobParametersValidator();
    }
}
