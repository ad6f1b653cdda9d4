package io.spillway.batch.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;

/** What Quartz fires when the fund is to be sized; a sizing that is done already is not run again. */
@DisallowConcurrentExecution
public final class FundSizingJob implements Job {

    private final FundSizingRunner runner;
    private final StatusLines lines;

    FundSizingJob(FundSizingRunner runner, StatusLines lines) {
        this.runner = runner;
        this.lines = lines;
    }

    /** @throws JobExecutionException when the fund could not be sized; the size approved last stays */
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        lines.say("fund sizing begins");
        try {
            lines.say("fund sizing: " + runner.run());
        } catch (RuntimeException e) {
            lines.say("fund sizing failed: " + e.getMessage());
            throw new JobExecutionException("the fund sizing failed", e, false);
        }
    }
}
