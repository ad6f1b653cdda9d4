package io.spillway.batch.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What will go wrong, day by day.
 *
 * @param days attempts before the one that nothing disturbs, for each day
 */
record Plan(List<Day> days) {

    static final List<String> STEPS = List.of("openCycle", "loadInputs", "checkInputs", "rollPositions",
            "markToMarket", "margin", "calls", "liquidationAndWaterfall", "ledger", "reports", "reconcileAndClose");

    /**
     * A day.
     *
     * @param isNextTriedFirst whether somebody tries to run the day after it before it is closed
     * @param isFileLate whether a file comes after the close
     * @param correction whether it is corrected, in both runs alike
     * @param correctionAttempts how the correction is disturbed
     */
    record Day(List<Attempt> attempts, boolean isNextTriedFirst, boolean isFileLate, Correction correction,
               List<Attempt> correctionAttempts) {
    }

    /** Whether a day is corrected after its close. */
    enum Correction { NONE, CORRECTED }

    /**
     * One launch.
     *
     * @param commitPerMille which commit breaks: its place among those of an undisturbed day, in thousandths
     * @param step the step that a stop, or the second launch, falls into
     */
    record Attempt(Optional<InputFault> input, Optional<RunFault> run, int commitPerMille, String step) {

        @Override
        public String toString() {
            String at = run.isEmpty() ? "" : run.get().trap(1).isPresent() ? " at " + commitPerMille + "/1000 of the commits"
                    : " in " + step;
            return input.map(Enum::name).orElse("sound files") + " and " + run.map(Enum::name).orElse("a quiet run")
                    + at;
        }
    }

    /** Whether real processes are killed, which takes seconds each. */
    enum Length { SHORT, LONG }

    static Plan draw(long seed, int days, Length length) {
        List<Day> plans = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            Dice dice = new Dice(seed, "faults of " + day);
            int attempts = dice.percent(20) ? 0 : dice.between(1, 3);
            List<Attempt> drawn = new ArrayList<>();
            for (int a = 0; a < attempts; a++) {
                drawn.add(attempt(dice));
            }
            // A launch that nothing stops closes the day, and what came after it would find nothing to do.
            drawn.sort(Comparator.comparing(a -> a.run().equals(Optional.of(RunFault.DOUBLE_LAUNCH))));
            plans.add(new Day(drawn, dice.percent(20), dice.percent(25), dice.percent(20) ? Correction.CORRECTED
                    : Correction.NONE, dice.percent(60) ? List.of(broken(dice)) : List.of()));
        }
        if (length == Length.LONG) {
            Dice dice = new Dice(seed, "kill");
            Day day = plans.get(dice.between(0, days - 1));
            RunFault kill = dice.percent(50) ? RunFault.KILLED_BEFORE_COMMIT : RunFault.KILLED_AFTER_COMMIT;
            day.attempts().add(0, new Attempt(Optional.empty(), Optional.of(kill), dice.between(0, 1000), ""));
        }
        return new Plan(plans);
    }

    private static Attempt broken(Dice dice) {
        return new Attempt(Optional.empty(), Optional.of(dice.pick(List.of(RunFault.DIES_BEFORE_COMMIT,
                RunFault.DIES_AFTER_COMMIT, RunFault.LOSES_CONNECTION_BEFORE_COMMIT,
                RunFault.LOSES_CONNECTION_AFTER_COMMIT))), dice.between(0, 1000), "");
    }

    private static Attempt attempt(Dice dice) {
        List<RunFault> faults = List.of(RunFault.values()).stream().filter(f -> !f.isKill()).toList();
        int kind = dice.between(1, 10);
        Optional<InputFault> input = kind <= 5 ? Optional.of(dice.pick(List.of(InputFault.values())))
                : Optional.empty();
        Optional<RunFault> run = kind >= 5 ? Optional.of(dice.pick(faults)) : Optional.empty();
        return new Attempt(input, run, dice.between(0, 1000), dice.pick(STEPS));
    }
}
