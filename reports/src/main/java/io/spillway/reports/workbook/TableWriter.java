package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Writes what frames a table's rows: titles, header row and totals. */
final class TableWriter<R> {

    static final int LONGEST_LABEL = 24;
    private static final float LINE_HEIGHT_POINTS = 15f;
    private static final int ABOUT_WIDTH = 150;
    private static final int NARROW_TABLE = 80;
    private static final int DEFAULT_COLUMN_WIDTH = 9;

    private final Placed<R> placed;
    private final Cells cells;
    private final Cover cover;
    private final int[] widths;

    TableWriter(Placed<R> placed, Cells cells, Cover cover) {
        this.placed = placed;
        this.cells = cells;
        this.cover = cover;
        widths = IntStream.range(0, placed.lanes().size()).map(placed::width).toArray();
    }

    /** Writes what stands above and below the rows; where rows go, a mark. */
    void write(XSSFWorkbook workbook) {
        for (Placed.Part part : placed.parts()) {
            XSSFSheet sheet = workbook.getSheet(part.sheet());
            head(sheet, part);
            if (part.rows() > 0) {
                sheet.createRow(part.first());
            }
        }
        XSSFSheet last = workbook.getSheet(placed.lastPart().sheet());
        if (placed.measured().rows() == 0) {
            Row row = last.createRow(placed.lastPart().first());
            cells.text(row, 0, placed.table().empty(), Styles.Use.EMPTY_LINE);
        }
        for (int total = 0; total < placed.table().totals().size(); total++) {
            total(last, total);
        }
    }

    private void head(XSSFSheet sheet, Placed.Part part) {
        if (placed.table().arrangement() == Table.Arrangement.TITLED) {
            Row title = sheet.createRow(0);
            title.setHeightInPoints(1.5f * LINE_HEIGHT_POINTS);
            cells.text(title, 0, part.sheet(), Styles.Use.TITLE);
            String about = cover.subject().house() + ", " + cover.subject().period()
                    + (placed.table().about().isEmpty() ? "" : ". " + placed.table().about());
            about(sheet, about);
        }
        Row header = sheet.createRow(placed.headerRow());
        int lines = 1;
        for (int lane = 0; lane < placed.lanes().size(); lane++) {
            String unit = placed.unit(lane);
            String text = unit.isEmpty() ? placed.heading(lane) : placed.heading(lane) + "\n" + unit;
            boolean number = placed.lanes().get(lane).content() == Placed.Content.VALUE
                    && placed.lanes().get(lane).column().look().kind().isNumber();
            cells.text(header, lane, text, number ? Styles.Use.HEADER_OF_NUMBER : Styles.Use.HEADER);
            int width = widths[lane] - 1;
            lines = Math.max(lines, lines(placed.heading(lane), width) + (unit.isEmpty() ? 0 : lines(unit, width)));
        }
        // The filter's buttons stand on a line of their own.
        boolean filtered = part.rows() > 0;
        header.setHeightInPoints((lines + (filtered ? 1 : 0)) * LINE_HEIGHT_POINTS);
    }

    /** The explanation runs over the table's lanes, or over some more where the table is narrow. */
    private void about(XSSFSheet sheet, String about) {
        Row row = sheet.createRow(1);
        cells.text(row, 0, about, Styles.Use.ABOUT);
        int width = 0;
        int last = -1;
        while (width < ABOUT_WIDTH && (last + 1 < placed.lanes().size() || width < NARROW_TABLE)) {
            last++;
            width += last < placed.lanes().size() ? widths[last] : DEFAULT_COLUMN_WIDTH;
        }
        if (last > 0) {
            sheet.addMergedRegion(new CellRangeAddress(1, 1, 0, last));
        }
        row.setHeightInPoints(lines(about, width) * LINE_HEIGHT_POINTS);
    }

    /** Lines that text takes when it is wrapped at words. */
    static int lines(String text, int width) {
        int lines = 0;
        for (String paragraph : text.split("\n", -1)) {
            lines += wrapped(paragraph, Math.max(1, width));
        }
        return lines;
    }

    private static int wrapped(String paragraph, int width) {
        int lines = 1;
        int used = 0;
        for (String word : paragraph.split(" ")) {
            int length = word.length();
            if (used > 0 && used + 1 + length > width) {
                lines++;
                used = 0;
            }
            used += (used > 0 ? 1 : 0) + length;
            if (used > width) {
                lines += (used - 1) / width;
                used = (used - 1) % width + 1;
            }
        }
        return lines;
    }

    private CellStyle style(Styles.Use use, int lane, BigDecimal value) {
        Placed.Lane<R> at = placed.lanes().get(lane);
        return cells.styles().shown(use, at.column().look(), value.scale(), placed.measured().scale(at.index()));
    }

    private void total(XSSFSheet sheet, int index) {
        TotalRow total = placed.table().totals().get(index);
        Row sum = sheet.createRow(placed.totalRow(index, Placed.Line.SUM));
        Row ledger = sheet.createRow(placed.totalRow(index, Placed.Line.LEDGER));
        Row difference = sheet.createRow(placed.totalRow(index, Placed.Line.DIFFERENCE));
        for (int lane = 0; lane < placed.lanes().size(); lane++) {
            for (Row row : List.of(sum, ledger, difference)) {
                Styles.Use use = use(total, row.getRowNum() - sum.getRowNum());
                row.createCell(lane).setCellStyle(cells.styles().plain(use));
            }
        }
        boolean compared = total.figures().stream().anyMatch(figure -> figure.ledger() != null);
        label(sum, total, "Sum of the rows", Placed.Line.SUM);
        if (compared) {
            label(ledger, total, "Ledger", Placed.Line.LEDGER);
            label(difference, total, "Difference (0: agrees)", Placed.Line.DIFFERENCE);
        }
        for (int f = 0; f < total.figures().size(); f++) {
            figure(List.of(sum, ledger, difference), total, f, placed.measured().sum(index, f));
        }
    }

    private static Styles.Use use(TotalRow total, int line) {
        boolean compared = total.figures().stream().anyMatch(figure -> figure.ledger() != null);
        if (line == 0) {
            return Styles.Use.TOTAL;
        }
        return line == 1 || !compared ? Styles.Use.LEDGER : Styles.Use.DIFFERENCE;
    }

    private void label(Row row, TotalRow total, String label, Placed.Line line) {
        Styles.Use use = use(total, line.ordinal());
        cells.text(row, 0, label, use);
        if (total.key() != null) {
            cells.text(row, placed.lane(total.keyColumn()), total.key(), use);
        }
    }

    private void figure(List<Row> rows, TotalRow total, int index, BigDecimal sum) {
        TotalRow.Figure figure = total.figures().get(index);
        int lane = placed.lane(figure.column());
        CellStyle style = style(Styles.Use.TOTAL, lane, sum);
        if (placed.calculates(figure.column())) {
            cells.formula(rows.get(0), lane, Formulas.total(placed, total, figure, rows.get(0).getRowNum()), sum, style);
        } else {
            exactOrNearest(rows.get(0), lane, sum, style);
        }
        if (figure.ledger() == null) {
            return;
        }
        BigDecimal ledger = figure.ledger().scale() < sum.scale() ? figure.ledger().setScale(sum.scale()) : figure.ledger();
        exactOrNearest(rows.get(1), lane, ledger, style(Styles.Use.LEDGER, lane, ledger));
        BigDecimal difference = sum.subtract(ledger);
        CellStyle last = style(Styles.Use.DIFFERENCE, lane, difference);
        if (placed.measured().exact(placed.measured().index(figure.column()))) {
            String letters = placed.letters(figure.column());
            String formula = "ROUND(" + letters + (rows.get(0).getRowNum() + 1) + "-" + letters
                    + (rows.get(1).getRowNum() + 1) + "," + Math.max(0, difference.scale()) + ")";
            cells.formula(rows.get(2), lane, formula, difference, last);
        } else {
            exactOrNearest(rows.get(2), lane, difference, last);
        }
    }

    private void exactOrNearest(Row row, int lane, BigDecimal value, CellStyle style) {
        cells.nearest(row, lane, value, style);
        boolean beside = lane + 1 < placed.lanes().size()
                && placed.lanes().get(lane + 1).content() == Placed.Content.EXACT_TEXT;
        if (beside) {
            cells.text(row, lane + 1, value.toPlainString(), Styles.Use.VALUE);
        }
    }
}
