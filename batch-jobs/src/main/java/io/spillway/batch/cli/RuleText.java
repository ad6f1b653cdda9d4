package io.spillway.batch.cli;

import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.compare.RuleOutcome;
import io.spillway.waterfall.layer.LayerName;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One case under several rules, for people and for programs. */
final class RuleText {

    private static final Map<LayerName, String> HEADINGS = Map.of(LayerName.DEFAULTER_MARGIN, "Own margin",
            LayerName.DEFAULTER_FUND_CONTRIBUTION, "Own contrib.", LayerName.SKIN_IN_THE_GAME, "Own capital",
            LayerName.INSURANCE_FUND, "Insurance", LayerName.SURVIVORS_FUND_CONTRIBUTIONS, "Survivors",
            LayerName.SECOND_SKIN_IN_THE_GAME, "2nd capital", LayerName.ASSESSMENTS, "Calls",
            LayerName.SOCIALISED_LOSS, "Socialised", LayerName.UNFUNDED, "Unfunded");

    private final Subject subject;
    private final List<RuleOutcome> outcomes;

    /** What the case is; amounts are in its currency. */
    record Subject(String name, String currency, int scale) {
    }

    /** @param outcomes the rules as configured first */
    RuleText(Subject subject, List<RuleOutcome> outcomes) {
        this.subject = subject;
        this.outcomes = outcomes;
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", subject.name());
        document.put("currency", subject.currency());
        document.put("rules", outcomes.stream().map(this::rule).toList());
        return document;
    }

    private Map<String, Object> rule(RuleOutcome outcome) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("rule", outcome.variant().name());
        one.put("meaning", outcome.variant().meaning());
        if (outcome.error().isPresent()) {
            one.put("error", outcome.error().get());
            return one;
        }
        one.put("loss", amount(outcome.loss()));
        Map<String, String> paid = new LinkedHashMap<>();
        for (LayerName layer : LayerName.values()) {
            paid.put(layer.name(), amount(outcome.paidBy(layer)));
        }
        one.put("paid", paid);
        Map<String, String> members = new LinkedHashMap<>();
        outcome.members().forEach((member, amount) -> members.put(member, amount(amount)));
        one.put("survivorsPaid", members);
        one.put("defaulted", List.copyOf(outcome.defaulted()));
        one.put("rounds", outcome.rounds());
        one.put("positionsClosed", outcome.positionsClosed());
        outcome.deepest().ifPresent(fall -> {
            one.put("deepestFall", fall.part().toPlainString());
            one.put("deepestFallInstrument", fall.instrument());
        });
        return one;
    }

    private String amount(long minor) {
        return Amounts.text(minor, subject.scale());
    }

    void print(PrintWriter out) {
        out.println(subject.name() + ", whole " + subject.currency());
        out.println();
        out.print(whoPays().render());
        out.println();
        out.print(howFar().render());
        out.println();
        outcomes.stream().filter(outcome -> outcome.error().isPresent()).forEach(outcome ->
                out.println(outcome.variant().name() + " gives no result: " + outcome.error().get()));
        for (RuleOutcome outcome : outcomes.subList(1, outcomes.size())) {
            out.println(outcome.variant().name() + ": " + outcome.variant().meaning() + "."
                    + differences(outcome).map(text -> " " + text).orElse(""));
        }
        out.println();
    }

    private TextTable whoPays() {
        List<LayerName> asked = new ArrayList<>();
        for (LayerName layer : LayerName.values()) {
            if (layer == LayerName.UNFUNDED || outcomes.stream().anyMatch(outcome -> outcome.paidBy(layer) > 0)) {
                asked.add(layer);
            }
        }
        List<String> headings = new ArrayList<>(List.of("Loss"));
        asked.forEach(layer -> headings.add(HEADINGS.get(layer)));
        TextTable table = TextTable.titled("Who pays").left("Rule").right(headings.toArray(String[]::new));
        for (RuleOutcome outcome : outcomes) {
            List<String> cells = new ArrayList<>(List.of(outcome.variant().name(), whole(outcome, outcome.loss())));
            asked.forEach(layer -> cells.add(whole(outcome, outcome.paidBy(layer))));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private TextTable howFar() {
        TextTable table = TextTable.titled("How far it goes").left("Rule").right("Defaults", "Rounds", "Positions closed",
                "Deepest fall").left("of");
        for (RuleOutcome outcome : outcomes) {
            boolean failed = outcome.error().isPresent();
            table.row(outcome.variant().name(), failed ? "-" : String.valueOf(outcome.defaulted().size()),
                    failed ? "-" : String.valueOf(outcome.rounds()), failed ? "-" : String.valueOf(outcome.positionsClosed()),
                    outcome.deepest().map(fall -> fall.part().movePointRight(2).setScale(2, RoundingMode.HALF_EVEN) + "%")
                            .orElse("-"),
                    outcome.deepest().map(RuleOutcome.Fall::instrument).orElse(""));
        }
        return table;
    }

    private String whole(RuleOutcome outcome, long minor) {
        return outcome.error().isPresent() ? "-" : whole(minor);
    }

    private String whole(long minor) {
        BigDecimal units = Amounts.major(minor, subject.scale()).setScale(0, RoundingMode.HALF_EVEN);
        return DaySummaryPrinter.amount(units);
    }

    /** The surviving member that pays most more, and the one that pays most less, than under the rules as configured. */
    private Optional<String> differences(RuleOutcome outcome) {
        RuleOutcome own = outcomes.get(0);
        if (outcome.error().isPresent() || own.error().isPresent()) {
            return Optional.empty();
        }
        TreeMap<String, Long> more = new TreeMap<>();
        TreeSet<String> members = new TreeSet<>(own.members().keySet());
        members.addAll(outcome.members().keySet());
        for (String member : members) {
            more.put(member, Math.subtractExact(outcome.members().getOrDefault(member, 0L),
                    own.members().getOrDefault(member, 0L)));
        }
        List<String> words = new ArrayList<>();
        more.entrySet().stream().max(Comparator.comparingLong(Map.Entry::getValue)).filter(one -> one.getValue() > 0)
                .ifPresent(one -> words.add("most more: " + one.getKey() + ", " + whole(one.getValue())));
        more.entrySet().stream().min(Comparator.comparingLong(Map.Entry::getValue)).filter(one -> one.getValue() < 0)
                .ifPresent(one -> words.add("most less: " + one.getKey() + ", " + whole(-one.getValue())));
        if (outcome.paid().equals(own.paid()) && outcome.members().equals(own.members())) {
            return Optional.of("It makes no difference here.");
        }
        return words.isEmpty() ? Optional.empty() : Optional.of("Survivors pay " + String.join("; ", words) + ".");
    }
}
