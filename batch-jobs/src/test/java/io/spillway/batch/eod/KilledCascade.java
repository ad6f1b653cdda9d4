package io.spillway.batch.eod;

import io.spillway.batch.launch.BatchContext;
import java.nio.file.Path;

/** A process that runs two days and dies without a word inside the cascade step of the second. */
public final class KilledCascade {

    private static final int HALTED = 137;

    private KilledCascade() {
    }

    /**
     * Runs until it dies.
     *
     * @param args the data directory and the inputs
     */
    public static void main(String[] args) {
        Path data = Path.of(args[0]);
        int[] cascades = {0};
        StepProbe die = step -> {
            if (step.equals("liquidationAndWaterfall") && ++cascades[0] == 2) {
                Runtime.getRuntime().halt(HALTED);
            }
        };
        try (BatchContext context = DayFixture.open(data, die)) {
            DayFixture.run(context, DayFixture.FIRST, Path.of(args[1]), data.resolve("reports"));
            DayFixture.run(context, DayFixture.CRASH, Path.of(args[1]), data.resolve("reports"));
        }
        throw new IllegalStateException("not killed");
    }
}
