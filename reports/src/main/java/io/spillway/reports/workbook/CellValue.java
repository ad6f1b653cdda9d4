package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Reads one value of a row and holds it against its column's look. */
final class CellValue {

    private static final int DATE_LENGTH = 10;
    private static final int DATE_TIME_LENGTH = 16;

    private CellValue() {
    }

    /**
     * The typed value: String, LocalDate, LocalDateTime or BigDecimal; the column's reason for null.
     *
     * @param number of the row from 1, for messages
     * @throws WorkbookException where the value is missing without a reason, or finer than its column's scale
     */
    static <R> Object of(Table<R> table, Column<R> column, R row, long number) {
        Object value = column.value().apply(row);
        if (value == null) {
            if (column.blank() == null) {
                throw new WorkbookException("Sheet " + table.name() + ", row " + number + ", column "
                        + column.heading() + ": no value, and the column gives no reason for a blank");
            }
            return column.blank();
        }
        Look look = column.look();
        try {
            return switch (look.kind()) {
                case TEXT -> (String) value;
                case DATE -> (LocalDate) value;
                case DATE_TIME -> (LocalDateTime) value;
                case AMOUNT -> look.scale() == Look.OWN_SCALE ? ofOwnScale((BigDecimal) value)
                        : ((BigDecimal) value).setScale(look.scale());
                case QUANTITY, PRICE -> ofOwnScale(stripped((BigDecimal) value));
                case PERCENT, COUNT -> (BigDecimal) value;
            };
        } catch (ArithmeticException | ClassCastException unfit) {
            throw new WorkbookException("Sheet " + table.name() + ", row " + number + ", column " + column.heading()
                    + ": " + value + " does not fit " + look.kind()
                    + (look.scale() > 0 ? " with " + look.scale() + " decimals" : ""), unfit);
        }
    }

    /** Characters the value takes on the screen; numbers with the column's decimals. */
    static int shownLength(Object value, Look look, int scale) {
        if (value instanceof String text) {
            return CellText.widest(text);
        }
        return switch (look.kind()) {
            case DATE -> DATE_LENGTH;
            case DATE_TIME -> DATE_TIME_LENGTH;
            case PERCENT -> ExactNumber.shownLength(((BigDecimal) value).movePointRight(2), 2) + 1;
            default -> ExactNumber.shownLength((BigDecimal) value, scale);
        };
    }

    private static BigDecimal stripped(BigDecimal value) {
        return value.scale() == 0 ? value : value.stripTrailingZeros();
    }

    private static BigDecimal ofOwnScale(BigDecimal value) {
        return value.scale() < 0 ? value.setScale(0) : value;
    }
}
