package io.spillway.batch.schedule;

import io.spillway.batch.launch.LaunchOutcome;
import io.spillway.batch.launch.LaunchOutcome.Ending;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Quartz fires: the day that the firing names, if it is not done yet. Quartz may fire twice and may leave out, so
 * that nothing here counts firings.
 */
@DisallowConcurrentExecution
public final class EndOfDayJob implements Job {

    /** Of a look at a day's folder: the business date, and when the wait ends. */
    static final String DATE = "businessDate";
    static final String UNTIL = "until";

    private static final Logger LOG = LoggerFactory.getLogger(EndOfDayJob.class);

    private final EndOfDayRunner runner;
    private final DayDates dates;
    private final StatusLines lines;
    private final InputsWait wait;

    EndOfDayJob(EndOfDayRunner runner, DayDates dates, StatusLines lines, InputsWait wait) {
        this.runner = runner;
        this.dates = dates;
        this.lines = lines;
        this.wait = wait;
    }

    /** @throws JobExecutionException when the day did not complete and was not complete before */
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        String waitedFor = context.getMergedJobDataMap().getString(DATE);
        LocalDate date = waitedFor != null ? LocalDate.parse(waitedFor)
                : dates.businessDate(context.getScheduledFireTime().toInstant());
        if (waits(context, date)) {
            return;
        }
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

    /**
     * Looks again later while a day's files are missing, in this process or the next one: the look is in the store.
     *
     * @throws JobExecutionException at the deadline
     */
    private boolean waits(JobExecutionContext context, LocalDate date) throws JobExecutionException {
        Optional<String> missing = runner.waitsFor(date);
        if (missing.isEmpty()) {
            return false;
        }
        String until = context.getMergedJobDataMap().getString(UNTIL);
        Instant deadline = until == null ? wait.deadline() : Instant.parse(until);
        if (wait.isOver(deadline)) {
            String alert = "ALERT: day " + date + " waited for " + missing.get() + " until " + lines.local(deadline)
                    + " and was not run; once it is there, or somebody answers for a day without prices: eod --date "
                    + date;
            lines.say(alert);
            LOG.warn("{}", alert);
            throw new JobExecutionException(alert, false);
        }
        if (until == null) {
            lines.say("day " + date + " waits for " + missing.get() + " until " + lines.local(deadline));
            LOG.warn("day {} waits for {}", date, missing.get());
        }
        Instant look = wait.nextLook(deadline);
        try {
            context.getScheduler().scheduleJob(TriggerBuilder.newTrigger().forJob(EndOfDaySchedule.JOB)
                    .withIdentity("inputs of " + date + " at " + look, EndOfDaySchedule.JOB.getGroup())
                    .usingJobData(DATE, date.toString()).usingJobData(UNTIL, deadline.toString())
                    .startAt(Date.from(look)).build());
        } catch (SchedulerException e) {
            throw new JobExecutionException("day " + date + " cannot be waited for: " + e.getMessage(), e, false);
        }
        return true;
    }

    /** COMPLETED as "completed", ALREADY_RUNNING as "already running". */
    private static String word(Ending ending) {
        return ending.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
