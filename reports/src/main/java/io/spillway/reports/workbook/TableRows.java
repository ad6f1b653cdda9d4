package io.spillway.reports.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * Streams a table's rows on to its sheets, part after part. Every style it may need is made when it is: the styles are
 * written to the file before the rows are.
 */
final class TableRows<R> {

    private static final int LINE_HEIGHT_POINTS = 15;
    private static final int MOST_LINES = 8;

    private final Placed<R> placed;
    private final Formulas formulas;
    private final int[] widths;
    private final int[][] styleByScale;
    private final boolean[] sums;
    private final TextStyles value;
    private final TextStyles wrapped;
    private final TextStyles blank;
    private Iterator<R> rows;
    private long number;

    /** Style numbers of plain text, and of text that looks like a formula. */
    private record TextStyles(int plain, int quoted) {

        static TextStyles of(Styles styles, Styles.Use use) {
            return new TextStyles(styles.text(use, Styles.Prefix.NONE).getIndex(),
                    styles.text(use, Styles.Prefix.QUOTE).getIndex());
        }

        int of(String text) {
            return CellText.looksLikeFormula(text) ? quoted : plain;
        }
    }

    TableRows(Placed<R> placed, Formulas formulas, Styles styles) {
        this.placed = placed;
        this.formulas = formulas;
        int lanes = placed.lanes().size();
        widths = IntStream.range(0, lanes).map(placed::width).toArray();
        styleByScale = new int[lanes][];
        sums = new boolean[lanes];
        for (int lane = 0; lane < lanes; lane++) {
            Placed.Lane<R> at = placed.lanes().get(lane);
            styleByScale[lane] = stylesOf(at, styles);
            Column<R> column = at.column();
            sums[lane] = column.sumOf() != null && placed.calculates(column.heading())
                    && formulas.calculates(column.sumOf());
        }
        value = TextStyles.of(styles, Styles.Use.VALUE);
        wrapped = TextStyles.of(styles, Styles.Use.WRAPPED);
        blank = TextStyles.of(styles, Styles.Use.BLANK);
    }

    /** Style numbers by decimals of the value, as far as the column has such values; of dates the first. */
    private int[] stylesOf(Placed.Lane<R> at, Styles styles) {
        Look look = at.column().look();
        if (look.kind() == Look.Kind.TEXT || at.content() == Placed.Content.EXACT_TEXT) {
            return new int[0];
        }
        if (look.scale() != Look.OWN_SCALE) {
            return new int[] {style(styles, at, look.kind().isNumber() ? Math.max(0, look.scale()) : 0).getIndex()};
        }
        BitSet scales = placed.measured().scales(at.index());
        int[] byScale = new int[scales.length()];
        scales.stream().forEach(scale -> byScale[scale] = style(styles, at, scale).getIndex());
        return byScale;
    }

    private CellStyle style(Styles styles, Placed.Lane<R> at, int scale) {
        return styles.value(at.column().look(), scale, placed.measured().scale(at.index()));
    }

    /**
     * Writes the rows of the next part. Parts are asked for in their order.
     *
     * @throws WorkbookException where there are not as many rows as there were at the first reading
     */
    void write(Placed.Part part, OutputStream out) throws IOException {
        if (rows == null) {
            rows = placed.table().rows().iterator();
        }
        SheetXml xml = new SheetXml(out, placed.lanes().size());
        for (int i = 0; i < part.rows(); i++) {
            if (!rows.hasNext()) {
                throw changed();
            }
            number++;
            values(xml, part.first() + i, rows.next());
        }
        xml.flush();
        if (part.equals(placed.lastPart()) && rows.hasNext()) {
            throw changed();
        }
    }

    private WorkbookException changed() {
        return new WorkbookException("Sheet " + placed.table().name() + ": its rows changed while the workbook was made,"
                + " there were " + placed.measured().rows() + " at first");
    }

    private void values(SheetXml xml, int index, R item) throws IOException {
        List<Placed.Lane<R>> lanes = placed.lanes();
        Object[] values = new Object[widths.length];
        int lines = 1;
        for (int lane = 0; lane < widths.length; lane++) {
            Placed.Lane<R> at = lanes.get(lane);
            if (at.content() == Placed.Content.EXACT_TEXT) {
                values[lane] = values[lane - 1];
                continue;
            }
            values[lane] = CellValue.of(placed.table(), at.column(), item, number);
            if (values[lane] instanceof String text && wraps(text, lane)) {
                lines = Math.max(lines, TableWriter.lines(text, widths[lane] - 2));
            }
        }
        xml.beginRow(index, lines > 1 ? Math.min(lines, MOST_LINES) * LINE_HEIGHT_POINTS : 0);
        for (int lane = 0; lane < widths.length; lane++) {
            cell(xml, index, lane, values[lane]);
        }
        xml.endRow();
    }

    private boolean wraps(String text, int lane) {
        return text.length() + 2 > widths[lane] && CellText.widest(text) + 2 > widths[lane] || text.indexOf('\n') >= 0;
    }

    private void cell(SheetXml xml, int index, int lane, Object content) throws IOException {
        Placed.Lane<R> at = placed.lanes().get(lane);
        Column<R> column = at.column();
        if (at.content() == Placed.Content.EXACT_TEXT) {
            String exact = content instanceof BigDecimal amount ? amount.toPlainString() : (String) content;
            xml.text(lane, value.of(exact), CellText.written(exact));
        } else if (content instanceof String text) {
            TextStyles styles = wraps(text, lane) ? wrapped : column.look().kind() == Look.Kind.TEXT ? value : blank;
            xml.text(lane, styles.of(text), CellText.written(text));
        } else if (content instanceof BigDecimal amount) {
            int style = styleByScale[lane][column.look().scale() == Look.OWN_SCALE ? amount.scale() : 0];
            if (sums[lane]) {
                xml.formula(lane, style, formulas.sumOf(placed, column.sumOf(), index), amount);
            } else {
                xml.number(lane, style, ExactNumber.text(amount));
            }
        } else {
            double date = content instanceof LocalDate day ? DateUtil.getExcelDate(day)
                    : DateUtil.getExcelDate((LocalDateTime) content);
            xml.number(lane, styleByScale[lane][0], ExactNumber.text(date));
        }
    }
}
