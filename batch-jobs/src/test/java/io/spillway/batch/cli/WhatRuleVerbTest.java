package io.spillway.batch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verb what-rule from the shell's side: exit codes, tables, JSON. */
class WhatRuleVerbTest {

    private static final Path CASES = Path.of("src/test/resources/cases");
    private static final String CRASH = "2026-03-03";

    @TempDir
    private Path data;

    private String out;
    private String err;

    @Test
    void aClosedDayIsRunAgainAndNothingIsStored() throws Exception {
        assertThat(run("generate", "--out", data.resolve("inputs").toString(), "--members", "12", "--accounts", "120",
                "--instruments", "6", "--positions", "500", "--days", "2", "--crash", "2")).as(err).isZero();
        assertThat(onData("what-rule", "--date", CRASH)).as("no database yet").isEqualTo(1);
        assertThat(onData("eod", "--date", "2026-03-02")).as(err).isZero();
        assertThat(onData("what-rule", "--date", CRASH)).as("not closed").isEqualTo(2);
        assertThat(err).contains("run eod --date 2026-03-03 first");
        assertThat(onData("eod", "--date", CRASH, "--json")).as(err).isZero();
        JsonNode day = parsed().get("summary");

        assertThat(onData("what-rule", "--date", CRASH, "--json", "--order",
                "DEFAULTER_MARGIN,DEFAULTER_FUND_CONTRIBUTION,ASSESSMENTS")).as(err).isZero();
        JsonNode document = parsed();
        assertThat(document.get("digest").stringValue()).isEqualTo(day.get("digest").stringValue());
        JsonNode own = rule(document, "AS_CONFIGURED");
        assertThat(own.get("rounds").intValue()).isEqualTo(day.get("rounds").size()).isPositive();
        assertThat(own.get("defaulted")).hasSize(day.get("figures").get("declared").intValue());
        for (JsonNode layer : day.get("layers")) {
            assertThat(amount(own.get("layers").get(layer.get("name").stringValue())))
                    .as("%s", layer).isEqualByComparingTo(layer.get("paid").decimalValue());
        }
        assertThat(rule(document, "LIQUIDATE").get("standing").stringValue()).isEqualTo("OWN_RULE");
        assertThat(amount(rule(document, "STATED_ORDER").get("layers").get("INSURANCE_FUND"))).isZero();
        assertThat(rule(document, "NO_IMPACT").has("furthestPrice")).isFalse();
        assertThat(rule(document, "ISOLATED").get("accountsClosed").intValue())
                .isGreaterThanOrEqualTo(own.get("accountsClosed").intValue());

        assertThat(onData("what-rule", "--date", CRASH)).isZero();
        assertThat(out).contains("What rule: 2026-03-03, cycle 1", "What happens", "Who pays, layer by layer",
                "The house's own rule already: LIQUIDATE, GAINS.", "What each line changes");
        assertThat(out.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(120));
        assertThat(onData("verify", "--date", CRASH)).as("the day is as it was closed").isZero();
    }

    @Test
    void casesAreRunAgainAndOneThatCannotBeReadFailsAlone() throws Exception {
        Path broken = Files.writeString(data.resolve("broken.json"), "{\"name\": \"broken\"}");
        assertThat(run("what-rule", CASES.resolve("gains-haircut-two-events.json").toString(), broken.toString(), "--json",
                "--rules", "DELEVERAGING,OPEN_INTEREST")).isEqualTo(1);
        JsonNode cases = parsed().get("cases");
        assertThat(cases.get(0).get("rules")).hasSize(3);
        assertThat(rule(cases.get(0), "DELEVERAGING").get("members").get("B").get("shared").stringValue())
                .isEqualTo("6710.50");
        assertThat(cases.get(1).get("error").stringValue()).contains("currency");
    }

    @Test
    void aRuleThatGivesNoResultSaysSoInItsPlace() {
        assertThat(run("what-rule", CASES.resolve("error-max-rounds.json").toString())).isZero();
        assertThat(out).containsPattern("AS_CONFIGURED .* no result").contains("No result, refused: the cascade did not settle within max rounds, 3: AS_CONFIGURED")
                .containsPattern("NO_IMPACT +[0-9]");
    }

    @Test
    void wrongUsageIsToldApart() {
        assertThat(run("what-rule")).isEqualTo(64);
        assertThat(err).contains("by --date, or drill cases");
        String one = CASES.resolve("single-default.json").toString();
        assertThat(run("what-rule", one, "--date", CRASH)).isEqualTo(64);
        assertThat(run("what-rule", one, "--cycle", "1")).isEqualTo(64);
        assertThat(run("what-rule", one, "--rules", "STATED_ORDER")).isEqualTo(64);
        assertThat(run("what-rule", one, "--rules", "MAGIC")).isEqualTo(64);
        assertThat(run("what-rule", one, "--order", "SKIN_IN_THE_GAME,DEFAULTER_MARGIN")).isEqualTo(64);
        assertThat(err).contains("--order: waterfall: DEFAULTER_MARGIN must come before the layers of others");
        assertThat(run("what-rule", data.resolve("none.json").toString())).isEqualTo(1);
    }

    private JsonNode parsed() {
        return JsonMapper.shared().readTree(out);
    }

    private static JsonNode rule(JsonNode document, String name) {
        for (JsonNode rule : document.get("rules")) {
            if (rule.get("rule").stringValue().equals(name)) {
                return rule;
            }
        }
        throw new AssertionError("no rule " + name + " in " + document);
    }

    private static BigDecimal amount(JsonNode text) {
        return new BigDecimal(text.stringValue());
    }

    private int onData(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", data.toString()));
        return run(all.toArray(String[]::new));
    }

    private int run(String... args) {
        StringWriter results = new StringWriter();
        StringWriter messages = new StringWriter();
        int code = new Program(new PrintWriter(results), new PrintWriter(messages)).run(args);
        out = results.toString();
        err = messages.toString();
        return code;
    }
}
