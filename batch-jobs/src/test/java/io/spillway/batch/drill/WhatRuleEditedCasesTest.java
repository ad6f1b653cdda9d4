package io.spillway.batch.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.waterfall.cascade.CascadeException;
import io.spillway.waterfall.whatrule.Replay;
import io.spillway.waterfall.whatrule.Rerun;
import io.spillway.waterfall.whatrule.RuleChange;
import io.spillway.waterfall.whatrule.WhatRule;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Each change is made a second time by hand, in the text of the case, and an ordinary drill of that text must end with the
 * same members, accounts, layers, prices and rounds. Nothing of the comparison's own code says what the change is.
 */
class WhatRuleEditedCasesTest {

    private static final String OWN = "DEFAULTER_MARGIN,DEFAULTER_FUND_CONTRIBUTION,";
    /** Written out for the default order of rule 5.13, which most cases have. */
    private static final Map<RuleChange, String> ORDERS = Map.of(
            RuleChange.EMIR_ORDER, OWN + "SKIN_IN_THE_GAME,SURVIVORS_FUND_CONTRIBUTIONS,SECOND_SKIN_IN_THE_GAME,"
                    + "ASSESSMENTS,SOCIALISED_LOSS",
            RuleChange.SURVIVORS_FIRST, OWN + "SKIN_IN_THE_GAME,SURVIVORS_FUND_CONTRIBUTIONS,INSURANCE_FUND,"
                    + "SECOND_SKIN_IN_THE_GAME,ASSESSMENTS,SOCIALISED_LOSS",
            RuleChange.ASSESSMENTS_FIRST, OWN + "SKIN_IN_THE_GAME,INSURANCE_FUND,ASSESSMENTS,"
                    + "SURVIVORS_FUND_CONTRIBUTIONS,SECOND_SKIN_IN_THE_GAME,SOCIALISED_LOSS",
            RuleChange.FUND_FIRST, OWN + "INSURANCE_FUND,SKIN_IN_THE_GAME,SURVIVORS_FUND_CONTRIBUTIONS,"
                    + "SECOND_SKIN_IN_THE_GAME,ASSESSMENTS,SOCIALISED_LOSS",
            RuleChange.NO_CONTAGION, OWN + "SKIN_IN_THE_GAME,INSURANCE_FUND,SURVIVORS_FUND_CONTRIBUTIONS,"
                    + "SECOND_SKIN_IN_THE_GAME");
    private static final Map<RuleChange, Integer> DIFFERENT = new EnumMap<>(RuleChange.class);

    static List<Path> cases() throws IOException {
        return WhatRuleCasesTest.cases();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void aChangeIsAnOrdinaryDrillOfTheEditedCase(Path file) throws IOException {
        String text = Files.readString(file);
        if (Drill.JSON.readTree(Files.readString(Path.of(file.toString().replace(".json", ".expected.json")))).has("error")) {
            return;
        }
        DrillCase own = DrillCaseReader.read(Drill.JSON.readTree(text));
        WhatRule rule = new WhatRule(Replay.ofCase(own.book(), own.opening(), own.rules(), own.events()), List.of());
        String unchanged = result(rule, RuleChange.AS_CONFIGURED, own);
        for (RuleChange change : RuleChange.values()) {
            ObjectNode edited = (ObjectNode) Drill.JSON.readTree(text);
            SortedMap<String, String> pockets = new TreeMap<>();
            if (isEdited(change, edited, pockets)) {
                String expected = drilled(edited);
                for (Map.Entry<String, String> pocket : pockets.entrySet()) {
                    expected = expected.replace('"' + pocket.getKey() + '"', '"' + pocket.getValue() + '"');
                }
                String actual = result(rule, change, own);
                assertThat(actual).as("%s under %s", file, change).isEqualTo(expected);
                DIFFERENT.merge(change, actual.equals(unchanged) ? 0 : 1, Integer::sum);
            }
        }
    }

    /** Makes the change in the case itself; false where this test does not know how. */
    private static boolean isEdited(RuleChange change, ObjectNode json, Map<String, String> pockets) {
        switch (change) {
            case LIQUIDATE, CALL_FIRST -> json.put("belowMaintenance", change.name());
            case GAINS, EQUITY, OPEN_INTEREST -> json.put("socialisedLossBasis", change.name());
            case NO_IMPACT, NO_CONTAGION -> json.path("instruments").forEach(i -> ((ObjectNode) i).put("impact", "NONE"));
            case ISOLATED -> isolate(json, pockets);
            default -> { }
        }
        if (change == RuleChange.EMIR_ORDER) {
            json.put("socialisedLossBasis", "GAINS");
        }
        if (ORDERS.containsKey(change) && !json.has("waterfall")) {
            ArrayNode order = json.putArray("waterfall");
            for (String layer : ORDERS.get(change).split(",")) {
                order.add(layer);
            }
            return true;
        }
        return switch (change) {
            case LIQUIDATE, CALL_FIRST, NO_IMPACT, ISOLATED -> true;
            case GAINS, EQUITY, OPEN_INTEREST -> !json.has("waterfall");
            default -> false;
        };
    }

    /** A case's accounts cannot be called by position, so they get numbers in the order of those names. */
    private static void isolate(ObjectNode json, Map<String, String> pockets) {
        int scale = json.path("scale").asInt(2);
        SortedMap<String, ObjectNode> parts = new TreeMap<>();
        for (JsonNode account : json.path("accounts")) {
            SortedMap<String, String> positions = new TreeMap<>();
            account.path("positions").properties().forEach(p -> {
                if (number(p.getValue(), "0").signum() != 0) {
                    positions.put(p.getKey(), p.getValue().stringValue());
                }
            });
            String id = account.get("id").stringValue();
            if (positions.isEmpty()) {
                parts.put(id, (ObjectNode) account.deepCopy());
                continue;
            }
            List<BigInteger> needs = new ArrayList<>();
            positions.forEach((instrument, quantity) -> needs.add(need(json, instrument, quantity, scale)));
            if (needs.stream().allMatch(need -> need.signum() == 0)) {
                needs.replaceAll(need -> BigInteger.ONE);
            }
            List<BigDecimal> equity = split(number(account.get("equity"), "0"), needs, scale);
            List<BigDecimal> gain = split(number(account.get("gain"), "0"), needs, scale);
            int k = 0;
            for (Map.Entry<String, String> position : positions.entrySet()) {
                ObjectNode part = (ObjectNode) account.deepCopy();
                part.put("equity", equity.get(k).toPlainString());
                part.put("gain", gain.get(k++).toPlainString());
                part.putObject("positions").put(position.getKey(), position.getValue());
                parts.put(id + "/" + position.getKey(), part);
            }
        }
        ArrayNode accounts = json.putArray("accounts");
        parts.forEach((name, part) -> {
            String id = "POCKET" + (100_000 + pockets.size());
            pockets.put(id, name);
            accounts.add(part.put("id", id));
        });
    }

    /** |quantity| x b(price) x multiplier x FX x rate, rounded up (rules 1.3, 4.1). */
    private static BigInteger need(ObjectNode json, String id, String quantity, int scale) {
        for (JsonNode instrument : json.get("instruments")) {
            if (instrument.get("id").stringValue().equals(id)) {
                BigDecimal base = number(instrument.get("price"), "0").abs().max(number(instrument.get("referencePrice"), "0"));
                BigDecimal fx = instrument.has("currency")
                        ? number(json.path("fx").get(instrument.get("currency").stringValue()), "1") : BigDecimal.ONE;
                return new BigDecimal(quantity).abs().multiply(base).multiply(number(instrument.get("multiplier"), "1"))
                        .multiply(fx).multiply(number(instrument.get("maintenanceRate"), "0")).movePointRight(scale)
                        .setScale(0, RoundingMode.CEILING).toBigIntegerExact();
            }
        }
        throw new AssertionError("no instrument " + id);
    }

    /** Rule 1.5 over the parts in the order of their ids: floors, then one each to the largest remainders. */
    private static List<BigDecimal> split(BigDecimal amount, List<BigInteger> weights, int scale) {
        BigInteger total = amount.abs().movePointRight(scale).toBigIntegerExact();
        BigInteger sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        List<BigInteger> shares = new ArrayList<>(weights.stream().map(w -> total.multiply(w).divide(sum)).toList());
        List<Integer> byRemainder = new ArrayList<>();
        for (int k = 0; k < shares.size(); k++) {
            byRemainder.add(k);
        }
        byRemainder.sort(Comparator.comparing((Integer k) -> total.multiply(weights.get(k)).mod(sum)).reversed()
                .thenComparing(Comparator.naturalOrder()));
        int left = total.subtract(shares.stream().reduce(BigInteger.ZERO, BigInteger::add)).intValueExact();
        byRemainder.subList(0, left).forEach(k -> shares.set(k, shares.get(k).add(BigInteger.ONE)));
        return shares.stream().map(share -> new BigDecimal(amount.signum() < 0 ? share.negate() : share)
                .movePointLeft(scale)).toList();
    }

    private static BigDecimal number(JsonNode text, String otherwise) {
        return new BigDecimal(text == null || text.isNull() ? otherwise : text.asString());
    }

    private static String drilled(ObjectNode edited) {
        DrillCase drillCase = DrillCaseReader.read(edited);
        try {
            return withoutMap(Drill.run(drillCase));
        } catch (CascadeException | ArithmeticException e) {
            return e.getMessage();
        }
    }

    private static String result(WhatRule rule, RuleChange change, DrillCase own) {
        try {
            Rerun rerun = rule.rerun(change);
            return withoutMap(new Drill.Outcome(own, rerun.events(), rerun.end()));
        } catch (CascadeException | ArithmeticException e) {
            return e.getMessage();
        }
    }

    private static String withoutMap(Drill.Outcome outcome) {
        ObjectNode json = new DrillResult(outcome).json();
        json.remove("contagion");
        return json.toPrettyString();
    }

    @AfterAll
    static void everyChangeMadeADifferenceSomewhere() {
        assertThat(DIFFERENT).containsOnlyKeys(RuleChange.EMIR_ORDER, RuleChange.SURVIVORS_FIRST, RuleChange.ASSESSMENTS_FIRST,
                RuleChange.FUND_FIRST, RuleChange.LIQUIDATE, RuleChange.CALL_FIRST, RuleChange.ISOLATED, RuleChange.GAINS,
                RuleChange.EQUITY, RuleChange.OPEN_INTEREST, RuleChange.NO_IMPACT, RuleChange.NO_CONTAGION);
        assertThat(DIFFERENT).allSatisfy((change, cases) -> assertThat(cases).as("%s", change).isPositive());
    }
}
