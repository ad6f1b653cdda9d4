package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A typed column of a sheet.
 *
 * @param <R> type of a row
 * @param heading first line of the header cell, unique in its sheet
 * @param unit second line: unit and sign ("USD, + the account has"); empty where there is nothing to say
 * @param look type and format of the cells
 * @param value of a row; null only where {@code blank} says what stands in its place
 * @param blank text shown for null, the reason; null where a value must always be there
 * @param sumOf where the value is the sum of rows of another sheet, written as a formula; null where it is plain
 */
public record Column<R>(String heading, String unit, Look look, Function<? super R, ?> value, String blank,
                        SumOf sumOf) {

    /**
     * A sum over the rows of another sheet whose keys equal this row's.
     *
     * @param table name of the other sheet
     * @param column heading of the column that is summed there
     * @param keys heading there, to heading of the text column here that it must equal
     */
    public record SumOf(String table, String column, Map<String, String> keys) {
        public SumOf {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(column, "column");
            keys = new java.util.TreeMap<>(keys);
        }
    }

    public Column {
        Objects.requireNonNull(heading, "heading");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(look, "look");
        Objects.requireNonNull(value, "value");
    }

    /** Text cells. */
    public static <R> Column<R> text(String heading, Function<? super R, String> value) {
        return new Column<>(heading, "", new Look(Look.Kind.TEXT, 0), value, null, null);
    }

    /** Date cells. */
    public static <R> Column<R> date(String heading, Function<? super R, LocalDate> value) {
        return new Column<>(heading, "", new Look(Look.Kind.DATE, 0), value, null, null);
    }

    /** Local date and time cells; say the zone in the unit or in a column beside it. */
    public static <R> Column<R> dateTime(String heading, Function<? super R, LocalDateTime> value) {
        return new Column<>(heading, "", new Look(Look.Kind.DATE_TIME, 0), value, null, null);
    }

    /** Money of one currency; a value finer than {@code scale} is refused. */
    public static <R> Column<R> amount(String heading, int scale, Function<? super R, BigDecimal> value) {
        return new Column<>(heading, "", Look.amount(scale), value, null, null);
    }

    /** Money of several currencies, each value in the scale it comes with. */
    public static <R> Column<R> amount(String heading, Function<? super R, BigDecimal> value) {
        return new Column<>(heading, "", Look.amount(), value, null, null);
    }

    /** Quantities, with as many decimals as the values need. */
    public static <R> Column<R> quantity(String heading, Function<? super R, BigDecimal> value) {
        return new Column<>(heading, "", new Look(Look.Kind.QUANTITY, Look.OWN_SCALE), value, null, null);
    }

    /** Prices, with as many decimals as the values need, at least two. */
    public static <R> Column<R> price(String heading, Function<? super R, BigDecimal> value) {
        return new Column<>(heading, "", new Look(Look.Kind.PRICE, Look.OWN_SCALE), value, null, null);
    }

    /** Fractions shown as percentages: 0.0525 as 5.25%. */
    public static <R> Column<R> percent(String heading, Function<? super R, BigDecimal> value) {
        return new Column<>(heading, "", new Look(Look.Kind.PERCENT, 2), value, null, null);
    }

    /** Whole numbers of things. */
    public static <R> Column<R> count(String heading, ToLongFunction<? super R> value) {
        return new Column<>(heading, "", new Look(Look.Kind.COUNT, 0),
                row -> BigDecimal.valueOf(value.applyAsLong(row)), null, null);
    }

    /** The same column with a second heading line: unit and sign. */
    public Column<R> unit(String line) {
        return new Column<>(heading, line, look, value, blank, sumOf);
    }

    /** The same column, where null is allowed and shown as this reason. */
    public Column<R> orElse(String reason) {
        return new Column<>(heading, unit, look, value, Objects.requireNonNull(reason, "reason"), sumOf);
    }

    /** The same column, its values written as formulas that sum another sheet; the values are what they must give. */
    public Column<R> sumOf(SumOf source) {
        return new Column<>(heading, unit, look, value, blank, Objects.requireNonNull(source, "source"));
    }
}
