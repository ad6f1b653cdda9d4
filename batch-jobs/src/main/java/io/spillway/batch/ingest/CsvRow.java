package io.spillway.batch.ingest;

import io.spillway.domain.book.Ids;
import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One record of a CSV file: its cells in one buffer, by the column numbers of the file's {@link InputFile}. There is one
 * for the whole file, filled again for each record. A cell that is not what is asked for rejects the row.
 */
final class CsvRow {

    /** Characters of a record at most, so that no line, however long, takes memory (fault 22). */
    static final int LONGEST_RECORD = 1 << 16;

    /** Digits before the point that the store keeps; rates have six fewer. */
    private static final int MAX_INTEGER_DIGITS = 26;
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3,8}");
    /** Dates that business has; keeps far-off years out of the store. */
    private static final LocalDate FIRST_DATE = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(2999, 12, 31);

    private static final int NOT_THERE = -1;

    private final InputFile file;
    private final int[] cellOfColumn;
    private char[] text = new char[1024];
    private int used;
    private int[] starts = new int[32];
    private int cells;
    private int expectedCells;
    private long line;

    CsvRow(InputFile file) {
        this.file = file;
        this.cellOfColumn = new int[file.columns().size()];
    }

    void begin(long startingLine) {
        line = startingLine;
        cells = 0;
        used = 0;
    }

    /** @throws InputException once the record is longer than any record can be */
    void add(char[] buffer, int offset, int length) {
        if (used + length + cells > LONGEST_RECORD) {
            throw new InputException(file.fileName() + " line " + line + " is longer than " + LONGEST_RECORD
                    + " characters, which no row is; check that lines end and quotes close");
        }
        if (used + length > text.length) {
            text = Arrays.copyOf(text, Math.max(used + length, 2 * text.length));
        }
        if (cells + 1 >= starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        System.arraycopy(buffer, offset, text, used, length);
        starts[cells++] = used;
        used += length;
        starts[cells] = used;
    }

    long line() {
        return line;
    }

    int cells() {
        return cells;
    }

    String cell(int cell) {
        return new String(text, starts[cell], starts[cell + 1] - starts[cell]);
    }

    private String cellOf(int column) {
        return cellOfColumn[column] == NOT_THERE ? "" : cell(cellOfColumn[column]);
    }

    /** Says in which cell a column stands. */
    void place(int column, int cell) {
        cellOfColumn[column] = cell;
        expectedCells = Math.max(expectedCells, cell + 1);
    }

    /** Says that a column is not in the file: its cells are empty. */
    void leaveOut(int column) {
        cellOfColumn[column] = NOT_THERE;
    }

    /** Rejects a record with more or fewer cells than the header. */
    void requireCells() {
        if (cells != expectedCells) {
            throw new RejectedRow("", cell(0), "the row has " + cells + (cells == 1 ? " cell" : " cells")
                    + ", the header has " + expectedCells);
        }
    }

    char[] buffer() {
        return text;
    }

    int start(int column) {
        return cellOfColumn[column] == NOT_THERE ? used : starts[cellOfColumn[column]];
    }

    int length(int column) {
        return cellOfColumn[column] == NOT_THERE ? 0 : starts[cellOfColumn[column] + 1] - start(column);
    }

    RejectedRow reject(int column, String reason) {
        return new RejectedRow(file.columns().get(column), cellOf(column), reason);
    }

    private RejectedRow reject(int column, IllegalArgumentException cause) {
        return reject(column, cause.getMessage());
    }

    boolean isEmpty(int column) {
        return length(column) == 0;
    }

    /** The cell's text, possibly empty; blanks around it are refused, not cut off. */
    String text(int column) {
        int length = length(column);
        if (length > 0 && (isBlank(text[start(column)]) || isBlank(text[start(column) + length - 1]))) {
            throw reject(column, "begins or ends with a blank; remove it");
        }
        return cellOf(column);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** A text for people. */
    String label(int column, int longest) {
        String label = text(column);
        if (label.length() > longest) {
            throw reject(column, "is longer than " + longest + " characters");
        }
        if (label.indexOf('\0') >= 0) {
            throw reject(column, "has a NUL character");
        }
        return label;
    }

    String id(int column) {
        String id = text(column);
        if (!Ids.isValid(id)) {
            throw reject(column, id.isEmpty() ? "is empty" : "is no id: 1 to 64 of letters, digits and . _ : # + -,"
                    + " beginning with a letter or digit");
        }
        return id;
    }

    Optional<String> optionalId(int column) {
        return isEmpty(column) ? Optional.empty() : Optional.of(id(column));
    }

    String currency(int column) {
        String code = text(column);
        if (!CURRENCY.matcher(code).matches()) {
            throw reject(column, "is no currency code such as USD");
        }
        return code;
    }

    BigDecimal decimal(int column, int maxScale) {
        return decimal(column, maxScale, MAX_INTEGER_DIGITS);
    }

    BigDecimal decimal(int column, int maxScale, int maxIntegerDigits) {
        BigDecimal value;
        try {
            value = Decimals.parse(text(column), maxScale);
        } catch (IllegalArgumentException e) {
            throw reject(column, e);
        }
        if (value.precision() - value.scale() > maxIntegerDigits) {
            throw reject(column, "has more than " + maxIntegerDigits + " digits before the point");
        }
        return value;
    }

    Optional<BigDecimal> optionalDecimal(int column, int maxScale) {
        return isEmpty(column) ? Optional.empty() : Optional.of(decimal(column, maxScale));
    }

    LocalDate date(int column) {
        String date = text(column);
        try {
            LocalDate value = LocalDate.parse(date);
            if (value.isBefore(FIRST_DATE) || value.isAfter(LAST_DATE)) {
                throw reject(column, "lies outside " + FIRST_DATE + " to " + LAST_DATE);
            }
            return value;
        } catch (DateTimeParseException e) {
            throw reject(column, "is no date such as 2026-03-02");
        }
    }

    Optional<LocalDate> optionalDate(int column) {
        return isEmpty(column) ? Optional.empty() : Optional.of(date(column));
    }

    <E extends Enum<E>> E choice(int column, Class<E> type) {
        String name = text(column);
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw reject(column, "must be one of " + Arrays.toString(type.getEnumConstants()));
    }

    boolean flag(int column) {
        return switch (text(column)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw reject(column, "must be true or false");
        };
    }
}
