package io.spillway.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten seeds of the simulation; the profile {@code simulation} runs as many as wanted. */
class SimulationTest {

    private static final Coverage COVERAGE = new Coverage();

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aHouseWhoseDaysAreFullOfFaultsEndsAsOneThatNothingHappenedTo(long seed) {
        Simulation.run(seed, Plan.Length.SHORT, directory, COVERAGE);
    }

    @AfterAll
    static void print() {
        System.out.println(COVERAGE);
    }
}
