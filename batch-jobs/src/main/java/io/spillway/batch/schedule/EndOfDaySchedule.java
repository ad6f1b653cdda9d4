package io.spillway.batch.schedule;

import io.spillway.batch.settings.HouseSettings;
import io.spillway.batch.store.Vendor;
import java.text.ParseException;
import java.time.Instant;
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
 * Quartz with its store in the house's database: one durable job, one trigger. Firings missed while nothing ran are
 * made up for by one, at once; a firing whose process died is fired again by the next process.
 */
final class EndOfDaySchedule {

    static final JobKey JOB = new JobKey("endOfDay", "spillway");
    static final TriggerKey TRIGGER = new TriggerKey("endOfDay", "spillway");

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
        JobDetail job = JobBuilder.newJob(EndOfDayJob.class).withIdentity(JOB).storeDurably().requestRecovery().build();
        scheduler.addJob(job, true);
        Trigger stored = scheduler.getTrigger(TRIGGER);
        Trigger wanted = trigger(house, from);
        if (stored == null) {
            scheduler.scheduleJob(wanted);
        } else if (!fits(stored, house)) {
            scheduler.rescheduleJob(TRIGGER, wanted);
        }
    }

    private static boolean fits(Trigger stored, HouseSettings house) {
        return stored instanceof WallClockCronTrigger cron && cron.getCronExpression().equals(house.endOfDayCron())
                && cron.getTimeZone().getID().equals(house.zone().getId());
    }

    private static Trigger trigger(HouseSettings house, Instant from) {
        WallClockCronTrigger trigger = new WallClockCronTrigger();
        trigger.setKey(TRIGGER);
        trigger.setJobKey(JOB);
        try {
            trigger.setCronExpression(house.endOfDayCron());
        } catch (ParseException e) {
            throw new IllegalArgumentException("settings are checked when they are loaded", e);
        }
        trigger.setTimeZone(TimeZone.getTimeZone(house.zone()));
        trigger.setMisfireInstruction(CronTrigger.MISFIRE_INSTRUCTION_FIRE_ONCE_NOW);
        trigger.setStartTime(Date.from(from));
        return trigger;
    }
}
