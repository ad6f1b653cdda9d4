package io.spillway.reports.sizing;

import static java.util.Comparator.comparing;

import io.spillway.reports.sizing.SizingData.Move;
import io.spillway.reports.sizing.SizingData.Named;
import io.spillway.reports.sizing.SizingData.Reverse;
import io.spillway.reports.sizing.SizingData.Scenario;
import io.spillway.reports.workbook.Chart;
import io.spillway.reports.workbook.Chart.Fill;
import io.spillway.reports.workbook.Chart.Kind;
import io.spillway.reports.workbook.Chart.Series;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.TotalRow;
import io.spillway.reports.workbook.TotalRow.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sheets of scenarios: how losses are distributed, which are the worst, and every one. */
final class ScenarioSheets {

    private static final int STEPS = 25;
    private static final int LARGEST = 20;

    private final SizingData data;
    private final String code;
    private final int scale;

    ScenarioSheets(SizingData data) {
        this.data = data;
        this.code = data.base().code();
        this.scale = data.base().scale();
    }

    /** How many scenarios need more than an amount. */
    private record Exceedance(BigDecimal amount, long need, long linear, int scenarios) {

        private BigDecimal part(long count) {
            return BigDecimal.valueOf(100 * count).divide(BigDecimal.valueOf(scenarios), 3, RoundingMode.HALF_EVEN);
        }
    }

    /** From nothing to the largest need in equal steps. */
    Table<Exceedance> distribution() {
        BigDecimal largest = data.scenarios().stream().map(s -> s.need().max(s.linearNeed()))
                .max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
        List<Exceedance> rows = new ArrayList<>();
        for (int step = 0; step <= STEPS && largest.signum() > 0; step++) {
            BigDecimal amount = largest.multiply(BigDecimal.valueOf(step))
                    .divide(BigDecimal.valueOf(STEPS), 0, RoundingMode.FLOOR);
            rows.add(new Exceedance(amount, above(amount, Scenario::need), above(amount, Scenario::linearNeed),
                    data.scenarios().size()));
        }
        return Table.of("Loss distribution", rows, "No scenario needs anything beyond the defaulters' own means.")
                .about("How many scenarios need more than an amount, from nothing to the largest need in " + STEPS
                        + " equal steps.")
                .column(Column.text("Need above", (Exceedance row) -> Words.grouped(row.amount())).unit(code))
                .column(Column.count("Scenarios", Exceedance::need))
                .column(Column.<Exceedance>amount("Part", 3, row -> row.part(row.need())).unit("% of scenarios"))
                .column(Column.<Exceedance>count("Scenarios, no contagion", Exceedance::linear))
                .column(Column.<Exceedance>amount("Part, no contagion", 3, row -> row.part(row.linear()))
                        .unit("% of scenarios"))
                .chart(new Chart(Kind.LINE, "Part of the scenarios that need more than an amount", "%", "Need above",
                        List.of(new Series("Part", Fill.BLUE), new Series("Part, no contagion", Fill.GREY)), STEPS + 1))
                .build();
    }

    private long above(BigDecimal amount, Function<Scenario, BigDecimal> figure) {
        return data.scenarios().stream().filter(s -> figure.apply(s).compareTo(amount) > 0).count();
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
                .column(Column.<Scenario>amount("Left of prefunded", scale, s -> prefunded.subtract(s.cover2()))
                        .unit(code + ", - missing"))
                .column(Column.<Scenario>amount("Need", scale, Scenario::need).unit(code))
                .chart(new Chart(Kind.COLUMN, "The largest Cover-2", code, "Scenario",
                        List.of(new Series("Cover-1", Fill.GREY), new Series("Cover-2", Fill.BLUE)), LARGEST)).build();
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
                        "Instrument", List.of(new Series("Move", Fill.RED)), LARGEST)).build();
    }

    Table<Scenario> all() {
        BigDecimal fund = data.recommendation().fundNow();
        long socialising = data.curve().stream().filter(point -> point.fund().compareTo(fund) == 0)
                .mapToLong(SizingData.Point::happened).sum();
        return Table.of("Scenarios", data.scenarios(), "No scenario was run.")
                .about("Every scenario with what it would cost, in " + code + ".")
                .column(Column.text("Scenario", Scenario::name))
                .column(Column.count("Number", Scenario::number))
                .column(Column.<Scenario>amount("Cover-1", scale, Scenario::cover1).unit(code))
                .column(Column.<Scenario>amount("Cover-2", scale, Scenario::cover2).unit(code))
                .column(Column.<Scenario>amount("Need", scale, Scenario::need).unit(code))
                .column(Column.<Scenario>amount("Without contagion", scale, Scenario::linearNeed).unit(code))
                .column(Column.<Scenario>amount("Socialised", scale, Scenario::socialised).unit(code))
                .column(Column.count("Defaults", Scenario::defaults))
                .column(Column.count("Rounds", Scenario::rounds))
                .column(Column.<Scenario>amount("Critical fund", scale, Scenario::criticalFund).unit(code))
                .column(Column.count("Above the fund now", s -> s.criticalFund().compareTo(fund) > 0 ? 1 : 0))
                .total(TotalRow.ofAll(Figure.against("Above the fund now", BigDecimal.valueOf(socialising),
                        "Scenarios that socialise a loss with the fund as it is", "count")))
                .build();
    }
}
