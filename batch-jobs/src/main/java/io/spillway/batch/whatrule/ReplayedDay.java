package io.spillway.batch.whatrule;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.eod.DayComputation;
import io.spillway.batch.eod.SettingsOfDay;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.waterfall.day.DayDigest;
import io.spillway.waterfall.whatrule.Replay;
import java.time.LocalDate;
import java.util.OptionalInt;

/**
 * A closed day as its cascade found it: computed anew from the stored inputs and settings, the digest compared.
 *
 * @param digest that the cycle was closed with, and that it computes to
 */
public record ReplayedDay(LocalDate businessDate, int cycleNo, String digest, String currency, int scale,
                          Replay replay) {

    /**
     * Reads a day in the caller's transaction.
     *
     * @param cycleNo of the date; the official one where none is named
     * @throws CommandFailure if no such cycle is closed, or if it does not compute to what it was closed with
     */
    public static ReplayedDay read(CycleStore cycles, DayComputation computation, LocalDate businessDate,
            OptionalInt cycleNo) {
        ClearingCycleRow cycle = (cycleNo.isPresent() ? cycles.find(businessDate, cycleNo.getAsInt())
                .filter(c -> c.status().isDone()) : cycles.official(businessDate)).orElseThrow(() ->
                new CommandFailure(ExitCode.BLOCKED_BY_DATA, "no cycle " + (cycleNo.isPresent() ? cycleNo.getAsInt() + " "
                        : "") + "of " + businessDate + " is closed; run eod --date " + businessDate + " first"));
        if (cycle.rulesVersion() != DayDigest.RULES_VERSION || cycle.formatVersion() != DayDigest.FORMAT_VERSION) {
            throw new CommandFailure(ExitCode.FAILED, businessDate + " was closed under rules version "
                    + cycle.rulesVersion() + " and encoding " + cycle.formatVersion() + "; this program computes by "
                    + DayDigest.RULES_VERSION + " and " + DayDigest.FORMAT_VERSION + " and cannot run that day again");
        }
        DayComputation.Computed day = computation.compute(cycle.cycleId());
        if (!day.result().digest().equals(cycle.digest())) {
            throw new CommandFailure(ExitCode.FAILED, businessDate + " cycle " + cycle.cycleNo() + " was closed with digest "
                    + cycle.digest() + ", but computes to " + day.result().digest() + "; see verify --date " + businessDate);
        }
        return new ReplayedDay(businessDate, cycle.cycleNo(), cycle.digest(), cycle.baseCurrency(), cycle.baseScale(),
                Replay.ofDay(day.opening(), day.result(), SettingsOfDay.rules(Settings.parse(cycle.settings())).cascade()));
    }
}
