package io.spillway.reports.sizing;

import static java.util.Comparator.comparing;

import io.spillway.reports.sizing.Bands.Band;
import io.spillway.reports.sizing.SizingData.Move;
import io.spillway.reports.sizing.SizingData.Named;
import io.spillway.reports.sizing.SizingData.Reverse;
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
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sheets of scenarios: how losses are distributed, which are the worst, and every one. */
final class ScenarioSheets {

    static final String SCENARIOS = "Scenarios";
    static final String COUNT = "Count";
    static final String ENOUGH_FROM = "Enough from";

    private static final int LARGEST = 20;
    /** More bars than these would lose their names. */
    private static final int NAMED_BARS = 10;
    private static final String BAND = "Band";
    private static final String NEED_BAND = "Need band";
    private static final String LINEAR_BAND = "Band without contagion";

    private final SizingData data;
    private final ScenarioFigures figures;
    private final Bands bands;
    private final String code;
    private final int scale;

    ScenarioSheets(SizingData data, ScenarioFigures figures) {
        this.data = data;
        this.figures = figures;
        this.code = data.base().code();
        this.scale = data.base().scale();
        this.bands = new Bands(figures.largest(), scale);
    }

    /** How the bands are made, in a sentence. */
    String bandsInWords() {
        return bands.inWords(code);
    }

    Table<?> distribution() {
        BigDecimal all = BigDecimal.valueOf(figures.size());
        return Table.of("Loss distribution", bands.all(), "There is always a band.")
                .about("How many scenarios need how much, and which part of them needs more than a band's upper end. "
                        + bands.inShort(code))
                .column(Column.text(BAND, Band::label).unit(code))
                .column(Column.<Band>amount("Above", scale, Band::above).unit(code))
                .column(Column.<Band>amount("Up to", scale, Band::upper).unit(code))
                .column(Column.<Band>count("Need", band -> in(band, figures.needs())).unit("scenarios")
                        .sumOf(new SumOf(SCENARIOS, COUNT, Map.of(NEED_BAND, BAND))))
                .column(Column.<Band>count("Without contagion", band -> in(band, figures.linearNeeds())).unit("scenarios")
                        .sumOf(new SumOf(SCENARIOS, COUNT, Map.of(LINEAR_BAND, BAND))))
                .column(Column.text("More than", Band::upTo).unit(code))
                .column(Column.<Band>amount("Part", 3, band -> part(figures.needs(), band)).unit("% of scenarios"))
                .column(Column.<Band>amount("Part, no contagion", 3, band -> part(figures.linearNeeds(), band))
                        .unit("% of scenarios"))
                .total(TotalRow.ofAll(Figure.against("Need", all, "Scenarios counted by need", "count"),
                        Figure.against("Without contagion", all, "Scenarios counted by need without contagion", "count")))
                .chart(new Chart(Kind.LINE, "Part of the scenarios that need more than an amount", "% of scenarios",
                        "More than", List.of(new Series("Part", Fill.BLUE), new Series("Part, no contagion", Fill.GREY)),
                        Bands.MOST + 1))
                .build();
    }

    private static long in(Band band, List<BigDecimal> ascending) {
        int larger = ScenarioFigures.above(ascending, band.upper());
        int from = band.upper().signum() == 0 ? ascending.size() : ScenarioFigures.above(ascending, band.above());
        return from - (long) larger;
    }

    private static BigDecimal part(List<BigDecimal> ascending, Band band) {
        return Words.percentOf(BigDecimal.valueOf(ScenarioFigures.above(ascending, band.upper())),
                BigDecimal.valueOf(ascending.size()));
    }

    Table<Named> named() {
        List<Named> rows = data.named().stream().sorted(comparing((Named n) -> n.scenario().cover2(),
                Comparator.reverseOrder()).thenComparing(n -> n.scenario().name())).toList();
        return Table.of("Named scenarios", rows, "The configuration has no hypothetical scenario.")
                .about("The house's hypothetical scenarios, each with the whole cascade; all prefunded resources are "
                        + Words.grouped(data.recommendation().prefunded()) + " " + code + ".")
                .column(Column.text("Scenario", (Named n) -> n.scenario().name()))
                .column(Column.<Named>amount("Cover-1", scale, n -> n.scenario().cover1()).unit(code))
                .column(Column.<Named>amount("Cover-2", scale, n -> n.scenario().cover2()).unit(code))
                .column(Column.<Named>amount("Left of prefunded", scale,
                        n -> data.recommendation().prefunded().subtract(n.scenario().cover2())).unit(code + ", - missing"))
                .column(Column.<Named>amount("Need", scale, n -> n.scenario().need()).unit(code))
                .column(Column.<Named>amount("Without contagion", scale, n -> n.scenario().linearNeed()).unit(code))
                .column(Column.<Named>amount("Socialised", scale, n -> n.scenario().socialised()).unit(code))
                .column(Column.count("Defaults", (Named n) -> n.scenario().defaults()))
                .column(Column.count("Rounds", (Named n) -> n.scenario().rounds()))
                .column(Column.text("What happens", Named::description))
                .chart(new Chart(Kind.COLUMN, "Cover-2 and need of the named scenarios", code, "Scenario",
                        List.of(new Series("Cover-2", Fill.BLUE), new Series("Need", Fill.RED)), LARGEST)).build();
    }

    Table<Scenario> largest() {
        List<Scenario> rows = data.scenarios().stream().filter(s -> s.cover2().signum() > 0)
                .sorted(comparing(Scenario::cover2, Comparator.reverseOrder())
                .thenComparing(Scenario::number)).limit(LARGEST).toList();
        BigDecimal prefunded = data.recommendation().prefunded();
        return Table.of("Cover-1 and Cover-2", rows, "No scenario costs anybody more than margin.")
                .about("At most " + LARGEST + " scenarios with the largest Cover-2, against prefunded resources of "
                        + Words.grouped(prefunded) + " " + code + ".")
                .column(Column.text("Scenario", Scenario::name))
                .column(Column.<Scenario>amount("Cover-1", scale, Scenario::cover1).unit(code))
                .column(Column.<Scenario>amount("Cover-2", scale, Scenario::cover2).unit(code))
                .column(Column.<Scenario>amount("Prefunded now", scale, s -> prefunded).unit(code))
                .column(Column.<Scenario>amount("Left of prefunded", scale, s -> prefunded.subtract(s.cover2()))
                        .unit(code + ", - missing"))
                .column(Column.<Scenario>amount("Need", scale, Scenario::need).unit(code))
                .chart(new Chart(Kind.LINE, "The largest Cover-2 against what is prefunded now", code, "Scenario",
                        List.of(new Series("Cover-1", Fill.AMBER), new Series("Cover-2", Fill.BLUE),
                                new Series("Prefunded now", Fill.GREY)), LARGEST)).build();
    }

    Table<Move> reverse() {
        Optional<Reverse> found = data.reverse();
        List<Move> rows = found.map(r -> r.moves().stream().sorted(comparing((Move m) -> m.move().abs(),
                Comparator.reverseOrder()).thenComparing(Move::instrument)).toList()).orElse(List.of());
        return Table.of("Reverse stress", rows, "None of the worst scenarios uses up what is prefunded, even taken 16 times.")
                .about(found.map(r -> "The least extreme moves found that use up all that is prefunded: " + r.scenario() + " taken "
                        + r.factor().setScale(2, RoundingMode.HALF_EVEN) + " times, Mahalanobis distance "
                        + r.distance().setScale(2, RoundingMode.HALF_EVEN) + ", need " + Words.grouped(r.need()) + " " + code
                        + ".").orElse(""))
                .column(Column.text("Instrument", Move::instrument))
                .column(Column.<Move>percent("Move", Move::move).unit("of the price base"))
                .chart(new Chart(Kind.BAR, "The moves that use up what is prefunded, the largest first", "fraction",
                        "Instrument", List.of(new Series("Move", Fill.RED)), NAMED_BARS)).build();
    }

    Table<Scenario> all() {
        FundSizes sizes = new FundSizes(data.curve());
        BigDecimal fund = data.recommendation().fundNow();
        long socialising = data.curve().stream().filter(point -> point.fund().compareTo(fund) == 0)
                .mapToLong(SizingData.Point::happened).sum();
        return Table.of(SCENARIOS, data.scenarios(), "No scenario was run.")
                .about("Every scenario with what it would cost, in " + code + ". Critical fund: the smallest with which it"
                        + " socialises nothing. The last columns are what other sheets count by.")
                .column(Column.text("Scenario", Scenario::name))
                .column(Column.count("Number", Scenario::number))
                .column(Column.<Scenario>amount("Cover-1", scale, Scenario::cover1).unit(code))
                .column(Column.<Scenario>amount("Cover-2", scale, Scenario::cover2).unit(code))
                .column(Column.<Scenario>amount("Need", scale, Scenario::need).unit(code))
                .column(Column.<Scenario>amount("Without contagion", scale, Scenario::linearNeed).unit(code))
                .column(Column.<Scenario>amount("Beyond prefunded", scale, Scenario::beyondPrefunded).unit(code))
                .column(Column.<Scenario>amount("Socialised", scale, Scenario::socialised).unit(code))
                .column(Column.count("Defaults", Scenario::defaults))
                .column(Column.count("Rounds", Scenario::rounds))
                .column(Column.<Scenario>amount("Critical fund", scale, Scenario::criticalFund).unit(code))
                .column(Column.text(NEED_BAND, s -> bands.of(s.need()).label()))
                .column(Column.text(LINEAR_BAND, s -> bands.of(s.linearNeed()).label()))
                .column(Column.<Scenario>text(ENOUGH_FROM, s -> sizes.enoughFrom(s.criticalFund())).unit(code))
                .column(Column.<Scenario>count(COUNT, s -> 1).unit("1 each"))
                .column(Column.count("Above the fund now", s -> s.criticalFund().compareTo(fund) > 0 ? 1 : 0))
                .total(TotalRow.ofAll(Figure.against("Above the fund now", BigDecimal.valueOf(socialising),
                        "Scenarios that socialise a loss with the fund as it is", "count")))
                .build();
    }
}
