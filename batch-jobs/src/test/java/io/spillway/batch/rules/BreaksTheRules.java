package io.spillway.batch.rules;

import jakarta.persistence.Entity;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Random;
import java.util.SplittableRandom;

/** A control for the house's rules: each must find something here. */
@Entity
public final class BreaksTheRules {

    private final ThreadLocal<LocalDate> today = ThreadLocal.withInitial(LocalDate::now);
    private final double equityAmount = new Random().nextDouble();
    private final float price = new SplittableRandom().nextInt();

    /** Money as a double. */
    public double openLoss() {
        return equityAmount * price;
    }

    /** More than four parameters, {@code true} among them. */
    public long add(long first, long second, long third, long fourth, boolean isFifth) {
        return isFifth ? first + second : third + fourth;
    }

    /** Uses what it has. */
    @Override
    public String toString() {
        return today.get() + " " + LocalDate.now() + " " + ZonedDateTime.now() + " " + Clock.systemUTC()
                + " " + new Date();
    }
}
