package io.spillway.batch.launch;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Puts right what a dead process left in the job repository, so that a restart continues where it stopped (fault 43).
 * The caller holds the house's lease: nobody else is running. Further than JobOperator.recover, which leaves three
 * cases unrestartable: a commit of unknown outcome (UNKNOWN; steps write under natural keys, so running again is safe,
 * fault 48), a job marked stopped whose step was still running, and an instance that never got an execution.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final ExitStatus DIED =
            new ExitStatus(ExitStatus.FAILED.getExitCode(), "the process that ran it died");

    private final JobRepository repository;

    Recovery(JobRepository repository) {
        this.repository = repository;
    }

    /**
     * Makes the job's instances restartable; those that ended properly stay as they are.
     *
     * @return how many executions were marked as failed
     */
    int recover(String jobName, JobParameters parameters) {
        JobInstance instance = repository.getJobInstance(jobName, parameters);
        List<JobExecution> own = instance == null ? List.of() : repository.getJobExecutions(instance);
        if (instance != null && own.isEmpty()) {
            LOG.warn("removing job instance {}, which never got an execution", instance.getInstanceId());
            repository.deleteJobInstance(instance);
        }
        List<JobExecution> broken = Stream.concat(own.stream(), repository.findRunningJobExecutions(jobName).stream())
                .map(JobExecution::getId).distinct().map(repository::getJobExecution).filter(Recovery::isBroken).toList();
        broken.forEach(this::fail);
        return broken.size();
    }

    private static boolean isBroken(JobExecution execution) {
        boolean ended = execution.getStatus() == BatchStatus.COMPLETED
                || execution.getStatus() == BatchStatus.ABANDONED;
        return !ended && (open(execution.getStatus())
                || execution.getStepExecutions().stream().anyMatch(step -> open(step.getStatus())));
    }

    private static boolean open(BatchStatus status) {
        return status.isRunning() || status == BatchStatus.UNKNOWN;
    }

    private void fail(JobExecution execution) {
        LOG.warn("recovering job execution {}, left {} by a process that is gone", execution.getId(),
                execution.getStatus());
        for (StepExecution step : execution.getStepExecutions()) {
            if (open(step.getStatus())) {
                step.setStatus(BatchStatus.FAILED);
                step.setExitStatus(DIED);
                step.setEndTime(lastSign(step.getLastUpdated(), step.getCreateTime()));
                repository.update(step);
            }
        }
        execution.setStatus(BatchStatus.FAILED);
        execution.setExitStatus(DIED);
        execution.setEndTime(lastSign(execution.getLastUpdated(), execution.getCreateTime()));
        repository.update(execution);
    }

    /** The last thing known of it; when it died nobody knows. */
    private static LocalDateTime lastSign(LocalDateTime lastUpdated, LocalDateTime created) {
        return lastUpdated == null ? created : lastUpdated;
    }
}
