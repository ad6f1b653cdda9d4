package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A currency and the decimals its amounts have.
 *
 * @param code ISO 4217 or the house's own
 * @param scale digits of the minor unit: JPY 0, USD 2, KWD 3
 */
public record Denomination(String code, int scale) {
    public Denomination {
        Objects.requireNonNull(code, "code");
    }

    /** Nothing, in this currency. */
    public BigDecimal zero() {
        return BigDecimal.ZERO.setScale(scale);
    }
}
