package io.spillway.batch.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.batch.drill.Drill;
import io.spillway.batch.generate.PlainSettlement.Standing;
import io.spillway.waterfall.cascade.Round;
import io.spillway.waterfall.layer.LayerName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The crash day of the sample as a drill: what a newcomer is promised to see does happen. */
class CrashDayTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 42, 2027})
    void theCrashBringsDefaultsAndContagionThatTheSurvivorsPayForAndNothingStaysUnfunded(long seed,
            @TempDir Path directory) throws IOException {
        Generator.generate(GeneratorSettings.sample(LocalDate.of(2027, 2, 1), seed), directory, ProgressListener.NONE);
        Path file = directory.resolve("crash-day.json");
        Files.writeString(file, JSON.writeValueAsString(crashDay(new GeneratedFiles(directory))));

        Drill.Outcome outcome = Drill.run(file);
        List<Round> rounds = outcome.events().get(0).rounds();
        assertThat(rounds).hasSizeGreaterThanOrEqualTo(3);
        assertThat(rounds.stream().mapToInt(round -> round.defaulted().size()).sum()).isGreaterThanOrEqualTo(2);
        assertThat(rounds.stream().mapToInt(round -> round.ported().size()).sum()).isPositive();
        assertThat(paid(rounds, LayerName.SURVIVORS_FUND_CONTRIBUTIONS)).isPositive();
        assertThat(paid(rounds, LayerName.UNFUNDED)).isZero();
        assertThat(outcome.end().unfunded()).isZero();
    }

    private static long paid(List<Round> rounds, LayerName layer) {
        return rounds.stream().flatMap(round -> round.layers().stream()).filter(result -> result.layer() == layer)
                .mapToLong(result -> result.paid()).sum();
    }

    /** The house after the mark of its fourth day, as a drill case with an event that changes nothing. */
    private static ObjectNode crashDay(GeneratedFiles files) {
        PlainSettlement settlement = new PlainSettlement(files);
        files.days().subList(0, 3).forEach(settlement::run);
        Map<String, Standing> standings = settlement.run(files.days().get(3));
        ObjectNode crash = JSON.createObjectNode().put("name", "crash-day").put("currency", "USD");
        ObjectNode fx = crash.putObject("fx");
        fx.put("EUR", settlement.fx().get("EUR").toPlainString()).put("JPY", settlement.fx().get("JPY").toPlainString());
        ArrayNode instruments = crash.putArray("instruments");
        for (Map<String, String> row : files.rows("reference/instruments.csv")) {
            instruments.add(instrument(row, settlement.prices().get(row.get("instrument_id")).toPlainString()));
        }
        ArrayNode members = crash.putArray("members");
        for (Map<String, String> row : files.rows("reference/members.csv")) {
            members.addObject().put("id", row.get("member_id")).put("capital", row.get("capital"))
                    .put("fundContribution", row.get("fund_contribution"));
        }
        ArrayNode accounts = crash.putArray("accounts");
        Map<String, Map<String, String>> positions = settlement.openPositions();
        for (Map<String, String> row : files.rows("reference/accounts.csv")) {
            Standing standing = standings.get(row.get("account_id"));
            ObjectNode account = accounts.addObject().put("id", row.get("account_id")).put("member", row.get("member_id"))
                    .put("kind", row.get("kind")).put("equity", standing.equity().toPlainString())
                    .put("gain", standing.gain().toPlainString());
            putUnlessEmpty(account, "backupMember", row.get("backup_member_id"));
            ObjectNode held = account.putObject("positions");
            positions.getOrDefault(row.get("account_id"), Map.of()).forEach(held::put);
        }
        ObjectNode layers = crash.putObject("layers");
        files.rows("reference/funds.csv").forEach(row -> layers.put(row.get("layer"), row.get("amount")));
        crash.putArray("events").addObject().putObject("prices");
        return crash;
    }

    private static ObjectNode instrument(Map<String, String> row, String price) {
        ObjectNode instrument = JSON.createObjectNode().put("id", row.get("instrument_id")).put("price", price)
                .put("currency", row.get("currency")).put("multiplier", row.get("multiplier"))
                .put("tick", row.get("tick")).put("lot", row.get("lot")).put("maintenanceRate", row.get("margin_rate"))
                .put("impact", row.get("impact")).put("sigma", row.get("sigma")).put("adv", row.get("adv"))
                .put("allowNegative", row.get("allow_negative").equals("true"));
        putUnlessEmpty(instrument, "depth", row.get("depth"));
        putUnlessEmpty(instrument, "priceLimit", row.get("price_limit"));
        putUnlessEmpty(instrument, "referencePrice", row.get("reference_price"));
        return instrument;
    }

    private static void putUnlessEmpty(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }
}
