package io.spillway.batch.cli;

import io.spillway.batch.sizing.SizeFund;
import io.spillway.batch.sizing.SizingReport;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.money.Amounts;
import io.spillway.waterfall.sizing.FundSizing;
import io.spillway.waterfall.sizing.LossDistribution.Level;
import io.spillway.waterfall.sizing.Probability;
import io.spillway.waterfall.sizing.ReverseStress;
import io.spillway.waterfall.sizing.Sensitivity;
import io.spillway.waterfall.sizing.Variation;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A sizing for people and for programs. Amounts are base currency, as decimal strings in JSON. */
final class SizingText {

    private final SizeFund.Sized sized;
    private final FundSizing figures;
    private final SizingReport.Written written;

    SizingText(SizeFund.Sized sized, SizingReport.Written written) {
        this.sized = sized;
        this.written = written;
        this.figures = sized.figures();
    }

    private String amount(long minor) {
        return Amounts.text(minor, sized.base().scale());
    }

    /** Keys in the order of the questions. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("businessDate", sized.cycle().businessDate().toString());
        document.put("cycle", sized.cycle().cycleNo());
        document.put("digest", sized.cycle().digest());
        document.put("currency", sized.base().code());
        document.put("scenarios", sized.scenarios().size());
        document.put("source", sized.source().description());
        document.put("scenarioSetSha256", sized.source().sha256());
        document.put("fund", amount(sized.house().insuranceFund()));
        document.put("prefunded", amount(sized.house().prefunded()));
        document.put("cover1", amount(figures.cover1().cover1()));
        document.put("cover2", amount(figures.cover2().cover2()));
        document.put("largestNeed", amount(figures.largestNeed().need()));
        document.put("levels", levels());
        document.put("probabilityOfSocialisedLoss", figures.curve().stream().map(this::point).toList());
        document.put("contagionPart", amount(contagionPart()));
        Map<String, Object> recommended = new LinkedHashMap<>();
        recommended.put("amount", amount(figures.recommended().amount()));
        recommended.put("reason", SizingReport.reason(sized, this::amount));
        document.put("recommended", recommended);
        document.put("members", figures.members().stream().map(this::member).toList());
        document.put("named", sized.named().stream().map(this::named).toList());
        document.put("sensitivities", sized.sensitivities().stream().map(this::sensitivity).toList());
        sized.reverse().ifPresent(found -> document.put("reverseStress", reverse(found)));
        document.put("workbook", written.file().toAbsolutePath().normalize().toString());
        document.put("workbookDigest", written.workbook().sha256());
        document.put("finding", isTooSmall() ? FindingCode.FUND_TOO_SMALL.name() : "");
        return document;
    }

    private List<Map<String, Object>> levels() {
        List<Map<String, Object>> levels = new ArrayList<>();
        for (Level level : figures.levels()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("level", level.level().toPlainString());
            one.put("var", amount(level.valueAtRisk().value()));
            one.put("varLow", amount(level.valueAtRisk().low()));
            one.put("varHigh", amount(level.valueAtRisk().high()));
            one.put("expectedShortfall", amount(level.expectedShortfall().value()));
            one.put("esLow", amount(level.expectedShortfall().low()));
            one.put("esHigh", amount(level.expectedShortfall().high()));
            one.put("thinTail", level.isThin());
            levels.add(one);
        }
        return levels;
    }

    private Map<String, Object> point(FundSizing.Point point) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("fund", amount(point.fund()));
        one.put("probability", decimal(point.probability().value()));
        one.put("low", decimal(point.probability().low()));
        one.put("high", decimal(point.probability().high()));
        return one;
    }

    private static String decimal(double probability) {
        return String.format(Locale.ROOT, "%.6f", probability);
    }

    private Map<String, Object> member(FundSizing.MemberShare share) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("member", share.member());
        one.put("meanStressLoss", amount(share.meanStressLoss()));
        one.put("contribution", amount(share.contribution()));
        one.put("contributionByRule", amount(share.byRule()));
        return one;
    }

    private boolean isTooSmall() {
        return figures.recommended().amount() > sized.house().insuranceFund();
    }

    private Map<String, Object> named(SizeFund.NamedScenario scenario) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("name", scenario.scenario().name());
        one.put("cover1", amount(scenario.outcome().cover1()));
        one.put("cover2", amount(scenario.outcome().cover2()));
        one.put("need", amount(scenario.outcome().need()));
        one.put("socialised", amount(scenario.outcome().socialised()));
        one.put("defaults", scenario.outcome().defaults());
        one.put("rounds", scenario.outcome().rounds());
        return one;
    }

    private Map<String, Object> sensitivity(Sensitivity sensitivity) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("parameter", sensitivity.variation().parameter().name());
        one.put("value", sensitivity.variation().value().toPlainString());
        one.put("asItIs", sensitivity.asItIs());
        one.put("expectedShortfall", amount(sensitivity.highest().expectedShortfall().value()));
        one.put("largestNeed", amount(sensitivity.largestNeed()));
        one.put("probabilityOfSocialisedLoss", decimal(sensitivity.socialised().value()));
        one.put("fundForTarget", amount(sensitivity.fundForTarget()));
        return one;
    }

    private Map<String, Object> reverse(ReverseStress.Found found) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("scenario", found.scenario().name());
        one.put("factor", decimal(found.factor()));
        one.put("mahalanobisDistance", decimal(found.distance()));
        one.put("need", amount(found.outcome().need()));
        Map<String, String> moves = new LinkedHashMap<>();
        for (int i = 0; i < sized.source().instruments().size(); i++) {
            moves.put(sized.source().instruments().get(i),
                    found.scenario().move(i).stripTrailingZeros().toPlainString());
        }
        one.put("moves", moves);
        return one;
    }

    /** What contagion adds to the expected shortfall of the highest level. */
    private long contagionPart() {
        int highest = figures.levels().size() - 1;
        return figures.levels().get(highest).expectedShortfall().value()
                - figures.linearLevels().get(highest).expectedShortfall().value();
    }

    private static String percent(BigDecimal fraction) {
        return fraction.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /** For people, thousands apart. */
    private String grouped(long minor) {
        return DaySummaryPrinter.amount(Amounts.major(minor, sized.base().scale()));
    }

    void print(PrintWriter out) {
        String code = " " + sized.base().code();
        out.println("Fund sizing on the close of " + sized.cycle().businessDate() + ", cycle " + sized.cycle().cycleNo());
        out.println(sized.source().description());
        out.println();
        out.println("Insurance fund now   " + grouped(sized.house().insuranceFund()) + code);
        out.println("Recommended          " + grouped(figures.recommended().amount()) + code + ":");
        out.println("  " + SizingReport.reason(sized, this::grouped));
        if (isTooSmall()) {
            out.println("FUND_TOO_SMALL       " + grouped(figures.recommended().amount() - sized.house().insuranceFund()) + code
                    + " are missing; every day says so until they are paid in or another size is approved");
        }
        out.println("Cover-1              " + grouped(figures.cover1().cover1()) + code + " (" + name(figures.cover1().number()) + ")");
        out.println("Cover-2              " + grouped(figures.cover2().cover2()) + code + " (" + name(figures.cover2().number()) + ")");
        out.println("Prefunded            " + grouped(sized.house().prefunded()) + code);
        out.println("Largest need         " + grouped(figures.largestNeed().need()) + code + " (" + name(figures.largestNeed().number())
                + "), without contagion " + grouped(figures.largestNeed().linearNeed()));
        out.println("Contagion adds       " + grouped(contagionPart()) + code + " to the expected shortfall of the highest level");
        out.println();
        TextTable levels = TextTable.titled("Need").left("Level").right("Value at risk", "from", "to",
                "Expected shortfall", "from", "to").left("");
        for (Level level : figures.levels()) {
            levels.row(percent(level.level()), grouped(level.valueAtRisk().value()), grouped(level.valueAtRisk().low()),
                    grouped(level.valueAtRisk().high()), grouped(level.expectedShortfall().value()),
                    grouped(level.expectedShortfall().low()), grouped(level.expectedShortfall().high()),
                    level.isThin() ? "thin tail: run more scenarios" : "");
        }
        out.print(levels.render());
        out.println();
        TextTable curve = TextTable.titled("Probability of a socialised loss").right("Fund", "Scenarios", "95% interval");
        for (FundSizing.Point point : figures.curve()) {
            curve.row(grouped(point.fund()), String.format(Locale.ROOT, "%.3f%%", 100 * point.probability().value()),
                    String.format(Locale.ROOT, "%.3f%% to %.3f%%", 100 * point.probability().low(),
                            100 * point.probability().high()));
        }
        out.print(curve.render());
        if (!sized.named().isEmpty()) {
            out.println();
            TextTable named = TextTable.titled("Hypothetical scenarios").left("Scenario")
                    .right("Cover-2", "Need", "Socialised", "Defaults", "Rounds");
            for (SizeFund.NamedScenario one : sized.named()) {
                named.row(one.scenario().name(), grouped(one.outcome().cover2()), grouped(one.outcome().need()),
                        grouped(one.outcome().socialised()), String.valueOf(one.outcome().defaults()),
                        String.valueOf(one.outcome().rounds()));
            }
            out.print(named.render());
        }
        printSensitivities(out);
        sized.reverse().ifPresent(found -> {
            out.println();
            out.println(String.format(Locale.ROOT, "Reverse stress: %s taken %.2f times (Mahalanobis distance %.2f) uses up all"
                    + " that is prefunded", found.scenario().name(), found.factor(), found.distance()));
        });
        out.println();
        out.println("Workbook: " + written.file().toAbsolutePath().normalize());
    }

    private void printSensitivities(PrintWriter out) {
        if (sized.sensitivities().isEmpty()) {
            return;
        }
        out.println();
        TextTable table = TextTable.titled("If the house were otherwise").left("Parameter").right("Taken",
                "Expected shortfall", "Largest need", "Socialised", "Fund for the target");
        for (Sensitivity one : sized.sensitivities()) {
            table.row(word(one.variation().parameter()) + (one.asItIs() ? " (as it is)" : ""),
                    one.variation().value().toPlainString() + " times", grouped(one.highest().expectedShortfall().value()),
                    grouped(one.largestNeed()), String.format(Locale.ROOT, "%.3f%%", 100 * one.socialised().value()),
                    grouped(one.fundForTarget()));
        }
        out.print(table.render());
    }

    private static String word(Variation.Parameter parameter) {
        return switch (parameter) {
            case IMPACT -> "price impact";
            case ASSESSMENT_MULTIPLE -> "assessments";
            case INSURANCE_FUND -> "insurance fund";
        };
    }

    private String name(int number) {
        return sized.scenarios().get(number).name();
    }
}
