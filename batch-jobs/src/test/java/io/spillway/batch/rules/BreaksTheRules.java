package io.spillway.batch.rules;

import java.time.LocalDate;
import java.util.Random;

/** A control for the house's rules: each must find something here. */
public final class BreaksTheRules {

    private final ThreadLocal<LocalDate> today = ThreadLocal.withInitial(LocalDate::now);
    private final double equityAmount = new Random().nextDouble();

    /** Uses what it has. */
    @Override
    public String toString() {
        return today.get() + " " + LocalDate.now() + " " + equityAmount;
    }
}
