package io.spillway.batch.eod;

import io.spillway.batch.launch.BatchContext;
import java.nio.file.Path;

/** A process that dies without a word inside the cascade step of its second day, or of a correction of that day. */
public final class KilledCascade {

    private static final int HALTED = 137;

    private KilledCascade() {
    }

    /**
     * Runs until it dies.
     *
     * @param args the data directory, the inputs, and those of the correction if one is to be made
     */
    public static void main(String[] args) {
        Path data = Path.of(args[0]);
        int[] cascades = {0};
        StepProbe die = step -> {
            if (step.equals("liquidationAndWaterfall") && ++cascades[0] == args.length) {
                Runtime.getRuntime().halt(HALTED);
            }
        };
        try (BatchContext context = DayFixture.open(data, die)) {
            DayFixture.run(context, DayFixture.FIRST, Path.of(args[1]), data.resolve("reports"));
            DayFixture.run(context, DayFixture.CRASH, Path.of(args[1]), data.resolve("reports"));
            DayFixture.correct(context, DayFixture.CRASH, Path.of(args[args.length - 1]), data.resolve("reports"));
        }
        throw new IllegalStateException("not killed");
    }
}
