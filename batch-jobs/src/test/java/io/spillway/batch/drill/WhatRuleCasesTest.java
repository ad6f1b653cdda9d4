package io.spillway.batch.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.waterfall.whatrule.Replay;
import io.spillway.waterfall.whatrule.Rerun;
import io.spillway.waterfall.whatrule.RuleChange;
import io.spillway.waterfall.whatrule.WhatRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The column "as configured" on the cases worked out apart from this code: every amount but the contagion map's. */
class WhatRuleCasesTest {

    static List<Path> cases() throws IOException {
        return GoldenCasesTest.cases().stream().filter(file -> !file.getFileName().toString().startsWith("error-")).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void asConfiguredAgreesToTheMinorUnit(Path file) throws IOException {
        JsonNode expected = Drill.JSON.readTree(Files.readString(Path.of(file.toString().replace(".json", ".expected.json"))));
        if (expected.has("error")) {
            return;
        }
        DrillCase drillCase = Drill.read(file);
        Rerun rerun = new WhatRule(Replay.ofCase(drillCase.book(), drillCase.opening(), drillCase.rules(),
                drillCase.events()), List.of()).rerun(RuleChange.AS_CONFIGURED);
        ObjectNode actual = new DrillResult(new Drill.Outcome(drillCase, rerun.events(), rerun.end())).json();
        actual.remove("contagion");
        ((ObjectNode) expected).remove("contagion");
        JsonComparison comparison = JsonComparison.of(expected, actual);
        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.amounts()).isGreaterThan(10);
    }
}
