package io.spillway.reports.sizing;

import io.spillway.reports.sizing.SizingData.Estimate;
import io.spillway.reports.sizing.SizingData.Level;
import io.spillway.reports.sizing.SizingData.Sensitivity;
import io.spillway.reports.workbook.Chart;
import io.spillway.reports.workbook.Chart.Fill;
import io.spillway.reports.workbook.Chart.Kind;
import io.spillway.reports.workbook.Chart.Series;
import io.spillway.reports.workbook.Column;
import io.spillway.reports.workbook.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** The sheets of what the need comes to: at each level, and with one thing about the house taken otherwise. */
final class FigureSheets {

    private static final int DRAWN = 40;

    private final SizingData data;
    private final ScenarioFigures figures;
    private final String code;
    private final int scale;

    FigureSheets(SizingData data, ScenarioFigures figures) {
        this.data = data;
        this.figures = figures;
        this.code = data.base().code();
        this.scale = data.base().scale();
    }

    /** A measure of the need or of the need without contagion at a level; no interval for a difference. */
    private record Line(String figure, Level level, Estimate valueAtRisk, Estimate expectedShortfall, boolean hasInterval) {
    }

    Table<?> levels() {
        List<Line> lines = new ArrayList<>();
        data.levels().forEach(l -> lines.add(new Line("Need at ", l, l.valueAtRisk(), l.expectedShortfall(), true)));
        data.levels().forEach(l -> lines.add(new Line("Without contagion at ", l, l.linearValueAtRisk(), l.linearShortfall(),
                true)));
        data.levels().forEach(l -> lines.add(new Line("Contagion adds at ", l,
                difference(l.valueAtRisk(), l.linearValueAtRisk()), difference(l.expectedShortfall(), l.linearShortfall()),
                false)));
        return Table.of("Levels", lines, "No level was asked for.")
                .about("What others than the defaulters must pay at each confidence level, with 95% bootstrap intervals; the"
                        + " same without price impact and sharing of losses; and the difference.")
                .column(Column.text("Figure", (Line line) -> line.figure() + Words.percent(line.level().level())))
                .column(amount("Value at risk", line -> line.valueAtRisk().value()).unit(code))
                .column(amount("VaR from", line -> line.hasInterval() ? line.valueAtRisk().low() : null)
                        .unit("95% interval").orElse("none"))
                .column(amount("VaR to", line -> line.hasInterval() ? line.valueAtRisk().high() : null)
                        .unit("95% interval").orElse("none"))
                .column(amount("Expected shortfall", line -> line.expectedShortfall().value()).unit(code))
                .column(amount("ES from", line -> line.hasInterval() ? line.expectedShortfall().low() : null)
                        .unit("95% interval").orElse("none"))
                .column(amount("ES to", line -> line.hasInterval() ? line.expectedShortfall().high() : null)
                        .unit("95% interval").orElse("none"))
                .column(Column.<Line>quantity("Tail", line -> figures.tail(line.level().level())).unit("scenarios"))
                .column(Column.text("How sure", line -> line.level().isThin() ? "thin tail: run more scenarios"
                        : "ten scenarios or more"))
                .chart(new Chart(Kind.COLUMN, "Value at risk and expected shortfall, and what contagion adds", code, "Figure",
                        List.of(new Series("Value at risk", Fill.BLUE), new Series("Expected shortfall", Fill.AMBER)), DRAWN))
                .build();
    }

    private Column<Line> amount(String heading, Function<Line, BigDecimal> value) {
        return Column.amount(heading, scale, value);
    }

    private static Estimate difference(Estimate of, Estimate less) {
        BigDecimal value = of.value().subtract(less.value());
        return new Estimate(value, value, value);
    }

    /**
     * A sheet for each parameter, so that each has its own chart.
     *
     * @throws IllegalArgumentException naming a parameter that has no sheet
     */
    List<Table<Sensitivity>> sensitivities() {
        Map<String, List<Sensitivity>> byParameter = new LinkedHashMap<>();
        for (String parameter : List.of("Price impact", "Assessments", "Insurance fund")) {
            byParameter.put(parameter, new ArrayList<>());
        }
        for (Sensitivity row : data.sensitivities()) {
            List<Sensitivity> rows = byParameter.get(row.parameter());
            if (rows == null) {
                throw new IllegalArgumentException("The fund-sizing workbook has no sheet for sensitivities to "
                        + row.parameter() + "; it knows " + byParameter.keySet());
            }
            rows.add(row);
        }
        List<Table<Sensitivity>> tables = new ArrayList<>();
        byParameter.forEach((parameter, rows) -> tables.add(sensitivity(parameter, rows)));
        return tables;
    }

    private Table<Sensitivity> sensitivity(String parameter, List<Sensitivity> rows) {
        Level highest = data.levels().get(data.levels().size() - 1);
        return Table.of("If " + parameter.toLowerCase(Locale.ROOT), rows,
                        "The sizing was run without sensitivities.")
                .about("The same scenarios in a house with " + parameter.toLowerCase(Locale.ROOT)
                        + " taken so many times; expected shortfall of the need at " + Words.percent(highest.level()) + ".")
                .column(Column.text(parameter, (Sensitivity s) -> s.value().toPlainString() + " times"
                        + (s.asItIs() ? ", as it is" : "")))
                .column(Column.<Sensitivity>amount("Expected shortfall", scale, s -> s.expectedShortfall().value()).unit(code))
                .column(Column.<Sensitivity>amount("From", scale, s -> s.expectedShortfall().low()).unit("95% interval"))
                .column(Column.<Sensitivity>amount("To", scale, s -> s.expectedShortfall().high()).unit("95% interval"))
                .column(Column.<Sensitivity>amount("Against as it is", scale, s -> s.expectedShortfall().value()
                        .subtract(highest.expectedShortfall().value())).unit(code + ", + larger shortfall"))
                .column(Column.<Sensitivity>amount("Largest need", scale, Sensitivity::largestNeed).unit(code))
                .column(Column.<Sensitivity>amount("Socialised", 3, s -> Words.hundredfold(s.probability().value()))
                        .unit("% of scenarios"))
                .column(Column.<Sensitivity>amount("At least", 3, s -> Words.hundredfold(s.probability().low()))
                        .unit("95% interval"))
                .column(Column.<Sensitivity>amount("At most", 3, s -> Words.hundredfold(s.probability().high()))
                        .unit("95% interval"))
                .column(Column.<Sensitivity>amount("Fund for the target", scale, Sensitivity::fundForTarget).unit(code))
                .chart(new Chart(Kind.COLUMN, "Expected shortfall and fund for the target", code, parameter,
                        List.of(new Series("Expected shortfall", Fill.BLUE), new Series("Fund for the target", Fill.AMBER)),
                        DRAWN))
                .chart(new Chart(Kind.COLUMN, "Probability of a socialised loss", "% of scenarios", parameter,
                        List.of(new Series("Socialised", Fill.RED)), DRAWN)).build();
    }
}
