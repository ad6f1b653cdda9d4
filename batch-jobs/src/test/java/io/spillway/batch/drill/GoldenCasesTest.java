package io.spillway.batch.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Cases whose results were worked out apart from this code: every amount must agree to the minor unit. */
class GoldenCasesTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static int amountsCompared;
    private static int casesCompared;

    static List<Path> cases() {
        return DrillRunner.casesOf(List.of(CASES, CASES.resolve("random")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void agreesToTheMinorUnit(Path file) throws IOException {
        Path expectedFile = Path.of(file.toString().replace(".json", ".expected.json"));
        JsonNode expected = Drill.JSON.readTree(Files.readString(expectedFile));
        JsonNode actual = DrillRunner.resultOf(file, Optional.empty());
        if (expected.has("error")) {
            assertThat(actual.has("error")).as("refused").isTrue();
            return;
        }
        JsonComparison comparison = JsonComparison.of(expected, actual);
        assertThat(comparison.differences()).isEmpty();
        amountsCompared += comparison.amounts();
        casesCompared++;
    }

    @Test
    void comparisonNoticesASingleMinorUnit() throws IOException {
        String expected = Files.readString(CASES.resolve("single-default.expected.json"));
        JsonNode tampered = Drill.JSON.readTree(expected.replaceFirst("\"capital\": \"([0-9]+)\\.", "\"capital\": \"9$1."));
        assertThat(JsonComparison.of(Drill.JSON.readTree(expected), tampered).differences()).hasSize(1);
    }

    @AfterAll
    static void tellHowMuchWasCompared() {
        System.out.println("Golden cases: " + amountsCompared + " amounts compared in " + casesCompared + " cases");
    }
}
