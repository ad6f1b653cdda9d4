package io.spillway.batch.eod;

import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.InputStore;
import io.spillway.batch.store.OpeningStore;
import io.spillway.waterfall.day.CheckedInputs;
import io.spillway.waterfall.day.Day;
import io.spillway.waterfall.day.DayInputs;
import io.spillway.waterfall.day.DayOpening;
import io.spillway.waterfall.day.DayResult;
import io.spillway.waterfall.day.DayRules;

/**
 * Computes a cycle from what is committed of it: opening state, inputs and settings. Every step asks here, first run or
 * restart, and verify too. Once the inputs are accepted nothing they depend on can change, so the answer is kept for the
 * steps that follow in this process; it is the function's result, never another step's output.
 */
public final class DayComputation {

    private final OpeningStore openings;
    private final InputStore inputs;
    private final CycleStore cycles;
    private Computed latest;
    private Opened opened;

    public DayComputation(OpeningStore openings, InputStore inputs, CycleStore cycles) {
        this.openings = openings;
        this.inputs = inputs;
        this.cycles = cycles;
    }

    /** A computed day and the opening it began with. */
    public record Computed(long cycleId, DayOpening opening, DayResult result) {
    }

    /** Checks the committed inputs; runs in the caller's transaction. */
    public CheckedInputs check(long cycleId) {
        forget();
        Loaded loaded = load(cycleId);
        opened = new Opened(cycleId, loaded.settings(), loaded.opening());
        return Day.check(loaded.opening(), loaded.inputs(), loaded.rules());
    }

    /** The day's results; runs in the caller's transaction. */
    public Computed result(long cycleId) {
        if (latest == null || latest.cycleId() != cycleId) {
            latest = compute(load(cycleId, opened), cycleId);
            opened = null;
        }
        return latest;
    }

    /** The day's results computed anew, whatever is kept. */
    public Computed compute(long cycleId) {
        return compute(load(cycleId), cycleId);
    }

    private static Computed compute(Loaded loaded, long cycleId) {
        return new Computed(cycleId, loaded.opening(),
                Day.compute(loaded.opening(), loaded.inputs(), loaded.rules(), Settings.resultText(loaded.settings())));
    }

    /** Lets go of what is kept. */
    public void forget() {
        latest = null;
        opened = null;
    }

    private record Loaded(DayOpening opening, DayInputs inputs, DayRules rules, String settings) {
    }

    /** What a cycle opens with is fixed once its files are loaded: the check's reading serves the computation too. */
    private record Opened(long cycleId, String settings, DayOpening opening) {
    }

    private Loaded load(long cycleId) {
        return load(cycleId, null);
    }

    private Loaded load(long cycleId, Opened known) {
        ClearingCycleRow cycle = cycles.get(cycleId);
        Settings settings = Settings.parse(cycle.settings());
        DayRules rules = SettingsOfDay.rules(settings);
        boolean isKnown = known != null && known.cycleId() == cycleId && known.settings().equals(cycle.settings());
        DayOpening opening = isKnown ? known.opening() : openings.load(cycleId, settings);
        return new Loaded(opening, inputs.load(cycleId, opening), rules, cycle.settings());
    }
}
