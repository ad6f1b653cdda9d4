package io.spillway.reports.sizing;

import static java.util.Comparator.comparing;

import io.spillway.reports.sizing.SizingData.Level;
import io.spillway.reports.sizing.SizingData.Member;
import io.spillway.reports.sizing.SizingData.Point;
import io.spillway.reports.sizing.SizingData.Recommendation;
import io.spillway.reports.sizing.SizingData.Resource;
import io.spillway.reports.sizing.SizingData.Scenario;
import io.spillway.reports.workbook.Chart;
import io.spillway.reports.workbook.Chart.Fill;
import io.spillway.reports.workbook.Chart.Kind;
import io.spillway.reports.workbook.Chart.Series;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Column.SumOf;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.TotalRow;
import io.spillway.reports.workbook.TotalRow.Figure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The sheets that speak of the fund: what is recommended, which size is enough how often, what is prefunded, who pays. */
final class FundSheets {

    private static final int DRAWN = 40;
    /** Prefunded, Cover-1, Cover-2 and the largest need; more bars than these would lose their names. */
    private static final int COMPARED = 4;
    private static final String FUND_SIZE = "Fund size";
    private static final String SOCIALISED = "Socialised";

    private final SizingData data;
    private final ScenarioFigures figures;
    private final FundSizes sizes;
    private final String code;
    private final int scale;

    FundSheets(SizingData data, ScenarioFigures figures) {
        this.data = data;
        this.figures = figures;
        this.sizes = new FundSizes(data.curve());
        this.code = data.base().code();
        this.scale = data.base().scale();
    }

    /** @param socialised part of the scenarios in percent; null where the amount is no fund size */
    private record Line(String figure, BigDecimal amount, BigDecimal socialised, String meaning) {
    }

    Table<?> recommendation() {
        List<Line> lines = new ArrayList<>(funds());
        int funds = lines.size();
        lines.addAll(comparisons());
        return Table.of("Recommendation", lines, "There is no recommendation.")
                .about("The answer and what it is compared with, in " + code + ". Socialised: part of the " + Words.grouped(
                        BigDecimal.valueOf(figures.size())) + " scenarios that socialise a loss with a fund of that size.")
                .column(Column.text("Figure", Line::figure))
                .column(Column.<Line>amount("Amount", scale, Line::amount).unit(code))
                .column(Column.<Line>amount(SOCIALISED, 3, Line::socialised).unit("% of scenarios").orElse("no fund size"))
                .column(Column.text("What it is", Line::meaning))
                .chart(new Chart(Kind.COLUMN, "Probability of a socialised loss, by size of the fund", "% of scenarios",
                        "Figure", List.of(new Series(SOCIALISED, Fill.RED)), funds))
                .chart(new Chart(Kind.BAR, "The fund and what it is compared with", code, "Figure",
                        List.of(new Series("Amount", Fill.BLUE)), funds + COMPARED))
                .build();
    }

    private List<Line> funds() {
        Recommendation advice = data.recommendation();
        BigDecimal missing = advice.amount().subtract(advice.fundNow());
        return List.of(
                fund("Recommended fund", advice.amount(), advice.reason()),
                fund("Fund now", advice.fundNow(), missing.signum() > 0 ? Words.grouped(missing) + " are missing"
                        : Words.grouped(missing.negate()) + " above what is recommended"),
                fund("Needed for the target", advice.forTarget(), "smallest fund with a socialised loss in at most "
                        + Words.percent(advice.target()) + " of the scenarios"),
                fund("Needed for Cover-2", advice.forCover2(),
                        "smallest fund with which prefunded resources pay the largest Cover-2"),
                fund("No fund at all", data.base().zero(), "the other layers alone, for comparison"));
    }

    private Line fund(String figure, BigDecimal amount, String meaning) {
        return new Line(figure, amount, Words.percentOf(BigDecimal.valueOf(figures.socialisedWith(amount)),
                BigDecimal.valueOf(figures.size())), meaning);
    }

    private List<Line> comparisons() {
        Scenario cover1 = ScenarioFigures.worst(data.scenarios(), Scenario::cover1);
        Scenario cover2 = ScenarioFigures.worst(data.scenarios(), Scenario::cover2);
        Scenario need = ScenarioFigures.worst(data.scenarios(), Scenario::need);
        Scenario beyond = ScenarioFigures.worst(data.scenarios(), Scenario::beyondPrefunded);
        Level highest = data.levels().get(data.levels().size() - 1);
        String at = " at " + Words.percent(highest.level());
        return List.of(
                new Line("Prefunded now", data.recommendation().prefunded(), null, "contributions and shared layers; "
                        + left(data.recommendation().prefunded().subtract(cover2.cover2()))),
                new Line("Cover-1", cover1.cover1(), null, "largest group's stress loss over margin: " + cover1.name()),
                new Line("Cover-2", cover2.cover2(), null, "the two largest groups': " + cover2.name()),
                new Line("Largest need", need.need(), null, "what others than the defaulters paid: " + need.name()),
                new Line("The same without contagion", need.linearNeed(), null,
                        "no price impact, nobody pays for others: " + need.name()),
                new Line("Most beyond prefunded", beyond.beyondPrefunded(), null, beyond(beyond)),
                new Line("Value at risk" + at, highest.valueAtRisk().value(), null,
                        "of the need; 95% interval " + Words.interval(highest.valueAtRisk())),
                new Line("Expected shortfall" + at, highest.expectedShortfall().value(), null,
                        "of the need; 95% interval " + Words.interval(highest.expectedShortfall())),
                new Line("Contagion adds", highest.contagion(), null, "to the expected shortfall of the need" + at));
    }

    private String beyond(Scenario worst) {
        long scenarios = ScenarioFigures.beyondPrefunded(data.scenarios());
        return scenarios == 0 ? "with the fund as it is, no scenario goes beyond what is prefunded"
                : "assessments, socialised or unpaid with the fund as it is: " + worst.name()
                        + "; losses go beyond what is prefunded in "
                        + Words.grouped(BigDecimal.valueOf(scenarios)) + " of "
                        + Words.grouped(BigDecimal.valueOf(figures.size())) + " scenarios";
    }

    private static String left(BigDecimal left) {
        return left.signum() >= 0 ? Words.grouped(left) + " left after the largest Cover-2"
                : Words.grouped(left.negate()) + " short of the largest Cover-2";
    }

    Table<?> probability() {
        return Table.of("Probability", data.curve(), "No fund size was looked at.")
                .about("How often losses would be socialised or left unpaid, by the size of the insurance fund; the target is"
                        + " at most " + Words.percent(data.recommendation().target()) + " of the scenarios.")
                .column(Column.<Point>text(FUND_SIZE, point -> sizes.name(point.fund())).unit(code))
                .column(Column.<Point>amount("Fund", scale, Point::fund).unit(code))
                .column(Column.text("Which is", this::role).orElse("in between"))
                .column(Column.<Point>count("First enough", this::firstEnough).unit("scenarios")
                        .sumOf(new SumOf(ScenarioSheets.SCENARIOS, ScenarioSheets.COUNT,
                                Map.of(ScenarioSheets.ENOUGH_FROM, FUND_SIZE))))
                .column(Column.count("Scenarios with a loss", Point::happened))
                .column(Column.count("Scenarios", Point::scenarios))
                .column(Column.<Point>amount("Probability", 3, point -> Words.hundredfold(point.probability().value()))
                        .unit("% of scenarios"))
                .column(Column.<Point>amount("At least", 3, point -> Words.hundredfold(point.probability().low()))
                        .unit("95% interval"))
                .column(Column.<Point>amount("At most", 3, point -> Words.hundredfold(point.probability().high()))
                        .unit("95% interval"))
                .column(Column.text("Within target", this::within))
                .column(Column.<Point>amount("Prefunded less Cover-2", scale, this::left).unit(code + ", - short"))
                .chart(new Chart(Kind.LINE, "Probability of a socialised loss by size of the insurance fund", "% of scenarios",
                        FUND_SIZE, List.of(new Series("At least", Fill.GREY), new Series("At most", Fill.GREY),
                        new Series("Probability", Fill.RED)), DRAWN)).build();
    }

    private String role(Point point) {
        boolean isNow = point.fund().compareTo(data.recommendation().fundNow()) == 0;
        boolean isAdvice = point.fund().compareTo(data.recommendation().amount()) == 0;
        return isNow && isAdvice ? "now and recommended" : isNow ? "the fund now" : isAdvice ? "recommended" : null;
    }

    /** Scenarios that this size is enough for and no smaller one of the curve. */
    private long firstEnough(Point point) {
        BigDecimal smaller = sizes.before(point.fund());
        long before = smaller == null ? figures.size() : figures.socialisedWith(smaller);
        return before - figures.socialisedWith(point.fund());
    }

    private String within(Point point) {
        return BigDecimal.valueOf(point.happened()).compareTo(data.recommendation().target()
                .multiply(BigDecimal.valueOf(point.scenarios()))) <= 0 ? "yes" : "no";
    }

    private BigDecimal left(Point point) {
        BigDecimal cover2 = ScenarioFigures.worst(data.scenarios(), Scenario::cover2).cover2();
        return data.recommendation().prefunded().subtract(data.recommendation().fundNow()).add(point.fund())
                .subtract(cover2);
    }

    Table<?> prefunded() {
        BigDecimal all = data.recommendation().prefunded();
        return Table.of("Prefunded", data.resources(), "Nothing is prefunded.")
                .about("What is paid in before anybody defaults, in " + code + ".")
                .column(Column.text("Resource", (Resource row) -> Words.capital(row.name())))
                .column(Column.<Resource>amount("Amount", scale, Resource::amount).unit(code))
                .column(Column.<Resource>amount("Part", 3, row -> Words.percentOf(row.amount(), all))
                        .unit("% of all").orElse("nothing is prefunded"))
                .total(TotalRow.ofAll(Figure.against("Amount", all, "Prefunded: contributions and shared layers", code)))
                .build();
    }

    Table<?> members() {
        BigDecimal now = sum(Member::contribution);
        BigDecimal stress = sum(Member::meanStressLoss);
        List<Member> rows = data.members().stream().sorted(comparing(Member::byRule, Comparator.reverseOrder())
                .thenComparing(Member::member)).toList();
        return Table.of("Members", rows, "No member is left that is not in default.")
                .about("Each member's share of the default fund by the house's rule, when all contributions together stay "
                        + "what they are. Members in default are left out.")
                .column(Column.text("Member", Member::member))
                .column(Column.<Member>amount("Mean stress loss", scale, Member::meanStressLoss)
                        .unit(code + ", over margin"))
                .column(Column.<Member>amount("Part of stress loss", 3, m -> Words.percentOf(m.meanStressLoss(), stress))
                        .unit("%").orElse("no stress loss"))
                .column(Column.<Member>amount("Contribution now", scale, Member::contribution).unit(code))
                .column(Column.<Member>amount("By the rule", scale, Member::byRule).unit(code))
                .column(Column.<Member>amount("Part by the rule", 3, m -> Words.percentOf(m.byRule(), now))
                        .unit("%").orElse("no contributions"))
                .column(Column.<Member>amount("Difference", scale, m -> m.byRule().subtract(m.contribution()))
                        .unit(code + ", + pays in"))
                .total(TotalRow.ofAll(Figure.alone("Mean stress loss", code), Figure.alone("Contribution now", code),
                        Figure.against("By the rule", now, "Contributions by the rule are those of now in sum", code),
                        Figure.alone("Difference", code)))
                .chart(new Chart(Kind.BAR, "Contributions now and by the rule, the largest first", code, "Member",
                        List.of(new Series("Contribution now", Fill.GREY), new Series("By the rule", Fill.BLUE)), 15))
                .build();
    }

    private BigDecimal sum(Function<Member, BigDecimal> amount) {
        return data.members().stream().map(amount).reduce(data.base().zero(), BigDecimal::add);
    }
}
