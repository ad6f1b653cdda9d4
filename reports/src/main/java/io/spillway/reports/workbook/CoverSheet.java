package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.poi.common.usermodel.HyperlinkType;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Hyperlink;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The first sheet: what the workbook is, its checks, its sheets. */
final class CoverSheet {

    static final String NAME = "Cover";

    private static final int[] WIDTHS = {54, 11, 26, 26, 18, 10};
    private static final int LAST = WIDTHS.length - 1;
    private static final float LINE_HEIGHT_POINTS = 15f;
    private static final int FACT_WIDTH = 98;

    private static final Set<String> NUMBER_HEADINGS = Set.of("This workbook", "Ledger, or as it must be", "Difference",
            "Rows");

    /** A check as it stands in a row: figures as formulas where a sheet calculates them. */
    private record Line(Check check, String ours, String ledger) {
        boolean isExact() {
            return ExactNumber.holds(check.ours()) && ExactNumber.holds(check.ledger());
        }
    }

    private final Cover cover;
    private final List<Placed<?>> tables;
    private final Cells cells;
    private final List<Line> lines = new ArrayList<>();
    private int next;

    CoverSheet(Cover cover, List<Placed<?>> tables, Cells cells) {
        this.cover = cover;
        this.tables = tables;
        this.cells = cells;
        for (Placed<?> placed : tables) {
            for (int t = 0; t < placed.table().totals().size(); t++) {
                for (int f = 0; f < placed.table().totals().get(t).figures().size(); f++) {
                    addTotal(placed, t, f);
                }
            }
        }
        cover.checks().forEach(check -> lines.add(new Line(check, null, null)));
    }

    private void addTotal(Placed<?> placed, int total, int index) {
        TotalRow.Figure figure = placed.table().totals().get(total).figures().get(index);
        if (figure.ledger() != null) {
            Check check = new Check(figure.check(), figure.unit(), placed.measured().sum(total, index), figure.ledger());
            boolean exact = placed.measured().exact(placed.measured().index(figure.column()));
            lines.add(new Line(check, exact ? placed.totalCell(total, index, Placed.Line.SUM) : null,
                    exact ? placed.totalCell(total, index, Placed.Line.LEDGER) : null));
        }
    }

    /** All checks printed, in order. */
    List<Check> checks() {
        return lines.stream().map(Line::check).toList();
    }

    void setUp(XSSFSheet sheet) {
        for (int lane = 0; lane <= LAST; lane++) {
            sheet.setColumnWidth(lane, WIDTHS[lane] * SheetSetup.UNITS_PER_CHARACTER);
        }
        sheet.setDisplayGridlines(false);
        SheetSetup.page(sheet, cover);
    }

    void write(XSSFWorkbook workbook) {
        XSSFSheet sheet = workbook.getSheet(NAME);
        next = 0;
        Row title = sheet.createRow(next++);
        title.setHeightInPoints(2 * LINE_HEIGHT_POINTS);
        cells.text(title, 0, cover.title(), Styles.Use.TITLE);
        long failed = checks().stream().filter(check -> !check.passes()).count();
        verdict(sheet, failed);
        next++;
        facts(sheet);
        next++;
        checkLines(sheet);
        next++;
        sheets(sheet, workbook);
    }

    private void verdict(XSSFSheet sheet, long failed) {
        String verdict = lines.isEmpty() ? "There is nothing to check."
                : failed == 0 ? "All " + lines.size() + " checks pass."
                : failed + " of " + lines.size() + " checks FAIL: do not use these figures before the cause is known.";
        cells.text(sheet.createRow(next++), 0, verdict, failed == 0 ? Styles.Use.GOOD : Styles.Use.BAD);
        sheet.addMergedRegion(new CellRangeAddress(next - 1, next - 1, 0, LAST));
    }

    private void facts(XSSFSheet sheet) {
        Subject subject = cover.subject();
        fact(sheet, "House", subject.house());
        if (subject.quarter() != null) {
            fact(sheet, "Quarter", subject.quarter());
        }
        Row date = sheet.createRow(next++);
        cells.text(date, 0, subject.quarter() == null ? "Business date" : "Last business date", Styles.Use.LABEL);
        Cell cell = date.createCell(1);
        cell.setCellStyle(cells.styles().number(Styles.Use.FACT, Look.Kind.DATE, 0, 0));
        cell.setCellValue(subject.businessDate());
        fact(sheet, "Cycle", subject.cycle());
        fact(sheet, "Digest", subject.digest());
        fact(sheet, "Status", subject.status());
        manyFacts(sheet, "Made from", cover.madeFrom());
        manyFacts(sheet, "Notes", cover.notes());
    }

    private void manyFacts(XSSFSheet sheet, String label, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            fact(sheet, i == 0 ? label : "", values.get(i));
        }
    }

    private void fact(XSSFSheet sheet, String label, String value) {
        Row row = sheet.createRow(next++);
        cells.text(row, 0, label, Styles.Use.LABEL);
        cells.text(row, 1, value, Styles.Use.FACT);
        int height = TableWriter.lines(value, FACT_WIDTH);
        row.setHeightInPoints(Math.min(height, 8) * LINE_HEIGHT_POINTS);
        sheet.addMergedRegion(new CellRangeAddress(next - 1, next - 1, 1, LAST));
    }

    private void checkLines(XSSFSheet sheet) {
        header(sheet, "Check", "Unit", "This workbook", "Ledger, or as it must be", "Difference", "Result");
        for (Line line : lines) {
            Row row = sheet.createRow(next++);
            Check check = line.check();
            int scale = check.scale();
            cells.text(row, 0, check.name(), Styles.Use.VALUE);
            cells.text(row, 1, check.unit(), Styles.Use.VALUE);
            figure(row, 2, line.ours(), check.ours().setScale(scale), scale);
            figure(row, 3, line.ledger(), check.ledger().setScale(scale), scale);
            BigDecimal difference = check.ours().subtract(check.ledger()).setScale(scale);
            String result = check.passes() ? "PASS" : "FAIL";
            int at = row.getRowNum() + 1;
            CellStyle amount = cells.styles().number(Styles.Use.VALUE, Look.Kind.AMOUNT, scale, scale);
            if (line.isExact()) {
                cells.formula(row, 4, "ROUND(C" + at + "-D" + at + "," + scale + ")", difference, amount);
                cells.formula(row, LAST, "IF(E" + at + "=0,\"PASS\",\"FAIL\")", result, resultStyle(check));
            } else {
                // Beyond 15 digits a spreadsheet cannot compare them: the result is worked out here, as text.
                cells.number(row, 4, difference, amount);
                cells.text(row, LAST, result, check.passes() ? Styles.Use.GOOD : Styles.Use.BAD);
            }
        }
        if (lines.isEmpty()) {
            cells.text(sheet.createRow(next++), 0, "none", Styles.Use.EMPTY_LINE);
        }
    }

    private CellStyle resultStyle(Check check) {
        return cells.styles().plain(check.passes() ? Styles.Use.GOOD : Styles.Use.BAD);
    }

    private void figure(Row row, int lane, String formula, BigDecimal value, int scale) {
        CellStyle style = cells.styles().number(Styles.Use.VALUE, Look.Kind.AMOUNT, scale, scale);
        if (formula != null) {
            cells.formula(row, lane, formula, value, style);
        } else {
            cells.number(row, lane, value, style);
        }
    }

    private void sheets(XSSFSheet sheet, XSSFWorkbook workbook) {
        header(sheet, "Sheet", "Rows", "What it shows", "", "", "");
        for (Placed<?> placed : tables) {
            for (Placed.Part part : placed.parts()) {
                Row row = sheet.createRow(next++);
                Cell name = cells.text(row, 0, part.sheet(), Styles.Use.LINK);
                Hyperlink link = workbook.getCreationHelper().createHyperlink(HyperlinkType.DOCUMENT);
                link.setAddress("'" + part.sheet() + "'!A1");
                name.setHyperlink(link);
                cells.number(row, 1, BigDecimal.valueOf(part.rows()),
                        cells.styles().number(Styles.Use.VALUE, Look.Kind.COUNT, 0, 0));
                String about = part.rows() == 0 ? placed.table().empty() : placed.table().about();
                cells.text(row, 2, about, Styles.Use.WRAPPED);
                row.setHeightInPoints(Math.min(TableWriter.lines(about, FACT_WIDTH - 12), 4) * LINE_HEIGHT_POINTS);
                sheet.addMergedRegion(new CellRangeAddress(next - 1, next - 1, 2, LAST));
            }
        }
    }

    private void header(XSSFSheet sheet, String... headings) {
        Row row = sheet.createRow(next++);
        for (int lane = 0; lane < headings.length; lane++) {
            boolean number = NUMBER_HEADINGS.contains(headings[lane]);
            cells.text(row, lane, headings[lane], number ? Styles.Use.HEADER_OF_NUMBER : Styles.Use.HEADER);
        }
    }
}
