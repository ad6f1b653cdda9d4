package io.spillway.reports.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.reports.SampleHouse;
import io.spillway.reports.sizing.SizingData.Estimate;
import io.spillway.reports.sizing.SizingData.Scenario;
import io.spillway.reports.workbook.Reopened;
import io.spillway.reports.workbook.WrittenWorkbook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The workbook that treasury reads, written, opened again and worked out again. */
class SizingWorkbookTest {

    private final Path folder = Path.of("target", "sample-workbooks");

    private static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private static Estimate estimate(BigDecimal value) {
        return new Estimate(value, value, value);
    }

    private static Scenario scenario(int number, long need, long critical) {
        return new Scenario(number, "Monte Carlo " + number, money(need / 2), money(need), money(need), money(need / 3),
                money(Math.max(0, critical - 2_000_00)), need > 0 ? 1 : 0, need > 0 ? 2 : 0, money(critical));
    }

    private static SizingData data(long seed, int scenarios) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Scenario> rows = new ArrayList<>();
        for (int s = 0; s < scenarios; s++) {
            long need = random.nextInt(4) == 0 ? random.nextLong(1, 10_000_000) : 0;
            rows.add(scenario(s, need, need == 0 ? 0 : random.nextLong(0, 50) * 100_00));
        }
        List<BigDecimal> needs = rows.stream().map(Scenario::need).sorted(Comparator.reverseOrder()).toList();
        BigDecimal level = new BigDecimal("0.99");
        List<SizingData.Point> curve = new ArrayList<>();
        for (long fund : new long[] {0, 2_000_00, 3_000_00}) {
            int happened = (int) rows.stream().filter(r -> r.criticalFund().compareTo(money(fund)) > 0).count();
            curve.add(new SizingData.Point(money(fund), happened, scenarios,
                    estimate(new BigDecimal(happened).movePointLeft(3))));
        }
        List<SizingData.Sensitivity> sensitivities = new ArrayList<>();
        for (String parameter : List.of("Price impact", "Assessments", "Insurance fund")) {
            for (String value : List.of("0", "1", "2")) {
                sensitivities.add(new SizingData.Sensitivity(parameter, new BigDecimal(value), value.equals("1"),
                        estimate(money(random.nextLong(1_000_000))), money(1), estimate(new BigDecimal("0.001")), money(5)));
            }
        }
        return new SizingData(SampleHouse.day(), SampleHouse.USD, new SizingData.Recommendation(money(3_000_00),
                money(2_000_00), money(3_000_00), money(1_000_00), new BigDecimal("0.001"), "because", money(9_000_00)),
                List.of(new SizingData.Level(level, estimate(needs.get(scenarios / 100 - 1)), estimate(needs.get(0)),
                        money(1), false)), curve, rows,
                List.of(new SizingData.Named("a fall", scenario(0, 500_00, 0))),
                List.of(new SizingData.Member("M1", money(7), money(100_00), money(130_00)),
                        new SizingData.Member("M2", money(3), money(100_00), money(70_00))), sensitivities,
                Optional.of(new SizingData.Reverse("Monte Carlo 3", new BigDecimal("1.25"), new BigDecimal("5.5"), money(9),
                        List.of(new SizingData.Move("OIL", new BigDecimal("-0.31")),
                                new SizingData.Move("GOLD", new BigDecimal("0.02"))))),
                new SizingData.Origin("Monte Carlo", "ab".repeat(32), "kind=MONTE_CARLO"));
    }

    private WrittenWorkbook write(SizingData data, String name) throws IOException {
        Files.createDirectories(folder);
        return new SizingWorkbook().write(data, folder.resolve(name));
    }

    @Test
    void theAnswerStandsOnTheFirstSheetAndTheRowsGiveItsFigures() throws IOException {
        SizingData data = data(1, 400);
        write(data, "sizing.xlsx");
        try (Reopened file = Reopened.of(folder.resolve("sizing.xlsx"))) {
            assertThat(file.sheets()).containsExactly("Cover", "Recommendation", "Probability", "Levels",
                    "Loss distribution", "Named scenarios", "Cover-1 and Cover-2", "Members", "Reverse stress",
                    "If price impact", "If assessments", "If insurance fund", "Scenarios", "Method");
            file.formulasAgreeWithTheirCachedValues();
            assertThat(file.verdict()).isEqualTo("All 4 checks pass.");
            assertThat(file.text("Cover", 0, 0)).isEqualTo("Insurance fund: 3,000 USD recommended");
            int notes = file.rowOf("Cover", "Notes");
            assertThat(file.text("Cover", notes, 1)).isEqualTo("Why: because.");
            assertThat(file.text("Cover", notes + 1, 1)).isEqualTo("The fund holds 2,000 USD: 1,000 USD are missing.");
            assertThat(file.sum("Scenarios", "Need")).isEqualByComparingTo(
                    data.scenarios().stream().map(Scenario::need).reduce(BigDecimal.ZERO, BigDecimal::add));
            assertThat(file.sum("Members", "By the rule")).isEqualByComparingTo("200");
            assertThat(file.rows("Scenarios")).isEqualTo(400);
            assertThat(file.rows("Cover-1 and Cover-2")).isEqualTo(20);
            assertThat(file.text("Reverse stress", 4, 0)).isEqualTo("OIL");
        }
    }

    @Test
    void aFigureThatTheRowsDoNotGiveFailsItsCheck() throws IOException {
        SizingData good = data(2, 400);
        List<Scenario> rows = new ArrayList<>(good.scenarios());
        rows.replaceAll(row -> row.number() == worst(rows) ? scenario(row.number(), 99_000_000, 9_000_00) : row);
        rows.removeIf(row -> row.number() < 300 && row.criticalFund().signum() > 0);
        SizingData bad = new SizingData(good.subject(), good.base(), good.recommendation(), good.levels(), good.curve(), rows,
                good.named(), List.of(new SizingData.Member("M1", money(7), money(100_00), money(101_00))),
                good.sensitivities(), good.reverse(), good.origin());
        assertThat(write(bad, "sizing-bad.xlsx").failed()).extracting("name").containsExactlyInAnyOrder(
                "Contributions by the rule are those of now in sum", "Scenarios that socialise a loss with the fund as it is",
                "Value at risk at 99%, from the rows", "Points of the probability curve that the rows do not give");
    }

    private static int worst(List<Scenario> rows) {
        return rows.stream().max(Comparator.comparing(Scenario::need)).orElseThrow().number();
    }

    @Test
    void theSameFiguresGiveTheSameBytes() throws IOException {
        write(data(3, 200), "sizing-1.xlsx");
        write(data(3, 200), "sizing-2.xlsx");
        assertThat(Files.readAllBytes(folder.resolve("sizing-1.xlsx"))).isEqualTo(
                Files.readAllBytes(folder.resolve("sizing-2.xlsx")));
    }

    @Test
    void aHouseThatNeedsNothingSaysSo() throws IOException {
        SizingData some = data(4, 200);
        List<Scenario> rows = some.scenarios().stream().map(row -> scenario(row.number(), 0, 0)).toList();
        SizingData none = new SizingData(some.subject(), some.base(), some.recommendation(),
                List.of(new SizingData.Level(new BigDecimal("0.99"), estimate(money(0)), estimate(money(0)), money(0), true)),
                List.of(new SizingData.Point(money(2_000_00), 0, 200, estimate(BigDecimal.ZERO))), rows, List.of(),
                some.members(), List.of(), Optional.empty(), some.origin());
        write(none, "sizing-empty.xlsx");
        try (Reopened file = Reopened.of(folder.resolve("sizing-empty.xlsx"))) {
            assertThat(file.verdict()).isEqualTo("All 4 checks pass.");
            assertThat(file.text("Loss distribution", 4, 0)).isEqualTo(
                    "No scenario needs anything beyond the defaulters' own means.");
            assertThat(file.text("If assessments", 4, 0)).isEqualTo("The sizing was run without sensitivities.");
            assertThat(file.text("Reverse stress", 4, 0)).startsWith("None of the worst scenarios");
        }
    }
}
