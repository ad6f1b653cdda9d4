package io.spillway.reports.workbook;

import java.math.BigDecimal;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;

/** Writes single cells; the one place where data becomes cell content. */
final class Cells {

    private final Styles styles;

    Cells(Styles styles) {
        this.styles = styles;
    }

    Styles styles() {
        return styles;
    }

    /** A string cell, whatever the text looks like. */
    Cell text(Row row, int lane, String text, Styles.Use use) {
        Cell cell = row.createCell(lane);
        cell.setCellStyle(styles.text(use,
                CellText.looksLikeFormula(text) ? Styles.Prefix.QUOTE : Styles.Prefix.NONE));
        cell.setCellValue(CellText.written(text));
        return cell;
    }

    /** A number cell; the exact text where a number cell cannot hold the value. */
    void number(Row row, int lane, BigDecimal value, CellStyle style) {
        if (ExactNumber.holds(value)) {
            nearest(row, lane, value, style);
        } else {
            text(row, lane, value.toPlainString(), Styles.Use.VALUE);
        }
    }

    /** A number cell with the nearest double: for fractions, and for amounts whose exact text stands beside. */
    void nearest(Row row, int lane, BigDecimal value, CellStyle style) {
        Cell cell = row.createCell(lane);
        cell.setCellStyle(style);
        cell.setCellValue(value.doubleValue());
    }

    /** A formula with what it must give as its cached value. */
    void formula(Row row, int lane, String formula, BigDecimal cached, CellStyle style) {
        Cell cell = row.createCell(lane);
        cell.setCellStyle(style);
        cell.setCellFormula(formula);
        cell.setCellValue(cached.doubleValue());
    }

    /** A formula that gives text, with what it must give as its cached value. */
    void formula(Row row, int lane, String formula, String cached, CellStyle style) {
        Cell cell = row.createCell(lane);
        cell.setCellStyle(style);
        cell.setCellFormula(formula);
        cell.setCellValue(cached);
    }
}
