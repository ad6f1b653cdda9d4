package io.spillway.batch.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten seeds of the simulation, chosen for what they meet; the profile {@code simulation} runs as many as wanted. */
class SimulationTest {

    private static final int SEEDS = 10;
    /** What the ten must meet between them, or they prove less than they did. */
    private static final List<String> MET = List.of("fault LATE_MANIFEST", "fault LATE_FILE", "fault DUPLICATE_FILE",
            "fault TRUNCATED_FILE", "fault WRONG_DATE", "fault MISSING_PRICE", "fault OUTLIER_PRICE",
            "fault NEGATIVE_PRICE", "fault UNKNOWN_ACCOUNT", "fault DIES_BEFORE_COMMIT", "fault DIES_AFTER_COMMIT",
            "fault LOSES_CONNECTION_BEFORE_COMMIT", "fault LOSES_CONNECTION_AFTER_COMMIT", "fault STOPPED",
            "fault DOUBLE_LAUNCH", "fault DISK_FULL", "fault NEXT_DAY_TOO_EARLY", "fault LATE_FILE_AFTER_CLOSE",
            "fault CORRECTION", "fault CORRECTION_INTERRUPTED", "layer DEFAULTER_MARGIN",
            "layer DEFAULTER_FUND_CONTRIBUTION", "layer SKIN_IN_THE_GAME", "layer INSURANCE_FUND",
            "layer SURVIVORS_FUND_CONTRIBUTIONS", "layer SECOND_SKIN_IN_THE_GAME", "layer ASSESSMENTS",
            "layer SOCIALISED_LOSS", "layer UNFUNDED", "day UNFUNDED", "account CLOSED", "account PORTED",
            "account HALTED", "three rounds or more");
    private static final Coverage COVERAGE = new Coverage();

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 8, 11, 12, 13, 14, 16, 18, 19, 21})
    void aHouseWhoseDaysAreFullOfFaultsEndsAsOneThatNothingHappenedTo(long seed) {
        Simulation.run(seed, Plan.Length.SHORT, directory, COVERAGE);
        COVERAGE.saw(seed, "a seed to its end");
    }

    @AfterAll
    static void theSeedsMeetWhatTheyWereChosenFor() {
        if (COVERAGE.of("a seed to its end") == SEEDS) {
            assertThat(COVERAGE.seeds().keySet()).containsAll(MET);
        }
    }
}
