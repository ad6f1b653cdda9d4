package io.spillway.reports.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.poi.ss.util.CellReference;

/**
 * Writes the rows of a sheet as the file has them. The library's own rows cost about ten times as much: an object a
 * cell, a style looked up a cell, a temporary file a sheet and two rounds of compression.
 */
final class SheetXml {

    private static final int BUFFER_BYTES = 1 << 16;
    /** Room that is always there for one cell's own marks, its text aside. */
    private static final int MARGIN_BYTES = 256;
    private static final int MOST_BYTES_PER_CHARACTER = 3;
    private static final byte[] PRESERVE = ascii(" xml:space=\"preserve\"");
    private static final byte[] AMPERSAND = ascii("&amp;");
    private static final byte[] LESS = ascii("&lt;");
    private static final byte[] GREATER = ascii("&gt;");
    private static final byte[] ROW = ascii("<row r=\"");
    private static final byte[] HEIGHT = ascii("\" ht=\"");
    private static final byte[] CUSTOM_HEIGHT = ascii("\" customHeight=\"1\">");
    private static final byte[] ROW_END = ascii("</row>\n");
    private static final byte[] CELL = ascii("<c r=\"");
    private static final byte[] STYLE = ascii("\" s=\"");
    private static final byte[] TEXT = ascii("\" t=\"inlineStr\"><is><t");
    private static final byte[] TEXT_END = ascii("</t></is></c>");
    private static final byte[] FORMULA = ascii("\"><f>");
    private static final byte[] FORMULA_VALUE = ascii("</f><v>");
    private static final byte[] NUMBER = ascii("\"><v>");
    private static final byte[] NUMBER_END = ascii("</v></c>");
    private static final byte[] CLOSE = ascii("\">");

    private final OutputStream out;
    private final byte[][] lanes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int used;
    private byte[] row = new byte[0];

    /** @param lanes columns of cells that rows have at most */
    SheetXml(OutputStream out, int lanes) {
        this.out = out;
        this.lanes = new byte[lanes][];
        for (int lane = 0; lane < lanes; lane++) {
            this.lanes[lane] = ascii(CellReference.convertNumToColString(lane));
        }
    }

    /**
     * Begins a row.
     *
     * @param index from 0
     * @param heightPoints whole points; 0 for the sheet's own height
     */
    void beginRow(int index, int heightPoints) throws IOException {
        row = ascii(Integer.toString(index + 1));
        reserve(MARGIN_BYTES);
        put(ROW);
        put(row);
        if (heightPoints > 0) {
            put(HEIGHT);
            put(ascii(Integer.toString(heightPoints)));
            put(CUSTOM_HEIGHT);
        } else {
            put(CLOSE);
        }
    }

    void endRow() throws IOException {
        reserve(MARGIN_BYTES);
        put(ROW_END);
    }

    /** A string cell; the text as {@link CellText#written} gives it. */
    void text(int lane, int style, String written) throws IOException {
        begin(lane, style);
        put(TEXT);
        if (keepsSpace(written)) {
            put(PRESERVE);
        }
        buffer[used++] = '>';
        escaped(written);
        reserve(MARGIN_BYTES);
        put(TEXT_END);
    }

    /** A number cell whose decimal text is this. */
    void number(int lane, int style, String decimal) throws IOException {
        begin(lane, style);
        put(NUMBER);
        asciiText(decimal);
        put(NUMBER_END);
    }

    /** A formula cell with what it must give as its cached value. */
    void formula(int lane, int style, String formula, BigDecimal cached) throws IOException {
        begin(lane, style);
        put(FORMULA);
        escaped(formula);
        reserve(MARGIN_BYTES);
        put(FORMULA_VALUE);
        asciiText(cached.toPlainString());
        put(NUMBER_END);
    }

    /** Hands over what is still held back. */
    void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    private void begin(int lane, int style) throws IOException {
        reserve(MARGIN_BYTES);
        put(CELL);
        put(lanes[lane]);
        put(row);
        put(STYLE);
        smallNumber(style);
    }

    private void smallNumber(int number) {
        if (number >= 100) {
            put(ascii(Integer.toString(number)));
            return;
        }
        if (number >= 10) {
            buffer[used++] = (byte) ('0' + number / 10);
        }
        buffer[used++] = (byte) ('0' + number % 10);
    }

    private static boolean keepsSpace(String text) {
        return !text.isEmpty() && (text.charAt(0) <= ' ' || text.charAt(text.length() - 1) <= ' '
                || text.indexOf('\n') >= 0 || text.indexOf('\t') >= 0 || text.indexOf("  ") >= 0);
    }

    private void asciiText(String text) throws IOException {
        int length = text.length();
        if (length > BUFFER_BYTES / MOST_BYTES_PER_CHARACTER) {
            throw new IOException("a number of " + length + " digits does not go into a cell");
        }
        reserve(length + MARGIN_BYTES);
        for (int i = 0; i < length; i++) {
            buffer[used++] = (byte) text.charAt(i);
        }
    }

    private void escaped(String text) throws IOException {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (used + MARGIN_BYTES > BUFFER_BYTES) {
                flush();
            }
            char c = text.charAt(i);
            if (c == '&') {
                put(AMPERSAND);
            } else if (c == '<') {
                put(LESS);
            } else if (c == '>') {
                put(GREATER);
            } else if (c < 0x80) {
                buffer[used++] = (byte) c;
            } else {
                int point = text.codePointAt(i);
                put(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point) - 1;
            }
        }
    }

    private void reserve(int bytes) throws IOException {
        if (used + bytes > BUFFER_BYTES) {
            flush();
        }
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
