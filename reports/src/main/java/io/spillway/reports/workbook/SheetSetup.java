package io.spillway.reports.workbook;

import org.apache.poi.ss.usermodel.Footer;
import org.apache.poi.ss.usermodel.Header;
import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** Widths, frozen rows, filter and print set-up: all that is known before the first row is written. */
final class SheetSetup {

    static final int UNITS_PER_CHARACTER = 256;
    private static final int LONGEST_HOUSE = 60;
    private static final int LONGEST_TITLE = 80;
    private static final int WIDE_LANES = 7;
    private static final double SIDE_MARGIN_INCHES = 0.4;

    private SheetSetup() {
    }

    /** Sets up one of a table's sheets. */
    static void table(XSSFSheet sheet, Placed<?> placed, Placed.Part part, Cover cover) {
        int lanes = placed.lanes().size();
        for (int lane = 0; lane < lanes; lane++) {
            sheet.setColumnWidth(lane, placed.width(lane) * UNITS_PER_CHARACTER);
        }
        int header = placed.headerRow();
        sheet.createFreezePane(lanes >= WIDE_LANES ? 1 : 0, header + 1);
        if (part.rows() > 0) {
            sheet.setAutoFilter(new CellRangeAddress(header, part.last(), 0, lanes - 1));
        }
        page(sheet, cover);
        if (placed.isShort() && !placed.table().charts().isEmpty()) {
            sheet.getPrintSetup().setFitHeight((short) 1);
        } else {
            sheet.setRepeatingRows(new CellRangeAddress(header, header, -1, -1));
        }
    }

    /** Landscape A4, as wide as one page; house, title and date above, sheet and page numbers below. */
    static void page(XSSFSheet sheet, Cover cover) {
        PrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(true);
        sheet.setFitToPage(true);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        sheet.setMargin(PageMargin.LEFT, SIDE_MARGIN_INCHES);
        sheet.setMargin(PageMargin.RIGHT, SIDE_MARGIN_INCHES);
        Subject subject = cover.subject();
        Header header = ((Sheet) sheet).getHeader();
        header.setLeft(CellText.ofPage(subject.house(), LONGEST_HOUSE));
        header.setCenter(CellText.ofPage(cover.title(), LONGEST_TITLE));
        header.setRight(CellText.ofPage(subject.period() + " " + subject.status(), LONGEST_HOUSE));
        Footer footer = ((Sheet) sheet).getFooter();
        footer.setLeft("&A");
        footer.setRight("Page &P of &N");
    }
}
