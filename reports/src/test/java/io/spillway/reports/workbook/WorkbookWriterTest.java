package io.spillway.reports.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbookWriterTest {

    record Entry(String account, String currency, BigDecimal amount) {
    }

    private static final Subject SUBJECT = Subject.ofDay("Test & Sons Clearing", LocalDate.of(2026, 3, 9), 2,
            "ab".repeat(32), "OFFICIAL");

    @TempDir
    Path folder;

    static Cover cover(Check... checks) {
        return new Cover("Test workbook", SUBJECT, List.of("rows of the test"), List.of(), List.of(checks));
    }

    static Table.Builder<Entry> entries(List<Entry> rows) {
        return Table.of("Entries", rows, "There are no entries today.")
                .column(Column.text("Account", Entry::account))
                .column(Column.text("Currency", Entry::currency))
                .column(Column.<Entry>amount("Amount", Entry::amount).unit("+ is paid to the account"));
    }

    static Entry entry(String account, String currency, String amount) {
        return new Entry(account, currency, new BigDecimal(amount));
    }

    private Reopened written(Table<?>... tables) throws IOException {
        Path target = folder.resolve("test.xlsx");
        new WorkbookWriter().write(new Workbook(cover(), List.of(tables)), target);
        return Reopened.of(target);
    }

    @Test
    void amountsOfAnyScaleStandInTheFileAsTheirExactDecimalText() throws IOException {
        SplittableRandom random = new SplittableRandom(58);
        int[] scales = {0, 2, 3, 8};
        List<Entry> rows = IntStream.range(0, 5_000).mapToObj(i -> {
            long unscaled = random.nextLong(-999_999_999_999_999L, 1_000_000_000_000_000L) >> random.nextInt(45);
            return new Entry("A" + i, "C" + i % 4, BigDecimal.valueOf(unscaled, scales[i % 4]));
        }).toList();
        try (Reopened file = written(entries(rows).build())) {
            for (int i = 0; i < rows.size(); i++) {
                assertThat(file.number("Entries", 4 + i, 2)).isEqualByComparingTo(rows.get(i).amount());
            }
        }
    }

    @Test
    void eachCurrencyHasATotalInItsOwnScaleBesideTheLedgersFigureAndACheckOnTheCover() throws IOException {
        List<Entry> rows = List.of(entry("A1", "USD", "0.10"), entry("A1", "JPY", "1500"), entry("A2", "USD", "0.20"),
                entry("A2", "KWD", "-12.345"), entry("A3", "USD", "-0.30"), entry("A3", "JPY", "500"));
        Table<Entry> table = entries(rows)
                .total(TotalRow.of("Currency", "USD", TotalRow.Figure.against("Amount", new BigDecimal("0.00"), "USD sum", "USD")))
                .total(TotalRow.of("Currency", "JPY", TotalRow.Figure.against("Amount", new BigDecimal("2000"), "JPY sum", "JPY")))
                .total(TotalRow.of("Currency", "KWD", TotalRow.Figure.against("Amount", new BigDecimal("-12.344"), "KWD sum", "KWD")))
                .build();
        try (Reopened file = written(table)) {
            assertThat(file.formulasAgreeWithTheirCachedValues()).isEqualTo(6 + 3 * 4);
            int sum = file.rowOf("Entries", "Sum of the rows");
            assertThat(file.number("Entries", sum, 2)).isEqualByComparingTo("0");
            assertThat(file.number("Entries", sum + 3, 2)).isEqualByComparingTo("2000");
            assertThat(file.number("Entries", sum + 6, 2)).isEqualByComparingTo("-12.345");
            assertThat(file.number("Entries", sum + 8, 2)).isEqualByComparingTo("-0.001");
            assertThat(file.verdict()).startsWith("1 of 3 checks FAIL");
            assertThat(file.text("Cover", file.rowOf("Cover", "USD sum"), 5)).isEqualTo("PASS");
            assertThat(file.text("Cover", file.rowOf("Cover", "KWD sum"), 5)).isEqualTo("FAIL");
            assertThat(file.workbook().getSheet("Entries").getRow(sum).getCell(2).getCellStyle().getDataFormatString())
                    .isNotEqualTo(file.workbook().getSheet("Entries").getRow(sum + 3).getCell(2).getCellStyle()
                            .getDataFormatString());
        }
    }

    @Test
    void theResultSaysWhichChecksFailed() {
        Check good = new Check("good", "USD", new BigDecimal("1.0"), new BigDecimal("1.00"));
        Check bad = new Check("bad", "USD", BigDecimal.ONE, BigDecimal.TEN);
        WrittenWorkbook summary = new WorkbookWriter().write(new Workbook(cover(good, bad), List.of()),
                folder.resolve("checks.xlsx"));
        assertThat(summary.checks()).containsExactly(good, bad);
        assertThat(summary.failed()).containsExactly(bad);
    }

    @Test
    void amountsBeyondFifteenDigitsHaveTheirExactTextBesideThemAndAnExactCheck() throws IOException {
        List<Entry> rows = List.of(entry("A1", "JPY", "9223372036854775807"), entry("A2", "JPY", "-1"));
        BigDecimal ledger = new BigDecimal("9223372036854775806");
        Table<Entry> table = entries(rows)
                .total(TotalRow.ofAll(TotalRow.Figure.against("Amount", ledger, "exact", "JPY")))
                .total(TotalRow.ofAll(TotalRow.Figure.against("Amount", ledger.add(BigDecimal.ONE), "one off", "JPY")))
                .build();
        try (Reopened file = written(table)) {
            assertThat(file.text("Entries", 3, 3)).startsWith("Amount, exact\n");
            assertThat(file.text("Entries", 4, 3)).isEqualTo("9223372036854775807");
            assertThat(file.text("Entries", 5, 3)).isEqualTo("-1");
            int sum = file.rowOf("Entries", "Sum of the rows");
            assertThat(file.text("Entries", sum, 3)).isEqualTo("9223372036854775806");
            assertThat(file.text("Cover", file.rowOf("Cover", "exact"), 5)).isEqualTo("PASS");
            assertThat(file.text("Cover", file.rowOf("Cover", "exact"), 2)).isEqualTo("9223372036854775806");
            assertThat(file.text("Cover", file.rowOf("Cover", "one off"), 5)).isEqualTo("FAIL");
            file.formulasAgreeWithTheirCachedValues();
        }
    }

    @Test
    void hostileTextStaysTextIsLegalAndIsCutWithAMark() throws IOException {
        List<String> hostile = List.of("=HYPERLINK(\"http://x\",\"y\")", "+1", "-1+1", "@x", "\tx", "a\u0000\u0001\u001Fb",
                "x\uD800y", "_x0041_x0042_", "  lead and trail  ", "line\r\nline\rline", "<&>\"'", "'quoted", "\uFFFE",
                "\uD83D\uDE00", "", "a".repeat(40_000), "_x0041_".repeat(6_000), "\uD83D\uDE00".repeat(20_000));
        List<Entry> rows = hostile.stream().map(text -> new Entry(text, "USD", BigDecimal.ONE)).toList();
        try (Reopened file = written(entries(rows).build())) {
            XSSFSheet sheet = file.workbook().getSheet("Entries");
            for (int i = 0; i < hostile.size(); i++) {
                assertThat(sheet.getRow(4 + i).getCell(0).getCellType()).isIn(CellType.STRING, CellType.BLANK);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(sheet.getRow(4 + i).getCell(0).getStringCellValue()).isEqualTo(hostile.get(i));
                assertThat(sheet.getRow(4 + i).getCell(0).getCellStyle().getQuotePrefixed()).isTrue();
            }
            assertThat(file.text("Entries", 9, 0)).isEqualTo("a\uFFFD\uFFFD\uFFFDb");
            assertThat(file.text("Entries", 10, 0)).isEqualTo("x\uFFFDy");
            assertThat(file.text("Entries", 11, 0)).isEqualTo("_x0041_x0042_");
            assertThat(file.text("Entries", 12, 0)).isEqualTo("  lead and trail  ");
            assertThat(file.text("Entries", 13, 0)).isEqualTo("line\nline\nline");
            assertThat(file.text("Entries", 14, 0)).isEqualTo("<&>\"'");
            assertThat(file.text("Entries", 17, 0)).isEqualTo("\uD83D\uDE00");
            assertThat(file.text("Entries", 19, 0)).hasSize(32_767).endsWith("a... [cut: 40,000 characters]");
            assertThat(file.text("Entries", 20, 0)).hasSizeLessThan(32_767).startsWith("_x0041__x0041_")
                    .endsWith("... [cut: 42,000 characters]");
            assertThat(file.text("Entries", 21, 0)).startsWith("\uD83D\uDE00").doesNotContain("\uFFFD")
                    .hasSizeLessThanOrEqualTo(32_767).endsWith("[cut: 40,000 characters]");
            file.hasNothingExecutableOrExternal();
        }
    }

    @Test
    void rowsBeyondOneSheetGoOnToFurtherSheetsAndTheSumsCoverThemAll() throws IOException {
        List<Entry> rows = IntStream.range(0, 95)
                .mapToObj(i -> new Entry("A" + i, i % 2 == 0 ? "USD" : "EUR", BigDecimal.valueOf(i, 2))).toList();
        Table<Entry> table = entries(rows)
                .total(TotalRow.ofAll(TotalRow.Figure.against("Amount", new BigDecimal("44.65"), "all", "mixed")))
                .total(TotalRow.of("Currency", "EUR", TotalRow.Figure.against("Amount", new BigDecimal("22.09"), "EUR", "EUR")))
                .build();
        Table<String> sums = Table.of("Sums", List.of("EUR", "USD"), "none").column(Column.text("Currency", key -> key))
                .column(Column.<String>amount("Sum", 2, key -> new BigDecimal(key.equals("EUR") ? "22.09" : "22.56"))
                        .sumOf(new Column.SumOf("Entries", "Amount", Map.of("Currency", "Currency")))).build();
        Path target = folder.resolve("split.xlsx");
        new WorkbookWriter(41).write(new Workbook(cover(), List.of(table, sums)), target);
        try (Reopened file = Reopened.of(target)) {
            assertThat(file.sheets()).containsExactly("Cover", "Entries", "Entries (2)", "Entries (3)", "Entries (4)", "Sums");
            assertThat(file.formulasAgreeWithTheirCachedValues()).isEqualTo(4 + 8 + 2);
            assertThat(file.verdict()).isEqualTo("All 2 checks pass.");
            assertThat(file.workbook().getSheet("Entries (2)").getLastRowNum()).isLessThan(41);
            assertThat(file.rows("Entries") + file.rows("Entries (2)") + file.rows("Entries (3)")
                    + file.rows("Entries (4)")).isEqualTo(95);
        }
    }

    @Test
    void theFormulaOfALongColumnGivesTheExactSumToTheCent() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        List<Entry> rows = IntStream.range(0, 45_000).mapToObj(i -> new Entry("A" + i, i % 2 == 0 ? "USD" : "EUR",
                BigDecimal.valueOf(random.nextLong(8_000_000_000L), 2))).toList();
        BigDecimal sum = rows.stream().map(Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal usd = rows.stream().filter(e -> e.currency().equals("USD")).map(Entry::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Table<Entry> table = entries(rows)
                .total(TotalRow.ofAll(TotalRow.Figure.against("Amount", sum, "all", "mixed")))
                .total(TotalRow.of("Currency", "USD", TotalRow.Figure.against("Amount", usd, "USD", "USD"))).build();
        try (Reopened file = written(table)) {
            file.formulasAgreeWithTheirCachedValues();
            assertThat(file.number("Entries", file.rowOf("Entries", "Sum of the rows"), 2)).isEqualByComparingTo(sum);
            assertThat(file.verdict()).isEqualTo("All 2 checks pass.");
        }
    }

    @Test
    void keysThatSumifsWouldMisreadAreComparedExactly() throws IOException {
        List<Entry> rows = List.of(entry("A", "007", "1.00"), entry("B", "7", "2.00"), entry("C", "M*", "4.00"));
        Table<Entry> table = entries(rows)
                .total(TotalRow.of("Currency", "7", TotalRow.Figure.alone("Amount", "USD"))).build();
        try (Reopened file = written(table)) {
            int sum = file.rowOf("Entries", "Sum of the rows");
            assertThat(file.workbook().getSheet("Entries").getRow(sum).getCell(2).getCellFormula())
                    .contains("SUMPRODUCT").contains("EXACT").doesNotContain("SUMIFS");
            assertThat(file.number("Entries", sum, 2)).isEqualByComparingTo("2.00");
        }
    }

    @Test
    void fault54EveryRowOfASplitTableStandsOnceInItsOrderAlsoBeyondTenSheets() throws IOException {
        List<Entry> rows = IntStream.range(0, 500).mapToObj(i -> new Entry("A" + i, i % 2 == 0 ? "USD" : "EUR",
                BigDecimal.valueOf(i * 37L - 5_000, 2))).toList();
        BigDecimal usd = rows.stream().filter(e -> e.currency().equals("USD")).map(Entry::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Table<Entry> table = entries(rows).total(TotalRow.of("Currency", "USD",
                TotalRow.Figure.against("Amount", usd, "USD", "USD"))).build();
        Path target = folder.resolve("split.xlsx");
        WrittenWorkbook written = new WorkbookWriter(50).write(new Workbook(cover(), List.of(table)), target);
        assertThat(written.failed()).isEmpty();
        assertThat(written.sha256()).isEqualTo(WorkbookDigest.of(target));
        try (Reopened file = Reopened.of(target)) {
            assertThat(file.sheets()).hasSizeGreaterThan(11).contains("Entries (2)", "Entries (11)");
            List<String> accounts = new java.util.ArrayList<>();
            for (String sheet : file.sheets().subList(1, file.sheets().size())) {
                for (int row = 4; row < 4 + file.rows(sheet) && !file.text(sheet, row, 0).equals("Sum of the rows"); row++) {
                    accounts.add(file.text(sheet, row, 0));
                }
            }
            assertThat(accounts).isEqualTo(rows.stream().map(Entry::account).toList());
            file.formulasAgreeWithTheirCachedValues();
        }
    }

    @Test
    void rowsAreWrittenAsTheLibraryReadsThemWhateverTheyHold() throws IOException {
        SplittableRandom random = new SplittableRandom(54);
        List<Entry> rows = IntStream.range(0, 2_000).mapToObj(i -> {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(1, 200), 0, 0x2FF).forEach(point -> text.appendCodePoint(
                    point < 32 || point >= 127 && point < 160 ? random.nextInt('A', 'Z') : point));
            return new Entry(text.toString(), "C" + i, BigDecimal.valueOf(random.nextLong(1L << 40), 8));
        }).toList();
        try (Reopened file = written(entries(rows).build())) {
            for (int i = 0; i < rows.size(); i++) {
                assertThat(file.text("Entries", 4 + i, 0)).as("seed 54, row " + i).isEqualTo(rows.get(i).account());
                assertThat(file.number("Entries", 4 + i, 2)).as("seed 54, row " + i).isEqualTo(rows.get(i).amount());
            }
        }
    }

    @Test
    void anAmountFinerThanItsCurrencyAndABlankWithoutReasonAreRefusedWithTheirPlace() {
        Table<Entry> fine = Table.of("Fine", List.of(entry("A", "USD", "1.00"), entry("A", "USD", "1.001")), "none")
                .column(Column.amount("Amount", 2, Entry::amount)).build();
        assertThatThrownBy(() -> written(fine)).isInstanceOf(WorkbookException.class)
                .hasMessage("Sheet Fine, row 2, column Amount: 1.001 does not fit AMOUNT with 2 decimals");
        Table<Entry> blank = entries(List.of(new Entry("A", null, BigDecimal.ONE))).build();
        assertThatThrownBy(() -> written(blank)).isInstanceOf(WorkbookException.class)
                .hasMessageContaining("Sheet Entries, row 1, column Currency");
    }

    @Test
    void aSheetWithoutRowsSaysWhyAndItsChecksStillCount() throws IOException {
        Table<Entry> table = entries(List.of())
                .total(TotalRow.ofAll(TotalRow.Figure.against("Amount", new BigDecimal("5.00"), "sum", "USD")))
                .chart(new Chart(Chart.Kind.LINE, "Chart", "USD", "Account",
                        List.of(new Chart.Series("Amount", Chart.Fill.RED)), 10)).build();
        try (Reopened file = written(table)) {
            assertThat(file.text("Entries", 4, 0)).isEqualTo("There are no entries today.");
            assertThat(file.verdict()).startsWith("1 of 1 checks FAIL");
            assertThat(file.workbook().getSheet("Entries").getDrawingPatriarch()).isNull();
            int at = file.rowOf("Cover", "Entries");
            assertThat(file.text("Cover", at, 2)).isEqualTo("There are no entries today.");
        }
    }

    @Test
    void datesTimesPercentagesAndCountsAreNumbersWithFormats() throws IOException {
        record Fact(LocalDate date, LocalDateTime time, BigDecimal fraction, long count) {
        }
        List<Fact> facts = List.of(new Fact(LocalDate.of(2026, 3, 29), LocalDateTime.of(2026, 3, 29, 2, 30),
                new BigDecimal("0.0525"), 1_234));
        Table<Fact> table = Table.of("Facts", facts, "none").column(Column.date("Date", Fact::date))
                .column(Column.dateTime("Time", Fact::time)).column(Column.percent("Share", Fact::fraction))
                .column(Column.count("Count", Fact::count)).build();
        try (Reopened file = written(table)) {
            var row = file.workbook().getSheet("Facts").getRow(4);
            assertThat(row.getCell(0).getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.of(2026, 3, 29, 0, 0));
            assertThat(DateUtil.isCellDateFormatted(row.getCell(0))).isTrue();
            assertThat(row.getCell(1).getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.of(2026, 3, 29, 2, 30));
            assertThat(file.number("Facts", 4, 2)).isEqualByComparingTo("0.0525");
            assertThat(row.getCell(2).getCellStyle().getDataFormatString()).startsWith("0.00%");
            assertThat(file.number("Facts", 4, 3)).isEqualByComparingTo("1234");
        }
    }

    @Test
    void everySheetIsFrozenFilteredAndReadyToPrint() throws IOException {
        try (Reopened file = written(entries(List.of(entry("A", "USD", "1.00"))).build())) {
            XSSFSheet sheet = file.workbook().getSheet("Entries");
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 4);
            assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A4:C5");
            assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
            assertThat(sheet.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
            assertThat(sheet.getPrintSetup().getFitHeight()).isEqualTo((short) 0);
            assertThat(sheet.getFitToPage()).isTrue();
            assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("4:4");
            assertThat(sheet.getHeader().getLeft()).isEqualTo("Test && Sons Clearing");
            assertThat(sheet.getFooter().getRight()).isEqualTo("Page &P of &N");
        }
    }

    @Test
    void everyKindOfChartIsDrawnOverTheCellsOfItsColumns() throws IOException {
        Table.Builder<Entry> table = entries(List.of(entry("A", "USD", "12000000.00"), entry("B", "USD", "-5.00")));
        for (Chart.Kind kind : Chart.Kind.values()) {
            table.chart(new Chart(kind, kind.name(), "USD", "Account",
                    List.of(new Chart.Series("Amount", Chart.Fill.GREEN)), 10));
        }
        try (Reopened file = written(table.build())) {
            var charts = file.workbook().getSheet("Entries").getDrawingPatriarch().getCharts();
            assertThat(charts).extracting(chart -> chart.getTitleText().getString())
                    .containsExactly("COLUMN", "STACKED_COLUMN", "BAR", "STACKED_BAR", "LINE");
            for (var chart : charts) {
                String xml = chart.getCTChart().xmlText();
                assertThat(xml).contains("'Entries'!$C$5:$C$6").contains("'Entries'!$A$5:$A$6").contains("USD million");
                assertThat(xml.contains("overlap")).isEqualTo(chart.getTitleText().getString().startsWith("STACKED"));
            }
        }
    }

    @Test
    void aSplitTableDrawsTheFirstRowsOfItsFirstSheet() throws IOException {
        List<Entry> rows = IntStream.range(0, 60).mapToObj(i -> new Entry("A" + i, "USD", BigDecimal.valueOf(i, 2))).toList();
        Table<Entry> table = entries(rows).chart(new Chart(Chart.Kind.COLUMN, "First", "USD", "Account",
                List.of(new Chart.Series("Amount", Chart.Fill.BLUE)), 10)).build();
        Path target = folder.resolve("split.xlsx");
        new WorkbookWriter(50).write(new Workbook(cover(), List.of(table)), target);
        try (Reopened file = Reopened.of(target)) {
            XSSFSheet first = file.workbook().getSheet("Entries");
            assertThat(first.getDrawingPatriarch().getCharts()).hasSize(1);
            assertThat(first.getDrawingPatriarch().getCharts().get(0).getCTChart().xmlText())
                    .contains("'Entries'!$C$5:$C$14");
        }
    }

    @Test
    void anOfficialLayoutHasItsHeaderRowFirst() throws IOException {
        Table<Entry> table = entries(List.of(entry("A", "USD", "1.00")))
                .arrangement(Table.Arrangement.HEADER_FIRST).build();
        try (Reopened file = written(table)) {
            assertThat(file.text("Entries", 0, 0)).isEqualTo("Account");
            assertThat(file.text("Entries", 1, 0)).isEqualTo("A");
        }
    }
}
