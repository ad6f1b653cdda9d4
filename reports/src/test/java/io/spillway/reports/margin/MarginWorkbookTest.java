package io.spillway.reports.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.reports.SampleHouse;
import io.spillway.reports.workbook.WrittenWorkbook;
import io.spillway.reports.workbook.Reopened;
import io.spillway.reports.workbook.WorkbookDigest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;

class MarginWorkbookTest {

    private final Path folder = Path.of("target", "sample-workbooks");

    private Reopened written(MarginData data, String name) throws IOException {
        Files.createDirectories(folder);
        new MarginWorkbook().write(data, folder.resolve(name));
        return Reopened.of(folder.resolve(name));
    }

    @Test
    void everyFormulaGivesItsCachedValueAndEveryTotalIsThatOfTheData() throws IOException {
        MarginData data = new SampleHouse(1).margin();
        try (Reopened file = written(data, "margin.xlsx")) {
            assertThat(file.sheets()).containsExactly("Cover", "Members", "Accounts", "Variation margin",
                    "Variation by member", "Premiums and funding", "Collateral", "Securities", "Calls due",
                    "Earlier calls", "Settlement", "Auction", "Recoveries", "Replenishment",
                    "Findings", "Rejected rows", "Notices", "Operator acts");
            assertThat(file.formulasAgreeWithTheirCachedValues()).isGreaterThan(200);
            assertThat(file.verdict()).isEqualTo("All 23 checks pass.");
            BigDecimal equity = SampleHouse.sum(data.accounts().stream().map(MarginData.AccountMargin::equity).toList());
            assertThat(file.sum("Accounts", "Equity")).isEqualByComparingTo(equity);
            assertThat(file.sum("Members", "Equity")).isEqualByComparingTo(equity);
            int total = file.rowOf("Accounts", "Sum of the rows");
            assertThat(file.number("Accounts", total, file.columnOf("Accounts", 3, "Equity"))).isEqualByComparingTo(equity);
            assertThat(file.rows("Accounts")).isEqualTo(data.accounts().size());
            assertThat(file.sum("Settlement", "Net")).isEqualByComparingTo("0");
            assertThat(file.sum("Collateral", "After haircut")).isEqualByComparingTo(data.ledger().collateralAfter());
            file.hasNothingExecutableOrExternal();
        }
    }

    @Test
    void membersHaveANativeChart() throws IOException {
        try (Reopened file = written(new SampleHouse(1).margin(), "margin.xlsx")) {
            XSSFSheet members = file.workbook().getSheet("Members");
            assertThat(members.getDrawingPatriarch().getCharts()).hasSize(1);
            assertThat(members.getDrawingPatriarch().getCharts().get(0).getTitleText().getString())
                    .startsWith("Equity against initial margin");
        }
    }

    @Test
    void aLedgerThatDiffersByOneCentFailsItsCheck() throws IOException {
        MarginData good = new SampleHouse(2).margin();
        MarginData.LedgerFigures ledger = good.ledger();
        MarginData bad = new MarginData(good.subject(), good.base(), good.parts(), good.accounts(),
                good.variationMargins(), good.collateral(), good.calls(), good.instructions(), good.findings(),
                good.rejects(), good.events(), new MarginData.LedgerFigures(new MarginData.Equity(
                ledger.equity().total().add(new BigDecimal("0.01")), ledger.equity().securities(), ledger.equity().options()),
                ledger.maintenance(), ledger.initial(), Map.of(), ledger.collateralBefore(), ledger.collateralAfter(),
                ledger.calls()));
        WrittenWorkbook summary = new MarginWorkbook().write(bad, Files.createDirectories(folder).resolve("margin-bad.xlsx"));
        assertThat(summary.failed()).extracting("name").containsExactly("Equity of all accounts", "Excess less calls");
        try (Reopened file = Reopened.of(folder.resolve("margin-bad.xlsx"))) {
            assertThat(file.verdict()).startsWith("2 of 23 checks FAIL");
            file.formulasAgreeWithTheirCachedValues();
        }
    }

    @Test
    void theOrderOfTheDataDoesNotChangeAByte() throws IOException {
        MarginData data = new SampleHouse(3).margin();
        Files.createDirectories(folder);
        Path first = folder.resolve("margin-first.xlsx");
        Path second = folder.resolve("margin-second.xlsx");
        new MarginWorkbook().write(data, first);
        new MarginWorkbook().write(new MarginData(data.subject(), data.base(), data.parts(), reversed(data.accounts()),
                reversed(data.variationMargins()), reversed(data.collateral()), reversed(data.calls()),
                reversed(data.instructions()), reversed(data.findings()), reversed(data.rejects()),
                reversed(data.events()), data.ledger()), second);
        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(WorkbookDigest.of(second)).isEqualTo(WorkbookDigest.of(first));
    }

    @Test
    void aDayOnWhichNothingHappenedSaysSoOnEverySheet() throws IOException {
        MarginData none = new MarginData(SampleHouse.day(), SampleHouse.USD, List.of("Flat rate"), List.of(), List.of(),
                List.of(), List.of(), List.of(), List.of(), List.of(), DayEvents.NONE, new MarginData.LedgerFigures(
                new MarginData.Equity(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO), BigDecimal.ZERO, BigDecimal.ZERO, Map.of(), BigDecimal.ZERO, BigDecimal.ZERO, Map.of()));
        try (Reopened file = written(none, "margin-empty.xlsx")) {
            assertThat(file.text("Calls due", 4, 0)).isEqualTo("No account is called for margin.");
            assertThat(file.text("Rejected rows", 4, 0)).isEqualTo("No row of the input files was rejected.");
            assertThat(file.verdict()).isEqualTo("All 11 checks pass.");
            file.formulasAgreeWithTheirCachedValues();
        }
    }

    @Test
    void anUnmetCallStandsFirstAndAnOperatorsReasonIsText() throws IOException {
        try (Reopened file = written(new SampleHouse(1).margin(), "margin.xlsx")) {
            int status = file.columnOf("Earlier calls", 3, "Status");
            assertThat(file.text("Earlier calls", 4, status)).isEqualTo("UNMET");
            assertThat(file.text("Earlier calls", 5, status)).isEqualTo("MET");
            assertThat(file.sum("Earlier calls", "Missing")).isEqualByComparingTo(file.number("Earlier calls", 4, 2));
            assertThat(file.text("Operator acts", 4, 2)).isEqualTo("R. Keller");
            assertThat(file.text("Operator acts", 4, 3)).isEqualTo("=exchange notice 17");
        }
    }

    @Test
    void auctionsAndRecoveriesStandInTheirOrderAndTheEstateKeepsWhatIsOver() throws IOException {
        try (Reopened file = written(new SampleHouse(1).margin(), "margin.xlsx")) {
            assertThat(file.text("Auction", 4, 3)).isEqualTo("WTI-2026-05");
            assertThat(file.sum("Auction", "Cash")).isEqualByComparingTo("-1499.50");
            assertThat(file.text("Recoveries", 5, 3)).isEqualTo("estate");
            assertThat(file.sum("Recoveries", "Amount")).isEqualByComparingTo("700.00");
            assertThat(file.sum("Replenishment", "Amount")).isEqualByComparingTo("360.00");
        }
    }

    private static DayEvents reversed(DayEvents events) {
        DayEvents.OverDays overDays = events.overDays();
        return new DayEvents(reversed(events.payments()), reversed(events.securities()), reversed(events.outcomes()),
                reversed(events.notices()), reversed(events.acts()), new DayEvents.OverDays(reversed(overDays.auction()),
                reversed(overDays.handedBack()), reversed(overDays.dues())), events.ledger());
    }

    private static <T> List<T> reversed(List<T> rows) {
        List<T> copy = new java.util.ArrayList<>(rows);
        java.util.Collections.reverse(copy);
        return copy;
    }
}
