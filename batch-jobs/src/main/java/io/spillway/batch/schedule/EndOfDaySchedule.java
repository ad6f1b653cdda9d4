package io.spillway.batch.schedule;

import io.spillway.batch.settings.HouseSettings;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.Vendor;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Properties;
import java.util.TimeZone;
import javax.sql.DataSource;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.StdJDBCDelegate;
import org.quartz.spi.JobFactory;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Quartz with its store in the house's database: a durable job and a trigger for the day, and for fund sizings. One job
 * runs at a time. Firings missed while nothing ran are
 * made up for by one, at once; a firing whose process died is fired again by the next process.
 */
final class EndOfDaySchedule {

    static final JobKey JOB = new JobKey("endOfDay", "spillway");
    static final TriggerKey TRIGGER = new TriggerKey("endOfDay", "spillway");
    static final JobKey SIZING = new JobKey("sizeFund", "spillway");
    static final TriggerKey SIZING_TRIGGER = new TriggerKey("sizeFund", "spillway");

    private static final String CHECK_IN_MILLIS = "5000";
    private static final String MISFIRE_MILLIS = "60000";

    private EndOfDaySchedule() {
    }

    /** A scheduler that is not started yet, in cluster mode: two servers on one database fire once between them. */
    static Scheduler create(DataSource dataSource, PlatformTransactionManager transactions, Vendor vendor,
            JobFactory jobs) {
        Class<?> delegate = vendor == Vendor.POSTGRESQL ? PostgreSQLDelegate.class : StdJDBCDelegate.class;
        Properties store = new Properties();
        store.setProperty("org.quartz.scheduler.instanceId", "AUTO");
        store.setProperty("org.quartz.threadPool.threadCount", "1");
        store.setProperty("org.quartz.jobStore.driverDelegateClass", delegate.getName());
        store.setProperty("org.quartz.jobStore.driverDelegateInitString",
                "triggerPersistenceDelegateClasses=" + WallClockCronTrigger.Persistence.class.getName());
        store.setProperty("org.quartz.jobStore.isClustered", "true");
        store.setProperty("org.quartz.jobStore.clusterCheckinInterval", CHECK_IN_MILLIS);
        store.setProperty("org.quartz.jobStore.misfireThreshold", MISFIRE_MILLIS);
        store.setProperty("org.quartz.jobStore.useProperties", "true");
        SchedulerFactoryBean factory = new SchedulerFactoryBean();
        factory.setSchedulerName("spillway");
        factory.setDataSource(dataSource);
        factory.setTransactionManager(transactions);
        factory.setQuartzProperties(store);
        factory.setJobFactory(jobs);
        factory.setAutoStartup(false);
        try {
            factory.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException("the scheduler cannot be set up", e);
        }
        return factory.getObject();
    }

    /**
     * Stores job and trigger. A trigger that fits already is left alone, or a missed firing would be forgotten.
     *
     * @param from a new trigger fires from then on
     */
    static void install(Scheduler scheduler, HouseSettings house, Instant from) throws SchedulerException {
        install(scheduler, JobBuilder.newJob(EndOfDayJob.class).withIdentity(JOB).storeDurably().requestRecovery().build(),
                new Firing(TRIGGER, house.endOfDayCron(), house.zone()), from);
    }

    /** Stores the job and trigger of fund sizings, likewise. */
    static void installSizing(Scheduler scheduler, Settings settings, Instant from) throws SchedulerException {
        install(scheduler, JobBuilder.newJob(FundSizingJob.class).withIdentity(SIZING).storeDurably().requestRecovery()
                .build(), new Firing(SIZING_TRIGGER, settings.sizing().schedule(), settings.house().zone()), from);
    }

    private record Firing(TriggerKey key, String cron, ZoneId zone) {

        private boolean fits(Trigger stored) {
            return stored instanceof WallClockCronTrigger trigger && trigger.getCronExpression().equals(cron)
                    && trigger.getTimeZone().getID().equals(zone.getId());
        }

        private Trigger trigger(JobKey job, Instant from) {
            WallClockCronTrigger trigger = new WallClockCronTrigger();
            trigger.setKey(key);
            trigger.setJobKey(job);
            try {
                trigger.setCronExpression(cron);
            } catch (ParseException e) {
                throw new IllegalArgumentException("settings are checked when they are loaded", e);
            }
            trigger.setTimeZone(TimeZone.getTimeZone(zone));
            trigger.setMisfireInstruction(CronTrigger.MISFIRE_INSTRUCTION_FIRE_ONCE_NOW);
            trigger.setStartTime(Date.from(from));
            return trigger;
        }
    }

    private static void install(Scheduler scheduler, JobDetail job, Firing firing, Instant from)
            throws SchedulerException {
        scheduler.addJob(job, true);
        Trigger stored = scheduler.getTrigger(firing.key());
        if (stored == null) {
            scheduler.scheduleJob(firing.trigger(job.getKey(), from));
        } else if (!firing.fits(stored)) {
            scheduler.rescheduleJob(firing.key(), firing.trigger(job.getKey(), from));
        }
    }
}
