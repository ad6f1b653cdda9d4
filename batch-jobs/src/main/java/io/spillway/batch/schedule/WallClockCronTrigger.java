package io.spillway.batch.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.ZoneId;
import java.util.Date;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.ScheduleBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.CronTriggerPersistenceDelegate;
import org.quartz.impl.triggers.CronTriggerImpl;
import org.quartz.spi.MutableTrigger;
import org.quartz.spi.OperableTrigger;

/** A Quartz cron trigger that fires as {@link WallClockCron} says. */
public final class WallClockCronTrigger extends CronTriggerImpl {

    private static final long serialVersionUID = 1L;

    private transient WallClockCron cron;

    @Override
    protected Date getTimeAfter(Date after) {
        if (cron == null) {
            cron = new WallClockCron(getCronExpression(), ZoneId.of(getTimeZone().getID()));
        }
        return cron.next(after.toInstant()).map(Date::from).orElse(null);
    }

    /** True, so that the store asks the delegate below and not the one for plain cron triggers. */
    @Override
    public boolean hasAdditionalProperties() {
        return true;
    }

    /** Keeps these triggers in the cron triggers' table under a type of their own. Named in the store's settings. */
    public static final class Persistence extends CronTriggerPersistenceDelegate {

        private static final String TYPE = "WALLCRON";

        @Override
        public boolean canHandleTriggerType(OperableTrigger trigger) {
            return trigger instanceof WallClockCronTrigger;
        }

        @Override
        public String getHandledTriggerTypeDiscriminator() {
            return TYPE;
        }

        /** Every load goes through here. */
        @Override
        public TriggerPropertyBundle loadExtendedTriggerPropertiesFromResultSet(ResultSet row, TriggerKey key)
                throws SQLException {
            TriggerPropertyBundle stored = super.loadExtendedTriggerPropertiesFromResultSet(row, key);
            return new TriggerPropertyBundle(new Builder((CronScheduleBuilder) stored.getScheduleBuilder()),
                    stored.getStatePropertyNames(), stored.getStatePropertyValues());
        }
    }

    /** Makes a wall-clock trigger of what makes a plain one. */
    static final class Builder extends ScheduleBuilder<CronTrigger> {

        private final CronScheduleBuilder plain;

        Builder(CronScheduleBuilder plain) {
            this.plain = plain;
        }

        @Override
        protected MutableTrigger build() {
            CronTrigger cron = (CronTrigger) plain.build();
            WallClockCronTrigger trigger = new WallClockCronTrigger();
            try {
                trigger.setCronExpression(cron.getCronExpression());
            } catch (ParseException e) {
                throw new IllegalStateException("Quartz read it before", e);
            }
            trigger.setTimeZone(cron.getTimeZone());
            trigger.setMisfireInstruction(cron.getMisfireInstruction());
            return trigger;
        }
    }
}
