package io.spillway.reports.workbook;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.FontScheme;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The few cell styles of a workbook, each made once and shared (fault 54). */
final class Styles {

    /** What a cell is for. */
    enum Use {
        TITLE, ABOUT, FACT, HEADER, HEADER_OF_NUMBER, LABEL, VALUE, WRAPPED, BLANK, EMPTY_LINE, TOTAL, LEDGER, DIFFERENCE,
        GOOD, BAD, LINK
    }

    /** How text is kept from being taken for a formula when someone edits the cell. */
    enum Prefix { NONE, QUOTE }

    private record Key(Use use, String format, Prefix prefix) {
    }

    /** Room as wide as a bracket, so that a number does not touch the text of the next column. */
    private static final String SPACE_AFTER = "_)";
    private static final Set<String> TEXT_FORMATS = Set.of("@", "General");
    private static final int LEAST_PRICE_SCALE = 2;
    private static final String DARK = "1F3864";
    private static final String LINE = "D9D9D9";
    private static final String GREY_TEXT = "595959";

    private final XSSFWorkbook workbook;
    private final Map<Key, CellStyle> made = new HashMap<>();

    Styles(XSSFWorkbook workbook) {
        this.workbook = workbook;
        // Without a theme the default font's scheme points nowhere, and some readers then take another font.
        workbook.getFontAt(0).setScheme(FontScheme.NONE);
    }

    /** Style of a text cell. */
    CellStyle text(Use use, Prefix prefix) {
        return made.computeIfAbsent(new Key(use, "@", prefix), this::make);
    }

    /** Style of a cell without a format of its own. */
    CellStyle plain(Use use) {
        return made.computeIfAbsent(new Key(use, "General", Prefix.NONE), this::make);
    }

    /**
     * Style of a number or date cell.
     *
     * @param scale decimals of this cell
     * @param widest most decimals in its column; a cell with fewer is padded so that the points stand in line
     */
    CellStyle number(Use use, Look.Kind kind, int scale, int widest) {
        return made.computeIfAbsent(new Key(use, format(kind, scale, widest), Prefix.NONE), this::make);
    }

    /**
     * Style of a value in its column.
     *
     * @param scale decimals that the value has
     * @param widest most decimals in the column
     */
    CellStyle value(Look look, int scale, int widest) {
        return shown(Use.VALUE, look, scale, widest);
    }

    /** Style of a figure that stands in a column: with its own decimals where the column's values have theirs. */
    CellStyle shown(Use use, Look look, int scale, int widest) {
        int shown = look.kind() == Look.Kind.PRICE ? Math.max(LEAST_PRICE_SCALE, scale)
                : look.scale() == Look.OWN_SCALE ? Math.max(0, scale) : look.scale();
        return number(use, look.kind(), shown, look.kind().isNumber() ? Math.max(shown, widest) : 0);
    }

    static String format(Look.Kind kind, int scale, int widest) {
        return switch (kind) {
            case TEXT -> "@";
            case DATE -> "yyyy-mm-dd";
            case DATE_TIME -> "yyyy-mm-dd hh:mm";
            case PERCENT -> "0.00%" + SPACE_AFTER;
            case COUNT -> "#,##0" + SPACE_AFTER;
            case AMOUNT -> {
                String digits = "#,##0" + decimals(scale) + padding(scale, widest) + SPACE_AFTER;
                yield digits + ";[Red]-" + digits;
            }
            case QUANTITY, PRICE -> "#,##0" + decimals(scale) + padding(scale, widest) + SPACE_AFTER;
        };
    }

    private static String decimals(int scale) {
        return scale == 0 ? "" : "." + "0".repeat(scale);
    }

    private static String padding(int scale, int widest) {
        if (scale >= widest) {
            return "";
        }
        return (scale == 0 ? "_." : "") + "_0".repeat(widest - scale);
    }

    private CellStyle make(Key key) {
        XSSFCellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(key.format()));
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setQuotePrefixed(key.prefix() == Prefix.QUOTE);
        align(style, key);
        switch (key.use()) {
            case TITLE -> style.setFont(font(16, DARK, true));
            case ABOUT, EMPTY_LINE -> {
                style.setFont(italic());
                style.setWrapText(key.use() == Use.ABOUT);
            }
            case FACT -> {
                style.setFont(font(11, "000000", false));
                style.setWrapText(true);
            }
            case HEADER, HEADER_OF_NUMBER -> header(style);
            case LABEL -> style.setFont(font(11, "000000", true));
            case VALUE -> {
                underline(style);
                style.setFont(font(11, "000000", false));
            }
            case WRAPPED -> {
                underline(style);
                style.setFont(font(11, "000000", false));
                style.setWrapText(true);
            }
            case BLANK -> {
                underline(style);
                style.setFont(font(11, "7F7F7F", false));
            }
            case TOTAL -> {
                style.setFont(font(11, "000000", true));
                style.setBorderTop(BorderStyle.THIN);
            }
            case LEDGER -> style.setFont(font(11, GREY_TEXT, false));
            case DIFFERENCE -> {
                style.setFont(font(11, GREY_TEXT, false));
                style.setBorderBottom(BorderStyle.THIN);
            }
            case GOOD -> verdict(style, "E2EFDA", "375623");
            case BAD -> verdict(style, "F8CBAD", "9C0006");
            case LINK -> {
                XSSFFont link = font(11, "0563C1", false);
                link.setUnderline(XSSFFont.U_SINGLE);
                style.setFont(link);
                underline(style);
            }
        }
        return style;
    }

    /** Numbers stand to the right, dates to the left like text. */
    private static void align(XSSFCellStyle style, Key key) {
        if (key.use() == Use.HEADER_OF_NUMBER || !TEXT_FORMATS.contains(key.format()) && !isDate(key.format())) {
            style.setAlignment(HorizontalAlignment.RIGHT);
            style.setIndention((short) (key.use() == Use.HEADER_OF_NUMBER ? 1 : 0));
        } else if (key.use() != Use.GOOD && key.use() != Use.BAD) {
            style.setAlignment(HorizontalAlignment.LEFT);
        }
    }

    private static boolean isDate(String format) {
        return format.startsWith("yyyy");
    }

    private void header(XSSFCellStyle style) {
        style.setFont(font(11, "FFFFFF", true));
        style.setFillForegroundColor(color(DARK));
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        style.setWrapText(true);
        style.setBorderBottom(BorderStyle.THIN);
    }

    private void verdict(XSSFCellStyle style, String fill, String text) {
        underline(style);
        style.setFont(font(11, text, true));
        style.setFillForegroundColor(color(fill));
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    }

    private static void underline(XSSFCellStyle style) {
        style.setBorderBottom(BorderStyle.HAIR);
        style.setBottomBorderColor(color(LINE));
    }

    private XSSFFont italic() {
        XSSFFont font = font(11, GREY_TEXT, false);
        font.setItalic(true);
        return font;
    }

    private XSSFFont font(int points, String rgb, boolean bold) {
        XSSFFont font = workbook.createFont();
        font.setFontHeightInPoints((short) points);
        font.setColor(color(rgb));
        font.setBold(bold);
        return font;
    }

    private static XSSFColor color(String rgb) {
        int value = Integer.parseInt(rgb, 16);
        return new XSSFColor(new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value});
    }
}
