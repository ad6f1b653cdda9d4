package io.spillway.reports.supervisory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.reports.SampleHouse;
import io.spillway.reports.workbook.Reopened;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupervisoryWorkbookTest {

    private final Path folder = Path.of("target", "sample-workbooks");

    private Reopened written(SupervisoryData data, String name) throws IOException {
        Files.createDirectories(folder);
        new SupervisoryWorkbook().write(data, folder.resolve(name));
        return Reopened.of(folder.resolve(name));
    }

    @Test
    void variationMarginSumsToZeroAndTheRequirementTiesToTheMarginRun() throws IOException {
        SupervisoryData data = new SampleHouse(1).supervisory();
        try (Reopened file = written(data, "supervisory.xlsx")) {
            assertThat(file.sheets()).containsExactly("Cover", "Header", "Initial margin", "Variation margin",
                    "Other cash flows", "Positions", "Controls");
            file.formulasAgreeWithTheirCachedValues();
            assertThat(file.verdict()).isEqualTo("All 8 checks pass.");
            assertThat(file.sum("Variation margin", "Net")).isEqualByComparingTo("0");
            assertThat(file.sum("Variation margin", "Paid")).isEqualByComparingTo(file.sum("Variation margin", "Collected"));
            assertThat(file.sum("Initial margin", "Required")).isEqualByComparingTo(data.ledger().initialMarginRequired());
            assertThat(file.sum("Positions", "Net")).isEqualByComparingTo("0");
            int result = file.columnOf("Controls", 3, "Result");
            for (int row = 4; row < 4 + file.rows("Controls"); row++) {
                assertThat(file.text("Controls", row, result)).isEqualTo("PASS");
            }
            assertThat(file.rows("Controls")).isEqualTo(8);
        }
    }

    @Test
    void itSaysThatItIsTheReadableTwinOfFixmlAndWhenItIsDue() throws IOException {
        try (Reopened file = written(new SampleHouse(1).supervisory(), "supervisory.xlsx")) {
            int notes = file.rowOf("Cover", "Notes");
            assertThat(file.text("Cover", notes, 1)).contains("FIXML").contains("readable twin");
            assertThat(file.text("Cover", notes + 1, 1)).isEqualTo("Due 2026-03-10 10:00 America/New_York, the next business day.");
            assertThat(file.text("Header", file.rowOf("Header", "Due"), 1)).isEqualTo("2026-03-10 10:00 America/New_York");
        }
    }

    @Test
    void aMemberLeftOutOfTheVariationMarginFailsTheControl() throws IOException {
        SupervisoryData good = new SampleHouse(2).supervisory();
        List<SupervisoryData.OriginFlow> flows = new ArrayList<>(good.variationMargin());
        flows.removeIf(flow -> flow.of().member().equals("MBR-05") && flow.currency().equals("USD"));
        List<SupervisoryData.Position> positions = new ArrayList<>(good.positions());
        positions.remove(0);
        SupervisoryData bad = new SupervisoryData(good.subject(), good.base(), good.due(), good.initialMargin(), flows,
                good.otherFlows(), positions, good.ledger());
        Files.createDirectories(folder);
        assertThat(new SupervisoryWorkbook().write(bad, folder.resolve("supervisory-bad.xlsx")).failed())
                .extracting("name", "unit").containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Variation margin sums to zero", "USD"),
                        org.assertj.core.groups.Tuple.tuple("Instruments whose positions do not sum to zero", "count"));
    }

    @Test
    void aHouseWithoutPositionsHasAReportThatSaysSo() throws IOException {
        SupervisoryData none = new SupervisoryData(SampleHouse.day(), SampleHouse.USD,
                new SupervisoryData.Due(SampleHouse.DATE.plusDays(1), ZoneId.of("UTC")), List.of(), List.of(), List.of(),
                List.of(), new SupervisoryData.LedgerFigures(BigDecimal.ZERO, BigDecimal.ZERO, Map.of()));
        try (Reopened file = written(none, "supervisory-empty.xlsx")) {
            assertThat(file.text("Positions", 4, 0)).isEqualTo("No member holds a position.");
            assertThat(file.text("Other cash flows", 4, 0)).isEqualTo("There were no other cash flows on this day.");
            assertThat(file.verdict()).isEqualTo("All 3 checks pass.");
        }
    }
}
