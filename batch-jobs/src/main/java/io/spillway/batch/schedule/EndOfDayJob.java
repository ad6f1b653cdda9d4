package io.spillway.batch.schedule;

import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import java.time.LocalDate;
import java.util.Locale;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Quartz fires: the day that the firing names, if it is not done yet. Quartz may fire twice and may leave out, so
 * that nothing here counts firings.
 */
@DisallowConcurrentExecution
public final class EndOfDayJob implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(EndOfDayJob.class);

    private final EndOfDayRunner runner;
    private final DayDates dates;
    private final StatusLines lines;

    EndOfDayJob(EndOfDayRunner runner, DayDates dates, StatusLines lines) {
        this.runner = runner;
        this.dates = dates;
        this.lines = lines;
    }

    /** @throws JobExecutionException when the day did not complete and was not complete before */
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        LocalDate date = dates.businessDate(context.getScheduledFireTime().toInstant());
        lines.say("day " + date + " begins");
        LaunchOutcome outcome;
        try {
            outcome = runner.run(date);
        } catch (RuntimeException e) {
            lines.say("day " + date + " failed: " + e.getMessage());
            throw new JobExecutionException("the end of day of " + date + " failed", e, false);
        }
        lines.say("day " + date + " " + word(outcome.ending()) + ": " + outcome.message());
        dates.nextFiring(context.getFireTime().toInstant())
                .ifPresent(next -> lines.say("next firing " + lines.local(next)));
        if (outcome.ending() != Ending.COMPLETED && outcome.ending() != Ending.ALREADY_COMPLETE) {
            outcome.failures().forEach(failure -> LOG.info("day {}", date, failure));
            throw new JobExecutionException(outcome.message(), false);
        }
    }

    /** COMPLETED as "completed", ALREADY_RUNNING as "already running". */
    private static String word(Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
