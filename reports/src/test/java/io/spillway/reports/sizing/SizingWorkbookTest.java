package io.spillway.reports.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.reports.SampleHouse;
import io.spillway.reports.sizing.SizingData.Estimate;
import io.spillway.reports.sizing.SizingData.Level;
import io.spillway.reports.sizing.SizingData.Member;
import io.spillway.reports.sizing.SizingData.Point;
import io.spillway.reports.sizing.SizingData.Scenario;
import io.spillway.reports.sizing.SizingData.Sensitivity;
import io.spillway.reports.workbook.Reopened;
import io.spillway.reports.workbook.WrittenWorkbook;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.util.CellReference;
import org.junit.jupiter.api.Test;

/** The workbook that treasury reads, written, opened again and worked out again. */
class SizingWorkbookTest {

    private static final int FIRST = 4;
    private static final int HEADER = 3;

    private final Path folder = Path.of("target", "sample-workbooks");

    private WrittenWorkbook write(SizingData data, String name) throws IOException {
        Files.createDirectories(folder);
        return new SizingWorkbook().write(data, folder.resolve(name));
    }

    private Reopened written(SizingData data, String name) throws IOException {
        write(data, name);
        return Reopened.of(folder.resolve(name));
    }

    @Test
    void theAnswerStandsOnTheFirstSheetAndTheRowsGiveItsFigures() throws IOException {
        SizingData data = new SampleSizing(1, 4_000).data();
        try (Reopened file = written(data, "sizing.xlsx")) {
            assertThat(file.sheets()).containsExactly("Cover", "Recommendation", "Probability", "Levels",
                    "Loss distribution", "Prefunded", "Cover-1 and Cover-2", "Named scenarios", "Members", "Reverse stress",
                    "If price impact", "If assessments", "If insurance fund", "Scenarios", "Method");
            assertThat(file.verdict()).isEqualTo("All 18 checks pass.");
            assertThat(file.text("Cover", 0, 0)).isEqualTo("Insurance fund: "
                    + Words.grouped(data.recommendation().amount()) + " USD recommended");
            int notes = file.rowOf("Cover", "Notes");
            assertThat(file.text("Cover", notes, 1)).startsWith("Why: ");
            assertThat(file.text("Cover", notes + 1, 1)).startsWith("The fund holds 120,000,000 USD: ");
            assertThat(file.number("Recommendation", FIRST, 1)).isEqualByComparingTo(data.recommendation().amount());
            assertThat(file.rows("Scenarios")).isEqualTo(4_000);
            assertThat(file.sum("Scenarios", "Need")).isEqualByComparingTo(
                    data.scenarios().stream().map(Scenario::need).reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(file.rows("Cover-1 and Cover-2")).isEqualTo(20);
            assertThat(file.sum("Members", "By the rule")).isEqualByComparingTo(file.sum("Members", "Contribution now"));
            assertThat(file.sum("Members", "Difference")).isEqualByComparingTo("0");
            assertThat(file.sum("Prefunded", "Amount")).isEqualByComparingTo(data.recommendation().prefunded());
            file.hasNothingExecutableOrExternal();
        }
    }

    @Test
    void everyFormulaGivesItsCachedValueAndCountsTheRows() throws IOException {
        SizingData data = new SampleSizing(2, 600).data();
        try (Reopened file = written(data, "sizing-600.xlsx")) {
            assertThat(file.formulasAgreeWithTheirCachedValues()).isGreaterThan(60);
            assertThat(file.sum("Loss distribution", "Need")).isEqualByComparingTo("600");
            assertThat(file.sum("Loss distribution", "Without contagion")).isEqualByComparingTo("600");
            Point last = data.curve().get(data.curve().size() - 1);
            assertThat(file.sum("Probability", "First enough")).isEqualByComparingTo(
                    BigDecimal.valueOf(600L - last.happened()));
            int happened = file.columnOf("Probability", HEADER, "Scenarios with a loss");
            for (int p = 0; p < data.curve().size(); p++) {
                BigDecimal fund = data.curve().get(p).fund();
                assertThat(file.number("Probability", FIRST + p, happened)).isEqualByComparingTo(BigDecimal.valueOf(
                        data.scenarios().stream().filter(row -> row.criticalFund().compareTo(fund) > 0).count()));
            }
            int none = file.columnOf("Loss distribution", HEADER, "Need");
            assertThat(file.number("Loss distribution", FIRST, none)).isEqualByComparingTo(BigDecimal.valueOf(
                    data.scenarios().stream().filter(row -> row.need().signum() == 0).count()));
        }
    }

    @Test
    void aSpreadsheetsOwnFormulasOverTheRowsGiveWhatTheOtherSheetsSay() throws IOException {
        int scenarios = 2_345;
        SizingData data = new SampleSizing(7, scenarios).data();
        try (Reopened file = written(data, "sizing-formulas.xlsx")) {
            for (int l = 0; l < data.levels().size(); l++) {
                int rank = BigDecimal.ONE.subtract(data.levels().get(l).level()).multiply(BigDecimal.valueOf(scenarios))
                        .setScale(0, RoundingMode.CEILING).intValueExact();
                assertThat(evaluated(file, "LARGE(" + rows(file, "Need", scenarios) + "," + rank + ")"))
                        .as("rank %d", rank).isEqualByComparingTo(file.number("Levels", FIRST + l, 1));
                assertThat(evaluated(file, "LARGE(" + rows(file, "Without contagion", scenarios) + "," + rank + ")"))
                        .as("rank %d", rank).isEqualByComparingTo(file.number("Levels", FIRST + data.levels().size() + l, 1));
            }
            for (String figure : List.of("Cover-1", "Cover-2")) {
                assertThat(evaluated(file, "MAX(" + rows(file, figure, scenarios) + ")")).as(figure)
                        .isEqualByComparingTo(file.number("Recommendation", file.rowOf("Recommendation", figure), 1));
            }
            assertThat(evaluated(file, "MAX(" + rows(file, "Need", scenarios) + ")"))
                    .isEqualByComparingTo(file.number("Recommendation", file.rowOf("Recommendation", "Largest need"), 1));
            String beyond = rows(file, "Beyond prefunded", scenarios);
            int line = file.rowOf("Recommendation", "Most beyond prefunded");
            assertThat(evaluated(file, "MAX(" + beyond + ")")).isPositive()
                    .isEqualByComparingTo(file.number("Recommendation", line, 1));
            String count = evaluated(file, "COUNTIF(" + beyond + ",\">0\")").toPlainString() + " of 2,345 scenarios";
            assertThat(file.text("Recommendation", line, 3)).endsWith("; losses go beyond what is prefunded in " + count);
            assertThat(file.text("Cover", file.rowOf("Cover", "Notes") + 3, 1))
                    .endsWith(" Losses go beyond what is prefunded in " + count + " with the fund as it is.");
        }
    }

    /** Where a column of the sheet Scenarios stands. */
    private static String rows(Reopened file, String heading, int scenarios) {
        String letters = CellReference.convertNumToColString(file.columnOf("Scenarios", HEADER, heading));
        return "Scenarios!" + letters + (FIRST + 1) + ":" + letters + (FIRST + scenarios);
    }

    private static BigDecimal evaluated(Reopened file, String formula) {
        Cell cell = file.workbook().getSheet("Method").createRow(1_000).createCell(0);
        cell.setCellFormula(formula);
        return BigDecimal.valueOf(file.workbook().getCreationHelper().createFormulaEvaluator().evaluate(cell)
                .getNumberValue()).stripTrailingZeros();
    }

    @Test
    void theProbabilityOfASensitivityHasItsInterval() throws IOException {
        SizingData data = new SampleSizing(8, 500).data();
        try (Reopened file = written(data, "sizing-500.xlsx")) {
            int low = file.columnOf("If assessments", HEADER, "At least");
            int high = file.columnOf("If assessments", HEADER, "At most");
            Estimate probability = data.sensitivities().get(3).probability();
            assertThat(file.number("If assessments", FIRST, low)).isEqualByComparingTo(Words.hundredfold(probability.low()));
            assertThat(file.number("If assessments", FIRST, high)).isEqualByComparingTo(Words.hundredfold(probability.high()));
            assertThat(file.number("If assessments", FIRST, high)).isGreaterThan(file.number("If assessments", FIRST, low));
        }
    }

    @Test
    void aSensitivityToSomethingUnknownIsRefusedByName() {
        SizingData data = new SampleSizing(9, 100).data();
        Sensitivity known = data.sensitivities().get(0);
        Sensitivity unknown = new Sensitivity("Haircuts", known.value(), false, known.expectedShortfall(),
                known.largestNeed(), known.probability(), known.fundForTarget());
        SizingData bad = new SizingData(data.subject(), data.base(), data.recommendation(), data.resources(), data.levels(),
                data.curve(), data.scenarios(), data.named(), data.members(), List.of(unknown), data.reverse(), data.origin());
        assertThatThrownBy(() -> write(bad, "sizing-unknown.xlsx")).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The fund-sizing workbook has no sheet for sensitivities to Haircuts; it knows"
                        + " [Price impact, Assessments, Insurance fund]");
        assertThat(folder.resolve("sizing-unknown.xlsx")).doesNotExist();
    }

    @Test
    void theRowsGiveTheFiguresOfTheEnginesOwnStatisticsWhateverTheSizeOfTheTail() {
        for (int scenarios : List.of(2, 3, 99, 100, 101, 730, 1_000, 2_345)) {
            SizingData data = new SampleSizing(scenarios, scenarios).data();
            assertThat(SizingChecks.of(data, new ScenarioFigures(data.scenarios())))
                    .as("%d scenarios, seed %d", scenarios, scenarios).isNotEmpty().allMatch(check -> check.passes());
        }
    }

    @Test
    void aFigureThatTheRowsDoNotGiveFailsItsCheck() throws IOException {
        SizingData good = new SampleSizing(3, 1_500).data();
        List<Level> levels = new ArrayList<>(good.levels());
        Level first = levels.get(0);
        Estimate wrong = new Estimate(first.valueAtRisk().value().add(BigDecimal.ONE), BigDecimal.ONE, BigDecimal.ONE);
        levels.set(0, new Level(first.level(), wrong, first.expectedShortfall(), first.linearValueAtRisk(),
                first.linearShortfall(), first.isThin()));
        List<Point> curve = new ArrayList<>(good.curve());
        Point point = curve.get(0);
        curve.set(0, new Point(point.fund(), point.happened() - 1, point.scenarios(), point.probability()));
        List<Member> members = new ArrayList<>(good.members());
        members.remove(0);
        members.add(new Member("MBR-01", BigDecimal.ZERO.setScale(2), SampleSizing.money(5), SampleSizing.money(6)));
        SizingData bad = new SizingData(good.subject(), good.base(), good.recommendation(),
                good.resources().subList(0, 2), levels, curve, good.scenarios(), good.named(), members,
                good.sensitivities(), good.reverse(), good.origin());
        assertThat(write(bad, "sizing-bad.xlsx").failed()).extracting("name").containsExactlyInAnyOrder(
                "Contributions by the rule are those of now in sum", "Prefunded: contributions and shared layers",
                "Value at risk at 99%, from the rows", "Points of the probability curve that the rows do not give");
    }

    @Test
    void aScenarioLeftOutFailsTheChecksThatItBelongsTo() throws IOException {
        SizingData good = new SampleSizing(4, 1_500).data();
        List<Scenario> rows = new ArrayList<>(good.scenarios());
        rows.remove(rows.stream().max(Comparator.comparing(Scenario::need)).orElseThrow());
        SizingData bad = new SizingData(good.subject(), good.base(), good.recommendation(), good.resources(),
                good.levels(), good.curve(), rows, good.named(), good.members(), good.sensitivities(), good.reverse(),
                good.origin());
        assertThat(write(bad, "sizing-left-out.xlsx").failed()).extracting("name").contains(
                "Expected shortfall at 99.9%, from the rows", "Points of the probability curve that the rows do not give",
                "Sensitivities as it is that differ from the sizing");
    }

    @Test
    void theMachinesLocaleAndZoneDoNotChangeAByte() throws IOException {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        write(new SampleSizing(5, 300).data(), "sizing-here.xlsx");
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            write(new SampleSizing(5, 300).data(), "sizing-there.xlsx");
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(folder.resolve("sizing-there.xlsx")).hasSameBinaryContentAs(folder.resolve("sizing-here.xlsx"));
    }

    @Test
    void whatPeopleReadFirstHasCharts() throws IOException {
        try (Reopened file = written(new SampleSizing(1, 400).data(), "sizing-400.xlsx")) {
            for (String sheet : List.of("Recommendation", "Probability", "Levels", "Loss distribution",
                    "Cover-1 and Cover-2", "Named scenarios", "Members", "Reverse stress", "If price impact")) {
                assertThat(file.workbook().getSheet(sheet).getDrawingPatriarch()).as(sheet).isNotNull();
                assertThat(file.workbook().getSheet(sheet).getDrawingPatriarch().getCharts()).as(sheet).isNotEmpty();
            }
            for (String sheet : List.of("If price impact", "If assessments", "If insurance fund")) {
                assertThat(file.workbook().getSheet(sheet).getDrawingPatriarch().getCharts()).as(sheet)
                        .extracting(chart -> chart.getTitleText().getString()).containsExactlyInAnyOrder(
                                "Expected shortfall and fund for the target", "Probability of a socialised loss");
            }
        }
    }

    @Test
    void aHouseThatNeedsNothingSaysSo() throws IOException {
        SizingData some = new SampleSizing(6, 200).data();
        BigDecimal zero = BigDecimal.ZERO.setScale(2);
        Estimate nothing = new Estimate(zero, zero, zero);
        List<Scenario> rows = some.scenarios().stream().map(row -> new Scenario(row.number(), row.name(), zero, zero, zero,
                zero, zero, zero, 0, 0, zero)).toList();
        SizingData none = new SizingData(SampleHouse.day(), SampleHouse.USD, new SizingData.Recommendation(zero, zero, zero,
                zero, SampleSizing.TARGET, "no scenario needs anything", zero), List.of(),
                List.of(new Level(new BigDecimal("0.99"), nothing, nothing, nothing, nothing, true)),
                List.of(new Point(zero, 0, 200, new Estimate(BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("0.018")))),
                rows, List.of(), List.of(), List.of(), Optional.empty(), some.origin());
        try (Reopened file = written(none, "sizing-empty.xlsx")) {
            assertThat(file.verdict()).isEqualTo("All 14 checks pass.");
            file.formulasAgreeWithTheirCachedValues();
            assertThat(file.rows("Loss distribution")).isEqualTo(1);
            assertThat(file.text("Loss distribution", FIRST, 0)).isEqualTo("None");
            assertThat(file.text("If assessments", FIRST, 0)).isEqualTo("The sizing was run without sensitivities.");
            assertThat(file.text("Reverse stress", FIRST, 0)).startsWith("None of the worst scenarios");
            assertThat(file.text("Named scenarios", FIRST, 0)).isEqualTo("The configuration has no hypothetical scenario.");
            assertThat(file.text("Members", FIRST, 0)).isEqualTo("No member is left that is not in default.");
        }
    }

    @Test
    void aSizingWithoutScenariosIsRefused() {
        assertThatThrownBy(() -> new ScenarioFigures(List.of())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A fund-sizing workbook needs at least one scenario; there is none");
    }
}
