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
import java.util.Collections;
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
    private static final int PERCENT_PLACES = 1;

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
        one.put("sameAsOwn", answer.standing() == Standing.OWN_RULE || changesNothing(answer));
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

    /** Three tables: what happens, who pays by layer, who bears more and less; what changes nothing is a sentence. */
    void print(PrintWriter out, String subject) {
        out.println("What rule: " + subject + ", amounts in " + unit.currency());
        out.println("Each line changes one thing against the house's own rules; off the books.");
        out.println();
        show(out, this::happens);
        if (shown().stream().allMatch(answer -> outcomeOf(answer).loss() == 0)) {
            out.println("No rule leaves the waterfall a loss to place.");
            out.println();
        } else {
            show(out, this::layers);
        }
        differences(out);
        sentence(out, "The same as under the house's own rules: ", answers.stream().filter(this::changesNothing).toList());
        sentence(out, "The house's own rule already: ", standing(Standing.OWN_RULE));
        reasons(out, "Nothing to change here, ", standing(Standing.NOT_APPLICABLE));
        reasons(out, "No result, ", standing(Standing.FAILED));
        out.println();
    }

    /** A sentence for each reason. */
    private static void reasons(PrintWriter out, String begin, List<Answer> about) {
        about.stream().collect(Collectors.groupingBy(Answer::reason, LinkedHashMap::new, Collectors.toList()))
                .forEach((reason, answers) -> sentence(out, begin + reason + ": ", answers));
    }

    private static void sentence(PrintWriter out, String begin, List<Answer> about) {
        if (!about.isEmpty()) {
            wrapped(out, begin + about.stream().map(a -> a.change().name()).collect(Collectors.joining(", ")) + ".");
        }
    }

    private static void wrapped(PrintWriter out, String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                out.println(line);
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        out.println(line);
    }

    private List<Answer> standing(Standing standing) {
        return answers.stream().filter(answer -> answer.standing() == standing).toList();
    }

    /** Whether a change was run and came to what the house's own rules come to, in every figure. */
    private boolean changesNothing(Answer answer) {
        return answer != answers.get(0) && answer.standing() == Standing.RUN
                && answer.outcome().equals(answers.get(0).outcome());
    }

    /** What each line changes, in words. */
    void printKey(PrintWriter out) {
        TextTable table = TextTable.titled("What each line changes").left("Rule", "Change").fit(TextTable.Fit.WRAP);
        answers.stream().filter(a -> a.standing() != Standing.OWN_RULE)
                .forEach(a -> table.row(a.change().name(), a.change().text()));
        out.print(table.render(WIDTH));
    }

    /** The lines of the tables: the house's own rules, and what differs from them. */
    private List<Answer> shown() {
        return standing(Standing.RUN).stream().filter(answer -> !changesNothing(answer)).toList();
    }

    private static RuleOutcome outcomeOf(Answer answer) {
        return answer.outcome().orElseThrow();
    }

    /** Exact where that fits the terminal, a line a rule, else in whole units of the currency. */
    private void show(PrintWriter out, TableOf of) {
        String text = of.table("", this::grouped).render(WIDTH);
        if (unit.scale() > 0 && !fits(text)) {
            text = of.table(", whole " + unit.currency() + " (--json is exact)", this::whole).render(WIDTH);
        }
        out.print(text);
        out.println();
    }

    private boolean fits(String table) {
        long rows = table.lines().dropWhile(line -> !line.startsWith("---")).skip(1).count();
        return rows <= shown().size() + standing(Standing.FAILED).size()
                && table.lines().allMatch(line -> line.length() <= WIDTH);
    }

    /** Builds a table with amounts shown one way. */
    @FunctionalInterface
    private interface TableOf {

        TextTable table(String suffix, LongFunction<String> amount);
    }

    private TextTable happens(String suffix, LongFunction<String> amount) {
        boolean anyDeleveraged = shown().stream().anyMatch(a -> outcomeOf(a).counts().positionsDeleveraged() > 0);
        TextTable table = TextTable.titled("What happens" + suffix).left("Rule").right("Loss", "Not funded",
                "Members in default", "Rounds", "Accounts closed", "Positions closed");
        if (anyDeleveraged) {
            table.right("Winners' positions");
        }
        table.left("Furthest price", "Pays most for others").fit(TextTable.Fit.WRAP);
        for (Answer answer : answers) {
            if (shown().contains(answer)) {
                table.row(happened(answer, amount, anyDeleveraged));
            } else if (answer.standing() == Standing.FAILED) {
                List<String> cells = new ArrayList<>(Collections.nCopies(anyDeleveraged ? 10 : 9, ""));
                cells.set(0, answer.change().name());
                cells.set(cells.size() - 2, "no result");
                table.row(cells.toArray(String[]::new));
            }
        }
        return table;
    }

    private static String[] happened(Answer answer, LongFunction<String> amount, boolean anyDeleveraged) {
        RuleOutcome outcome = outcomeOf(answer);
        RuleOutcome.Counts counts = outcome.counts();
        List<String> cells = new ArrayList<>(List.of(answer.change().name(), amount.apply(outcome.loss()),
                amount.apply(outcome.paid().get(LayerName.UNFUNDED)), String.valueOf(outcome.defaulted().size()),
                String.valueOf(counts.rounds()), String.valueOf(counts.accountsClosed()),
                String.valueOf(counts.positionsClosed())));
        if (anyDeleveraged) {
            cells.add(String.valueOf(counts.positionsDeleveraged()));
        }
        cells.add(outcome.furthest().map(WhatRuleText::shown).orElse("none moves"));
        cells.add(outcome.biggestPayer().map(m -> m + " " + amount.apply(outcome.burdenOf(m).shared())).orElse("nobody"));
        return cells.toArray(String[]::new);
    }

    private static String shown(PriceMove move) {
        return move.instrument() + " " + move.move().movePointRight(2).setScale(PERCENT_PLACES, RoundingMode.HALF_EVEN)
                .toPlainString() + "%";
    }

    private TextTable layers(String suffix, LongFunction<String> amount) {
        List<LayerName> paying = new ArrayList<>();
        for (LayerName layer : LayerName.values()) {
            if (layer != LayerName.UNFUNDED && shown().stream().anyMatch(a -> outcomeOf(a).paid().get(layer) > 0)) {
                paying.add(layer);
            }
        }
        TextTable table = TextTable.titled("Who pays, layer by layer" + suffix).left("Rule").fit(TextTable.Fit.WRAP)
                .right(paying.stream().map(WhatRuleText::heading).toArray(String[]::new));
        for (Answer answer : shown()) {
            List<String> cells = new ArrayList<>(List.of(answer.change().name()));
            paying.forEach(layer -> cells.add(amount.apply(outcomeOf(answer).paid().get(layer))));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String heading(LayerName layer) {
        return switch (layer) {
            case DEFAULTER_MARGIN -> "Defaulters' margin";
            case DEFAULTER_FUND_CONTRIBUTION -> "Defaulters' contribution";
            case SKIN_IN_THE_GAME -> "Skin in the game";
            case INSURANCE_FUND -> "Insurance fund";
            case SURVIVORS_FUND_CONTRIBUTIONS -> "Survivors' contributions";
            case SECOND_SKIN_IN_THE_GAME -> "Second skin";
            case ASSESSMENTS -> "Assessments";
            case SOCIALISED_LOSS -> "Socialised loss";
            case UNFUNDED -> "Not funded";
        };
    }

    /** Members that bear more or less than under the house's own rules, those with the largest difference first. */
    private void differences(PrintWriter out) {
        Answer first = answers.get(0);
        if (first.standing() != Standing.RUN || shown().size() < 2) {
            return;
        }
        TextTable table = TextTable.titled("Who bears more and less than under the house's own rules").left("Rule",
                "More", "Less").fit(TextTable.Fit.WRAP);
        for (Answer answer : shown().subList(1, shown().size())) {
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
