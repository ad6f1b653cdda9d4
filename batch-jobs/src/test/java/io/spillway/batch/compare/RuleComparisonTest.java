package io.spillway.batch.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.batch.drill.Drill;
import io.spillway.batch.drill.DrillCase;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.LayerResult;
import io.spillway.waterfall.compare.CascadeCase;
import io.spillway.waterfall.compare.RuleComparison;
import io.spillway.waterfall.compare.RuleOutcome;
import io.spillway.waterfall.compare.RuleVariant;
import io.spillway.waterfall.layer.LayerName;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same case under other rules: by hand, and against the ordinary engine on the golden cases. */
class RuleComparisonTest {

    private static final Path CASES = Path.of("src/test/resources/cases");

    @TempDir
    private Path folder;

    private Map<String, RuleOutcome> compared(String json) throws IOException {
        DrillCase drill = Drill.read(Files.writeString(folder.resolve("case.json"), json));
        return compared(drill);
    }

    private static Map<String, RuleOutcome> compared(DrillCase drill) {
        return new RuleComparison(new CascadeCase(drill.book(), drill.opening(), drill.rules(), drill.events()))
                .run(RuleVariant.standard(drill.rules())).stream()
                .collect(Collectors.toMap(outcome -> outcome.variant().name(), Function.identity()));
    }

    static Stream<Path> goldenCases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".json") && !file.toString().endsWith(".expected.json")
                    && !file.getFileName().toString().startsWith("error-")).sorted().toList().stream();
        }
    }

    /** Where only the rules are otherwise, a variant is the ordinary engine under those rules. */
    @ParameterizedTest
    @MethodSource("goldenCases")
    void underAnyRulesACaseIsWhatTheEngineSays(Path file) throws IOException {
        DrillCase drill = Drill.read(file);
        int compared = 0;
        for (RuleOutcome outcome : compared(drill).values()) {
            if (outcome.variant().kind() == RuleVariant.Kind.RULES && outcome.error().isEmpty()) {
                isTheEngines(outcome, drill);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(4);
    }

    private static void isTheEngines(RuleOutcome outcome, DrillCase drill) {
        Map<LayerName, Long> paid = new EnumMap<>(LayerName.class);
        TreeSet<String> defaulted = new TreeSet<>();
        int rounds = 0;
        for (CascadeResult event : Drill.run(new DrillCase(drill.name(), "", drill.currency(), drill.scale(), drill.book(),
                drill.opening(), outcome.variant().rules(), drill.events())).events()) {
            rounds += event.rounds().size();
            event.declaredBefore().forEach(m -> defaulted.add(drill.book().memberIds().get(m)));
            event.rounds().forEach(round -> {
                round.defaulted().forEach(m -> defaulted.add(drill.book().memberIds().get(m)));
                for (LayerResult layer : round.layers()) {
                    paid.merge(layer.layer(), layer.paid(), Math::addExact);
                }
            });
        }
        assertThat(outcome.paid()).as(outcome.variant().name()).isEqualTo(paid);
        assertThat(outcome.defaulted()).as(outcome.variant().name()).isEqualTo(defaulted);
        assertThat(outcome.rounds()).as(outcome.variant().name()).isEqualTo(rounds);
    }

    /**
     * C is long 10 OIL and short 10 GAS with 300.00, no impact; both fall by a fifth. Account-wide it loses 200.00 and wins
     * 200.00 and has to have 160.00: nothing happens. Isolated, each position has 150.00: OIL is left with -50.00 and is
     * closed; M's capital of 20.00 does not pay that, so M is in default, and its contribution of 10.00 and the insurance
     * fund pay, while C's 350.00 in GAS is not touched.
     */
    @Test
    void anAccountThatLivesAsAWholeLosesAPositionWhenMarginIsIsolated() throws IOException {
        Map<String, RuleOutcome> outcomes = compared("""
                {"name": "isolated", "source": "hand-made", "currency": "USD",
                 "instruments": [
                  {"id": "GAS", "price": "100.00", "multiplier": "1", "tick": "0.01", "maintenanceRate": "0.1", "impact": "NONE"},
                  {"id": "OIL", "price": "100.00", "multiplier": "1", "tick": "0.01", "maintenanceRate": "0.1", "impact": "NONE"}],
                 "members": [{"id": "M", "capital": "20.00", "fundContribution": "10.00"},
                             {"id": "S", "capital": "0.00", "fundContribution": "10.00"}],
                 "accounts": [
                  {"id": "C", "member": "M", "kind": "CLIENT_SEGREGATED", "equity": "300.00", "positions": {"OIL": "10", "GAS": "-10"}},
                  {"id": "S-H", "member": "S", "equity": "9000.00", "positions": {"OIL": "-10", "GAS": "10"}}],
                 "layers": {"SKIN_IN_THE_GAME": "5.00", "INSURANCE_FUND": "100.00"},
                 "events": [{"shock": {"OIL": "-0.2", "GAS": "-0.2"}}]}
                """);
        assertThat(outcomes.get("as configured").rounds()).isZero();
        RuleOutcome isolated = outcomes.get("isolated margin");
        assertThat(isolated.defaulted()).containsExactly("M");
        assertThat(isolated.loss()).isEqualTo(50_00);
        assertThat(isolated.paidBy(LayerName.DEFAULTER_FUND_CONTRIBUTION)).isEqualTo(10_00);
        assertThat(isolated.paidBy(LayerName.SKIN_IN_THE_GAME)).isEqualTo(5_00);
        assertThat(isolated.paidBy(LayerName.INSURANCE_FUND)).isEqualTo(35_00);
    }

    /**
     * OIL halves: D, long 10 with 100.00, leaves 400.00 that nobody prefunded; A, short 10, won 500.00. GAS rises by 30%: B
     * won 300.00 from E. A haircut of gains takes 250.00 from A and 150.00 from B; deleveraging takes all of it from A, who
     * stands opposite to D.
     */
    @Test
    void autoDeleveragingTakesFromThoseOppositeWhatAHaircutTakesFromAllWinners() throws IOException {
        Map<String, RuleOutcome> outcomes = compared("""
                {"name": "adl", "source": "hand-made", "currency": "USD",
                 "instruments": [
                  {"id": "GAS", "price": "100.00", "multiplier": "1", "tick": "0.01", "maintenanceRate": "0.1", "impact": "NONE"},
                  {"id": "OIL", "price": "100.00", "multiplier": "1", "tick": "0.01", "maintenanceRate": "0.1", "impact": "NONE"}],
                 "members": [{"id": "A", "capital": "0.00", "fundContribution": "0.00"},
                             {"id": "B", "capital": "0.00", "fundContribution": "0.00"},
                             {"id": "D", "capital": "0.00", "fundContribution": "0.00"},
                             {"id": "E", "capital": "0.00", "fundContribution": "0.00"}],
                 "accounts": [
                  {"id": "A-H", "member": "A", "equity": "900.00", "positions": {"OIL": "-10"}},
                  {"id": "B-H", "member": "B", "equity": "900.00", "positions": {"GAS": "10"}},
                  {"id": "D-H", "member": "D", "equity": "100.00", "positions": {"OIL": "10"}},
                  {"id": "E-H", "member": "E", "equity": "9000.00", "positions": {"GAS": "-10"}}],
                 "events": [{"shock": {"OIL": "-0.5", "GAS": "0.3"}}]}
                """);
        assertThat(outcomes.get("as configured").members()).isEqualTo(Map.of("A", 250_00L, "B", 150_00L));
        assertThat(outcomes.get("auto-deleveraging").members()).isEqualTo(Map.of("A", 400_00L));
        assertThat(outcomes.get("no contagion").paidBy(LayerName.UNFUNDED)).isEqualTo(400_00);
        assertThat(outcomes.get("as configured").deepest()).isEmpty();
    }

    @Test
    void fireSalesFallLessDeepWithoutImpactAndARuleThatCannotRunSaysSo() throws IOException {
        Map<String, RuleOutcome> outcomes = compared(Drill.read(CASES.resolve("fire-sale-two-rounds.json")));
        assertThat(outcomes.get("as configured").deepest().orElseThrow().part()).isGreaterThan(BigDecimal.ZERO);
        assertThat(outcomes.get("no contagion").deepest()).isEmpty();
        assertThat(outcomes.get("no contagion").rounds()).isLessThan(outcomes.get("as configured").rounds());

        Map<String, RuleOutcome> endless = compared(Drill.read(CASES.resolve("error-max-rounds.json")));
        assertThat(endless.get("as configured").error().orElseThrow()).contains("max rounds");
        assertThat(endless.get("no contagion").error()).isEmpty();
    }

    @Test
    void anOrderThatPutsOthersBeforeTheDefaulterIsRefused() throws IOException {
        DrillCase drill = Drill.read(CASES.resolve("single-default.json"));
        assertThat(RuleVariant.ordered(drill.rules(), List.of(LayerName.DEFAULTER_MARGIN, LayerName.INSURANCE_FUND)).rules()
                .layers()).hasSize(2);
        assertThatThrownBy(() -> RuleVariant.ordered(drill.rules(), List.of(LayerName.INSURANCE_FUND,
                LayerName.DEFAULTER_MARGIN))).hasMessageContaining("must come before the layers of others");
    }
}
