package io.spillway.batch.cli;

import io.spillway.domain.money.Amounts;
import io.spillway.domain.money.Decimals;
import io.spillway.waterfall.cascade.CascadeRules;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.whatrule.RuleOutcome;
import io.spillway.waterfall.whatrule.RuleOutcome.Burden;
import io.spillway.waterfall.whatrule.RuleOutcome.PriceMove;
import io.spillway.waterfall.whatrule.WhatRule.Answer;
import io.spillway.waterfall.whatrule.WhatRule.Standing;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** The answers of one replay for people and for programs; the first is the house's own rules. */
final class WhatRuleText {

    private static final int WIDTH = 120;
    private static final int MOST_MEMBERS = 3;
    private static final int PERCENT_PLACES = 2;

    private final Unit unit;
    private final CascadeRules own;
    private final List<Answer> answers;

    WhatRuleText(Unit unit, CascadeRules own, List<Answer> answers) {
        this.unit = unit;
        this.own = own;
        this.answers = answers;
    }

    /**
     * What amounts are in.
     *
     * @param scale minor-unit digits
     */
    record Unit(String currency, int scale) {
    }

    // ---- for programs ----

    /** Amounts as decimal strings. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("currency", unit.currency());
        document.put("waterfall", own.layers().stream().map(LayerName::name).toList());
        document.put("rules", answers.stream().map(this::answer).toList());
        return document;
    }

    private Map<String, Object> answer(Answer answer) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("rule", answer.change().name());
        one.put("change", answer.change().text());
        one.put("standing", answer.standing().name());
        answer.outcome().ifPresentOrElse(outcome -> outcome(one, outcome), () -> one.put("reason", answer.reason()));
        return one;
    }

    private void outcome(Map<String, Object> one, RuleOutcome outcome) {
        one.put("loss", exact(outcome.loss()));
        Map<String, Object> layers = new LinkedHashMap<>();
        outcome.paid().forEach((layer, paid) -> layers.put(layer.name(), exact(paid)));
        one.put("layers", layers);
        one.put("socialised", exact(outcome.paid().get(LayerName.SOCIALISED_LOSS)));
        one.put("unfunded", exact(outcome.paid().get(LayerName.UNFUNDED)));
        one.put("defaulted", outcome.defaulted());
        one.put("rounds", outcome.counts().rounds());
        one.put("accountsCalled", outcome.counts().called());
        one.put("accountsClosed", outcome.counts().accountsClosed());
        one.put("positionsClosed", outcome.counts().positionsClosed());
        one.put("positionsDeleveraged", outcome.counts().positionsDeleveraged());
        outcome.furthest().ifPresent(move -> one.put("furthestPrice", price(move)));
        outcome.biggestPayer().ifPresent(member -> one.put("biggestPayer", Map.of("member", member, "amount",
                exact(outcome.burdenOf(member).shared()))));
        Map<String, Object> members = new LinkedHashMap<>();
        outcome.members().forEach((member, burden) -> {
            Map<String, Object> bore = new LinkedHashMap<>();
            bore.put("own", exact(burden.own()));
            bore.put("shared", exact(burden.shared()));
            members.put(member, bore);
        });
        one.put("members", members);
    }

    private static Map<String, Object> price(PriceMove move) {
        Map<String, Object> price = new LinkedHashMap<>();
        price.put("instrument", move.instrument());
        price.put("from", Decimals.text(move.from()));
        price.put("to", Decimals.text(move.to()));
        price.put("move", move.move().toPlainString());
        return price;
    }

    private String exact(long minor) {
        return Amounts.text(minor, unit.scale());
    }

    // ---- for people ----

    /** Three tables: what happens, who pays by layer, who bears more and less. */
    void print(PrintWriter out, String subject) {
        out.println("What rule: " + subject + ", amounts in " + unit.currency());
        out.println("Each line changes one thing against the house's own rules; off the books.");
        out.println();
        show(out, this::happens);
        if (ran().stream().allMatch(answer -> outcomeOf(answer).loss() == 0)) {
            out.println("No rule leaves the waterfall a loss to place.");
            out.println();
        } else {
            show(out, this::layers);
        }
        differences(out);
        String ownAlready = answers.stream().filter(a -> a.standing() == Standing.OWN_RULE)
                .map(a -> a.change().name()).collect(Collectors.joining(", "));
        if (!ownAlready.isEmpty()) {
            out.println("The house's own rule already: " + ownAlready + ".");
            out.println();
        }
    }

    /** What each line changes, in words. */
    void printKey(PrintWriter out) {
        TextTable table = TextTable.titled("What each line changes").left("Rule", "Change").fit(TextTable.Fit.WRAP);
        answers.stream().filter(a -> a.standing() != Standing.OWN_RULE)
                .forEach(a -> table.row(a.change().name(), a.change().text()));
        out.print(table.render(WIDTH));
    }

    private List<Answer> ran() {
        return answers.stream().filter(a -> a.standing() == Standing.RUN).toList();
    }

    private static RuleOutcome outcomeOf(Answer answer) {
        return answer.outcome().orElseThrow();
    }

    /** Exact where that fits the terminal, else in whole units of the currency. */
    private void show(PrintWriter out, TableOf of) {
        String text = of.table("", this::grouped).render(WIDTH);
        if (unit.scale() > 0 && text.lines().anyMatch(line -> line.length() > WIDTH)) {
            text = of.table(", whole " + unit.currency(), this::whole).render(WIDTH);
        }
        out.print(text);
        out.println();
    }

    /** Builds a table with amounts shown one way. */
    @FunctionalInterface
    private interface TableOf {

        TextTable table(String suffix, LongFunction<String> amount);
    }

    private TextTable happens(String suffix, LongFunction<String> amount) {
        TextTable table = TextTable.titled("What happens" + suffix).left("Rule").right("Loss", "Not funded", "Members in default",
                "Rounds", "Accounts closed", "Positions closed").left("Furthest price", "Pays most for others")
                .fit(TextTable.Fit.WRAP);
        for (Answer answer : answers) {
            if (answer.standing() == Standing.RUN) {
                RuleOutcome outcome = outcomeOf(answer);
                table.row(answer.change().name(), amount.apply(outcome.loss()),
                        amount.apply(outcome.paid().get(LayerName.UNFUNDED)), String.valueOf(outcome.defaulted().size()),
                        String.valueOf(outcome.counts().rounds()), String.valueOf(outcome.counts().accountsClosed()),
                        positions(outcome), outcome.furthest().map(WhatRuleText::shown).orElse("none moves"),
                        outcome.biggestPayer().map(m -> m + " " + amount.apply(outcome.burdenOf(m).shared()))
                                .orElse("nobody"));
            } else if (answer.standing() != Standing.OWN_RULE) {
                table.row(answer.change().name(), "", "", "", "", "", "",
                        answer.standing() == Standing.FAILED ? "no result" : "not here", answer.reason());
            }
        }
        return table;
    }

    private static String positions(RuleOutcome outcome) {
        int deleveraged = outcome.counts().positionsDeleveraged();
        return outcome.counts().positionsClosed() + (deleveraged == 0 ? "" : " + " + deleveraged);
    }

    private static String shown(PriceMove move) {
        return move.instrument() + " " + move.move().movePointRight(2).setScale(PERCENT_PLACES, RoundingMode.HALF_EVEN)
                .toPlainString() + "%";
    }

    private TextTable layers(String suffix, LongFunction<String> amount) {
        List<LayerName> paying = new ArrayList<>();
        for (LayerName layer : LayerName.values()) {
            if (ran().stream().anyMatch(answer -> outcomeOf(answer).paid().get(layer) > 0)) {
                paying.add(layer);
            }
        }
        TextTable table = TextTable.titled("Who pays, layer by layer" + suffix).left("Rule")
                .right(paying.stream().map(WhatRuleText::heading).toArray(String[]::new));
        for (Answer answer : ran()) {
            List<String> cells = new ArrayList<>(List.of(answer.change().name()));
            paying.forEach(layer -> cells.add(amount.apply(outcomeOf(answer).paid().get(layer))));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String heading(LayerName layer) {
        return switch (layer) {
            case DEFAULTER_MARGIN -> "Defaulters' margin";
            case DEFAULTER_FUND_CONTRIBUTION -> "Defaulters' share of fund";
            case SKIN_IN_THE_GAME -> "Skin in the game";
            case INSURANCE_FUND -> "Insurance fund";
            case SURVIVORS_FUND_CONTRIBUTIONS -> "Survivors' contri- butions";
            case SECOND_SKIN_IN_THE_GAME -> "Second skin";
            case ASSESSMENTS -> "Assess- ments";
            case SOCIALISED_LOSS -> "Socialised loss";
            case UNFUNDED -> "Not funded";
        };
    }

    /** Members that bear more or less than under the house's own rules, those with the largest difference first. */
    private void differences(PrintWriter out) {
        Answer first = answers.get(0);
        if (first.standing() != Standing.RUN || ran().size() < 2) {
            return;
        }
        TextTable table = TextTable.titled("Who bears more and less than under the house's own rules").left("Rule",
                "More", "Less").fit(TextTable.Fit.WRAP);
        for (Answer answer : ran().subList(1, ran().size())) {
            List<Difference> all = differences(outcomeOf(first), outcomeOf(answer));
            table.row(answer.change().name(), listed(all.stream().filter(d -> d.amount() > 0).toList()),
                    listed(all.stream().filter(d -> d.amount() < 0).toList()));
        }
        out.print(table.render(WIDTH));
        out.println();
    }

    private record Difference(String member, long amount) {
    }

    private static List<Difference> differences(RuleOutcome own, RuleOutcome other) {
        List<Difference> differences = new ArrayList<>();
        for (String member : RuleOutcome.members(own, other)) {
            Burden changed = other.burdenOf(member);
            differences.add(new Difference(member, Math.subtractExact(changed.total(), own.burdenOf(member).total())));
        }
        return differences;
    }

    private String listed(List<Difference> differences) {
        if (differences.isEmpty()) {
            return "nobody";
        }
        String most = differences.stream().sorted(Comparator.comparingLong((Difference d) -> -Math.absExact(d.amount())))
                .limit(MOST_MEMBERS).map(d -> d.member() + " " + grouped(Math.absExact(d.amount())))
                .collect(Collectors.joining(", "));
        int others = differences.size() - MOST_MEMBERS;
        return others <= 0 ? most : most + " and " + others + (others == 1 ? " other" : " others");
    }

    private String grouped(long minor) {
        return DaySummaryPrinter.amount(Amounts.major(minor, unit.scale()));
    }

    private String whole(long minor) {
        BigDecimal units = Amounts.major(minor, unit.scale()).setScale(0, RoundingMode.HALF_EVEN);
        return DaySummaryPrinter.amount(units);
    }
}
