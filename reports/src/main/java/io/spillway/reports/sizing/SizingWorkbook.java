package io.spillway.reports.sizing;

import static java.util.Comparator.comparing;

import io.spillway.reports.sizing.SizingData.Level;
import io.spillway.reports.sizing.SizingData.Point;
import io.spillway.reports.sizing.SizingData.Recommendation;
import io.spillway.reports.sizing.SizingData.Scenario;
import io.spillway.reports.workbook.Check;
import io.spillway.reports.workbook.Cover;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.Workbook;
import io.spillway.reports.workbook.WorkbookWriter;
import io.spillway.reports.workbook.WrittenWorkbook;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the workbook "Fund sizing" (section 7): what the insurance fund should hold and why on the first sheet, then what
 * the answer rests on. What can be worked out again from the scenarios' rows is, and stands on the cover as a check.
 */
public final class SizingWorkbook {

    private final WorkbookWriter writer = new WorkbookWriter();

    /**
     * Writes the workbook, in place of any file of that name.
     *
     * @return the checks on its cover; a failed one does not stop the writing
     * @throws io.spillway.reports.workbook.WorkbookException where a value does not fit; the message names its place
     * @throws java.io.UncheckedIOException where the file cannot be written
     */
    public WrittenWorkbook write(SizingData data, Path target) {
        FigureSheets figures = new FigureSheets(data);
        ScenarioSheets scenarios = new ScenarioSheets(data);
        List<Table<?>> tables = new ArrayList<>(List.of(figures.recommendation(), figures.probability(), figures.levels(),
                scenarios.distribution(), scenarios.named(), scenarios.largest(), figures.members(),
                scenarios.reverse()));
        tables.addAll(figures.sensitivities());
        tables.add(scenarios.all());
        tables.add(figures.method());
        return writer.write(new Workbook(cover(data), tables), target);
    }

    private static Cover cover(SizingData data) {
        Recommendation advice = data.recommendation();
        String code = " " + data.base().code();
        BigDecimal missing = advice.amount().subtract(advice.fundNow());
        String verdict = missing.signum() > 0 ? Words.grouped(missing) + code + " are missing."
                : "it is large enough; " + Words.grouped(missing.negate()) + code + " are above what is needed.";
        return new Cover("Insurance fund: " + Words.grouped(advice.amount()) + code + " recommended", data.subject(),
                List.of(data.origin().description(), "Scenario set SHA-256 " + data.origin().setSha256()),
                List.of("Why: " + advice.reason() + ".",
                        "The fund holds " + Words.grouped(advice.fundNow()) + code + ": " + verdict,
                        "Every scenario ran the whole cascade of the day: close-outs, price impact, default waterfall,"
                                + " contagion. Amounts are " + data.base().code() + "."),
                checks(data));
    }

    /** What the rows of the scenarios give, beside what the figures say. */
    private static List<Check> checks(SizingData data) {
        String code = data.base().code();
        List<BigDecimal> needs = data.scenarios().stream().map(Scenario::need).sorted(comparing(BigDecimal::negate)).toList();
        List<Check> checks = new ArrayList<>();
        for (Level level : data.levels()) {
            checks.add(new Check("Value at risk at " + Words.percent(level.level()) + ", from the rows", code,
                    needs.get(rank(needs.size(), level.level()) - 1), level.valueAtRisk().value()));
        }
        long wrong = data.curve().stream().filter(point -> socialising(data, point) != point.happened()).count();
        checks.add(new Check("Points of the probability curve that the rows do not give", "count",
                BigDecimal.valueOf(wrong), BigDecimal.ZERO));
        return checks;
    }

    /** The rank of the value at risk among the needs, largest first: n (1 - level) rounded up, at least 1. */
    private static int rank(int scenarios, BigDecimal level) {
        return Math.max(1, BigDecimal.ONE.subtract(level).multiply(BigDecimal.valueOf(scenarios))
                .setScale(0, RoundingMode.CEILING).intValueExact());
    }

    private static long socialising(SizingData data, Point point) {
        return data.scenarios().stream().filter(s -> s.criticalFund().compareTo(point.fund()) > 0).count();
    }
}
