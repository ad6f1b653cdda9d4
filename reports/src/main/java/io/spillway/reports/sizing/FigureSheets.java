package io.spillway.reports.sizing;

import static java.util.Comparator.comparing;

import io.spillway.reports.sizing.SizingData.Level;
import io.spillway.reports.sizing.SizingData.Member;
import io.spillway.reports.sizing.SizingData.Point;
import io.spillway.reports.sizing.SizingData.Recommendation;
import io.spillway.reports.sizing.SizingData.Scenario;
import io.spillway.reports.sizing.SizingData.Sensitivity;
import io.spillway.reports.workbook.Chart;
import io.spillway.reports.workbook.Chart.Fill;
import io.spillway.reports.workbook.Chart.Kind;
import io.spillway.reports.workbook.Chart.Series;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.TotalRow;
import io.spillway.reports.workbook.TotalRow.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sheets of what is concluded: recommendation, probabilities, levels, contributions, sensitivities, method. */
final class FigureSheets {

    private static final int DRAWN = 40;

    private final SizingData data;
    private final String code;
    private final int scale;

    FigureSheets(SizingData data) {
        this.data = data;
        this.code = data.base().code();
        this.scale = data.base().scale();
    }

    private record Line(String figure, BigDecimal amount, String meaning) {
    }

    private record Text(String subject, String text) {
    }

    Table<Line> recommendation() {
        Recommendation advice = data.recommendation();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Recommended insurance fund", advice.amount(), advice.reason()));
        lines.add(new Line("Insurance fund now", advice.fundNow(), "what it holds at the close"));
        lines.add(new Line("Missing (+) or above (-)", advice.amount().subtract(advice.fundNow()),
                "recommended less what it holds"));
        lines.add(new Line("Needed for the target", advice.forTarget(), "smallest fund with a socialised loss in at most "
                + Words.percent(advice.target()) + " of the scenarios"));
        lines.add(new Line("Needed for Cover-2", advice.forCover2(),
                "smallest fund with which prefunded resources pay the largest Cover-2"));
        lines.add(new Line("Prefunded now", advice.prefunded(), "contributions and shared layers, this fund included"));
        if (!data.scenarios().isEmpty()) {
            Scenario cover1 = data.scenarios().stream().max(comparing(Scenario::cover1)).orElseThrow();
            Scenario cover2 = data.scenarios().stream().max(comparing(Scenario::cover2)).orElseThrow();
            Scenario need = data.scenarios().stream().max(comparing(Scenario::need)).orElseThrow();
            lines.add(new Line("Cover-1", cover1.cover1(), "largest group's stress loss over margin: " + cover1.name()));
            lines.add(new Line("Cover-2", cover2.cover2(), "the two largest groups': " + cover2.name()));
            lines.add(new Line("Largest need", need.need(), "what others than the defaulters paid: " + need.name()));
            lines.add(new Line("The same without contagion", need.linearNeed(),
                    "no price impact, nobody pays for others: " + need.name()));
        }
        Level highest = data.levels().get(data.levels().size() - 1);
        lines.add(new Line("Contagion adds", highest.expectedShortfall().value().subtract(highest.linearShortfall()),
                "to the expected shortfall of the need at " + Words.percent(highest.level())));
        return Table.of("Recommendation", lines, "There is no recommendation.")
                .about("The answer and what it is compared with, in " + code + ".")
                .column(Column.text("Figure", Line::figure))
                .column(Column.<Line>amount("Amount", scale, Line::amount).unit(code))
                .column(Column.text("What it is", Line::meaning)).build();
    }

    Table<Point> probability() {
        return Table.of("Probability", data.curve(), "No fund size was looked at.")
                .about("How often losses would be socialised or left unpaid, by the size of the insurance fund.")
                .column(Column.text("Fund size", (Point point) -> Words.grouped(point.fund())).unit(code))
                .column(Column.text("Which is", this::role))
                .column(Column.count("Scenarios with a loss", Point::happened))
                .column(Column.count("Scenarios", Point::scenarios))
                .column(Column.<Point>amount("Probability", 3, point -> Words.hundredfold(point.probability().value()))
                        .unit("% of scenarios"))
                .column(Column.<Point>amount("At least", 3, point -> Words.hundredfold(point.probability().low()))
                        .unit("95% interval"))
                .column(Column.<Point>amount("At most", 3, point -> Words.hundredfold(point.probability().high()))
                        .unit("95% interval"))
                .chart(new Chart(Kind.LINE, "Probability of a socialised loss by size of the insurance fund", "% of scenarios",
                        "Fund size", List.of(new Series("Probability", Fill.RED), new Series("At least", Fill.GREY),
                        new Series("At most", Fill.GREY)), DRAWN)).build();
    }

    private String role(Point point) {
        boolean isNow = point.fund().compareTo(data.recommendation().fundNow()) == 0;
        boolean isAdvice = point.fund().compareTo(data.recommendation().amount()) == 0;
        return isNow && isAdvice ? "now and recommended" : isNow ? "the fund now" : isAdvice ? "recommended" : "";
    }

    Table<Level> levels() {
        return Table.of("Levels", data.levels(), "No level was asked for.")
                .about("What others than the defaulters must pay, at each confidence level, with 95% bootstrap intervals.")
                .column(Column.text("Level", (Level level) -> Words.percent(level.level())))
                .column(Column.<Level>amount("Value at risk", scale, level -> level.valueAtRisk().value()).unit(code))
                .column(Column.<Level>amount("VaR from", scale, level -> level.valueAtRisk().low()).unit(code))
                .column(Column.<Level>amount("VaR to", scale, level -> level.valueAtRisk().high()).unit(code))
                .column(Column.<Level>amount("Expected shortfall", scale, level -> level.expectedShortfall().value()).unit(code))
                .column(Column.<Level>amount("ES from", scale, level -> level.expectedShortfall().low()).unit(code))
                .column(Column.<Level>amount("ES to", scale, level -> level.expectedShortfall().high()).unit(code))
                .column(Column.<Level>amount("Without contagion", scale, Level::linearShortfall).unit(code + ", shortfall"))
                .column(Column.<Level>amount("Contagion adds", scale, level ->
                        level.expectedShortfall().value().subtract(level.linearShortfall())).unit(code))
                .column(Column.text("Tail", level -> level.isThin() ? "thin: run more scenarios" : "ten scenarios or more"))
                .chart(new Chart(Kind.COLUMN, "Expected shortfall of the need, with and without contagion", code, "Level",
                        List.of(new Series("Without contagion", Fill.GREY), new Series("Expected shortfall", Fill.BLUE)),
                        DRAWN)).build();
    }

    Table<Member> members() {
        BigDecimal now = data.members().stream().map(Member::contribution).reduce(data.base().zero(), BigDecimal::add);
        List<Member> rows = data.members().stream().sorted(comparing(Member::byRule, Comparator.reverseOrder())
                .thenComparing(Member::member)).toList();
        return Table.of("Members", rows, "No member is left that is not in default.")
                .about("Each member's share of the default fund by the house's rule, when all contributions together stay "
                        + "what they are.")
                .column(Column.text("Member", Member::member))
                .column(Column.<Member>amount("Mean stress loss", scale, Member::meanStressLoss)
                        .unit(code + ", over margin"))
                .column(Column.<Member>amount("Contribution now", scale, Member::contribution).unit(code))
                .column(Column.<Member>amount("By the rule", scale, Member::byRule).unit(code))
                .column(Column.<Member>amount("Difference", scale, m -> m.byRule().subtract(m.contribution()))
                        .unit(code + ", + pays in"))
                .total(TotalRow.ofAll(Figure.alone("Contribution now", code),
                        Figure.against("By the rule", now, "Contributions by the rule are those of now in sum", code),
                        Figure.alone("Difference", code)))
                .chart(new Chart(Kind.BAR, "Contributions now and by the rule, the largest first", code, "Member",
                        List.of(new Series("Contribution now", Fill.GREY), new Series("By the rule", Fill.BLUE)), 15))
                .build();
    }

    /** A sheet for each parameter, so that each has its own chart. */
    List<Table<Sensitivity>> sensitivities() {
        Map<String, List<Sensitivity>> byParameter = new LinkedHashMap<>();
        for (String parameter : List.of("Price impact", "Assessments", "Insurance fund")) {
            byParameter.put(parameter, new ArrayList<>());
        }
        data.sensitivities().forEach(s -> byParameter.get(s.parameter()).add(s));
        List<Table<Sensitivity>> tables = new ArrayList<>();
        byParameter.forEach((parameter, rows) -> tables.add(sensitivity(parameter, rows)));
        return tables;
    }

    private Table<Sensitivity> sensitivity(String parameter, List<Sensitivity> rows) {
        String highest = Words.percent(data.levels().get(data.levels().size() - 1).level());
        return Table.of("If " + parameter.toLowerCase(Locale.ROOT), rows,
                        "The sizing was run without sensitivities.")
                .about("The same scenarios in a house with " + parameter.toLowerCase(Locale.ROOT)
                        + " taken so many times; need at " + highest + ".")
                .column(Column.text(parameter, (Sensitivity s) -> s.value().toPlainString() + " times"
                        + (s.asItIs() ? ", as it is" : "")))
                .column(Column.<Sensitivity>amount("Expected shortfall", scale, s -> s.expectedShortfall().value()).unit(code))
                .column(Column.<Sensitivity>amount("From", scale, s -> s.expectedShortfall().low()).unit("95% interval"))
                .column(Column.<Sensitivity>amount("To", scale, s -> s.expectedShortfall().high()).unit("95% interval"))
                .column(Column.<Sensitivity>amount("Largest need", scale, Sensitivity::largestNeed).unit(code))
                .column(Column.<Sensitivity>amount("Socialised", 3, s -> Words.hundredfold(s.probability().value()))
                        .unit("% of scenarios"))
                .column(Column.<Sensitivity>amount("Fund for the target", scale, Sensitivity::fundForTarget).unit(code))
                .chart(new Chart(Kind.COLUMN, "Expected shortfall and fund for the target", code, parameter,
                        List.of(new Series("Expected shortfall", Fill.BLUE), new Series("Fund for the target", Fill.AMBER)),
                        DRAWN)).build();
    }

    Table<Text> method() {
        List<Text> lines = List.of(
                new Text("Scenarios", data.origin().description()),
                new Text("Scenario set", "SHA-256 " + data.origin().setSha256()),
                new Text("Request", data.origin().request()),
                new Text("Stress loss over margin", "of a member, at the moved prices and without contagion: max(0, client "
                        + "deficits - max(0, house equity) + max(0, -house equity)); of a group of affiliates the sum. No "
                        + "contribution is deducted, no client surplus used."),
                new Text("Cover-1, Cover-2", "the largest group's loss and the sum of the two largest, in one scenario."),
                new Text("Need", "what the layers after the defaulters' own paid when the whole cascade ran to its end, "
                        + "unfunded included."),
                new Text("Without contagion", "everything closes at the moved prices and nobody pays for others."),
                new Text("Value at risk", "the need of rank n (1 - level), rounded up, of n equally likely scenarios."),
                new Text("Expected shortfall", "mean of the worst n (1 - level), the last one weighted by the part of it "
                        + "that counts (Acerbi and Tasche 2002)."),
                new Text("Intervals", "2.5% and 97.5% quantiles of 1,000 bootstrap resamples (Efron 1979); of "
                        + "probabilities, Clopper and Pearson's exact ones (1934)."),
                new Text("Critical fund", "smallest fund, in whole steps, with which a scenario socialises nothing; found "
                        + "with the engine. The probability of a socialised loss is the share of scenarios above it."),
                new Text("Recommended", "the larger of the smallest fund within the target probability and the smallest "
                        + "with which prefunded resources pay the largest Cover-2."),
                new Text("Listed scenarios", "a hypothetical or written set is no sample: its levels and probabilities "
                        + "count scenarios, they do not estimate."));
        return Table.of("Method", lines, "There is no method.").about("How the figures are made, and how to make them again.")
                .column(Column.text("What", Text::subject)).column(Column.text("How", Text::text)).build();
    }
}
