package io.spillway.batch.eod;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.compare.CascadeCase;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The cascade of a closed day as it began, computed again from what is stored, to be run under other rules. */
public final class CascadeOfDay {

    private final DayComputation computation;
    private final CycleStore cycles;
    private final TransactionTemplate transaction;

    CascadeOfDay(DayComputation computation, CycleStore cycles, PlatformTransactionManager transactions) {
        this.computation = computation;
        this.cycles = cycles;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A day's cascade; amounts are minor units of the currency. */
    public record Found(CascadeCase cascade, String currency, int scale) {
    }

    /** @throws CommandFailure if the date is not closed */
    public Found of(LocalDate date) {
        return transaction.execute(status -> {
            ClearingCycleRow cycle = cycles.official(date).orElseThrow(() -> new CommandFailure(
                    ExitCode.BLOCKED_BY_DATA, date + " is not closed; run eod --date " + date + " first"));
            DayComputation.Computed day = computation.compute(cycle.cycleId());
            // Declarations bring no loss of their own (rule 5.11), as on the day.
            Map<Integer, Long> declared = new HashMap<>();
            day.result().inputs().decisions().declared().forEach(member -> declared.put(member, 0L));
            return new Found(new CascadeCase(day.result().book(), day.result().opening(),
                    SettingsOfDay.rules(Settings.parse(cycle.settings())).cascade(),
                    List.of(new CascadeEvent(Map.of(), Map.of(), declared))), cycle.baseCurrency(), cycle.baseScale());
        });
    }
}
