package io.spillway.batch.generate;

import java.math.BigDecimal;

/**
 * An exact decimal as a whole number and its digits after the point, as files carry it.
 *
 * @param unscaled the number without its point
 * @param scale digits after the point, 0 to 10
 */
record Decimal(long unscaled, int scale) {

    /** Reads plain text such as 0.25. */
    static Decimal of(String text) {
        BigDecimal value = new BigDecimal(text);
        BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
        return new Decimal(plain.unscaledValue().longValueExact(), plain.scale());
    }

    double toDouble() {
        return BigDecimal.valueOf(unscaled, scale).doubleValue();
    }

    Decimal times(long count) {
        return new Decimal(Math.multiplyExact(unscaled, count), scale);
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(unscaled, scale).toPlainString();
    }
}
