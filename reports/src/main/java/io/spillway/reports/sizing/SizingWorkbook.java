package io.spillway.reports.sizing;

import io.spillway.reports.sizing.SizingData.Level;
import io.spillway.reports.sizing.SizingData.Recommendation;
import io.spillway.reports.sizing.SizingData.Scenario;
import io.spillway.reports.workbook.Cover;
import io.spillway.reports.workbook.Table;
import io.spillway.reports.workbook.Workbook;
import io.spillway.reports.workbook.WorkbookWriter;
import io.spillway.reports.workbook.WrittenWorkbook;
import java.math.BigDecimal;
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
     * @throws IllegalArgumentException if there is no scenario, or a sensitivity to something unknown
     * @throws io.spillway.reports.workbook.WorkbookException where a value does not fit; the message names its place
     * @throws java.io.UncheckedIOException where the file cannot be written
     */
    public WrittenWorkbook write(SizingData data, Path target) {
        ScenarioFigures rows = new ScenarioFigures(data.scenarios());
        FundSheets fund = new FundSheets(data, rows);
        FigureSheets figures = new FigureSheets(data, rows);
        ScenarioSheets scenarios = new ScenarioSheets(data, rows);
        List<Table<?>> tables = new ArrayList<>(List.of(fund.recommendation(), fund.probability(), figures.levels(),
                scenarios.distribution(), fund.prefunded(), scenarios.largest(), scenarios.named(), fund.members(),
                scenarios.reverse()));
        tables.addAll(figures.sensitivities());
        tables.add(scenarios.all());
        tables.add(MethodSheet.of(data, scenarios.bandsInWords()));
        return writer.write(new Workbook(cover(data, rows), tables), target);
    }

    private static Cover cover(SizingData data, ScenarioFigures rows) {
        return new Cover("Insurance fund: " + Words.grouped(data.recommendation().amount()) + " " + data.base().code()
                + " recommended", data.subject(), List.of(data.origin().description(),
                "Scenario set SHA-256 " + data.origin().setSha256()), answer(data), SizingChecks.of(data, rows));
    }

    /** What treasury asks, a line each. */
    private static List<String> answer(SizingData data) {
        Recommendation advice = data.recommendation();
        String code = " " + data.base().code();
        BigDecimal missing = advice.amount().subtract(advice.fundNow());
        String verdict = missing.signum() > 0 ? Words.grouped(missing) + code + " are missing."
                : "it is large enough; " + Words.grouped(missing.negate()) + code + " are above what is needed.";
        Scenario cover2 = ScenarioFigures.worst(data.scenarios(), Scenario::cover2);
        BigDecimal left = advice.prefunded().subtract(cover2.cover2());
        Scenario need = ScenarioFigures.worst(data.scenarios(), Scenario::need);
        Level highest = data.levels().get(data.levels().size() - 1);
        return List.of("Why: " + advice.reason() + ".",
                "The fund holds " + Words.grouped(advice.fundNow()) + code + ": " + verdict,
                "Losses are socialised with the fund as it is in " + with(data, advice.fundNow())
                        + "; with the recommended one in " + with(data, advice.amount()) + ".",
                "Prefunded are " + Words.grouped(advice.prefunded()) + code + ", the largest Cover-2 is "
                        + Words.grouped(cover2.cover2()) + code + " (" + cover2.name() + "): " + Words.grouped(left.abs())
                        + code + (left.signum() < 0 ? " are short." : " would be left.") + " Losses go beyond what is prefunded in "
                        + Words.grouped(BigDecimal.valueOf(ScenarioFigures.beyondPrefunded(data.scenarios()))) + " of "
                        + Words.grouped(BigDecimal.valueOf(data.scenarios().size())) + " scenarios with the fund as it is.",
                "The largest need is " + Words.grouped(need.need()) + code + " (" + need.name() + "), without contagion "
                        + Words.grouped(need.linearNeed()) + code + ". Contagion adds " + Words.grouped(highest.contagion())
                        + code + " to the expected shortfall of the need at " + Words.percent(highest.level()) + ", "
                        + Words.grouped(highest.expectedShortfall().value()) + code
                        + (highest.isThin() ? "; its tail is thin." : "."),
                "Every scenario ran the whole cascade of the day: close-outs, price impact, default waterfall, contagion."
                        + " Amounts are " + data.base().code() + ". The checks work the figures out again from the scenarios'"
                        + " rows; nothing is posted to the ledger.");
    }

    private static String with(SizingData data, BigDecimal fund) {
        return data.curve().stream().filter(point -> point.fund().compareTo(fund) == 0).findFirst()
                .map(point -> Words.grouped(BigDecimal.valueOf(point.happened())) + " of "
                        + Words.grouped(BigDecimal.valueOf(point.scenarios())) + " scenarios ("
                        + Words.hundredfold(point.probability().value()) + "%, 95% interval "
                        + Words.hundredfold(point.probability().low()) + "% to "
                        + Words.hundredfold(point.probability().high()) + "%)")
                .orElse("a part of the scenarios that the curve does not show");
    }
}
