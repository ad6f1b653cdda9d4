package io.spillway.reports.workbook;

/**
 * How a column's values are typed and shown.
 *
 * @param kind type of the cells
 * @param scale decimals shown, or {@link #OWN_SCALE} where the values say
 */
public record Look(Kind kind, int scale) {

    /** Each value shows the decimals it has: amounts in several currencies, quantities, prices. */
    public static final int OWN_SCALE = -1;

    private static final int MOST_DECIMALS = 15;

    /** Type of a column's cells. */
    public enum Kind {
        /** Any text; never a formula. */
        TEXT,
        /** A calendar date, yyyy-mm-dd. */
        DATE,
        /** A local date and time, yyyy-mm-dd hh:mm; the heading or a column beside it names the zone. */
        DATE_TIME,
        /** Money; negative in red with a minus sign. */
        AMOUNT,
        /** Signed number of contracts or units. */
        QUANTITY,
        /** Price per unit. */
        PRICE,
        /** A fraction shown as a percentage: 0.0525 as 5.25%. */
        PERCENT,
        /** A whole number of things. */
        COUNT;

        /** Whether the cells are numbers that may be summed and drawn. */
        boolean isNumber() {
            return this == AMOUNT || this == QUANTITY || this == PRICE || this == PERCENT || this == COUNT;
        }
    }

    public Look {
        if (scale < OWN_SCALE || scale > MOST_DECIMALS) {
            throw new IllegalArgumentException("A look has 0 to " + MOST_DECIMALS + " decimals, or "
                    + OWN_SCALE + " for the value's own: " + scale);
        }
    }

    /** Money of one currency, with so many minor-unit digits. */
    public static Look amount(int scale) {
        return new Look(Kind.AMOUNT, scale);
    }

    /** Money in the scale each value comes with. */
    public static Look amount() {
        return new Look(Kind.AMOUNT, OWN_SCALE);
    }
}
