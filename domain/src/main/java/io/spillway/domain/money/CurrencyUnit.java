package io.spillway.domain.money;

import java.util.Currency;

/**
 * A currency and the digits of its minor unit (rule 1.1).
 *
 * @param code three or more letters, such as USD, or BTC where config adds it
 * @param scale minor-unit digits, 0 to 8
 */
public record CurrencyUnit(String code, int scale) implements Comparable<CurrencyUnit> {

    public static final int MAX_SCALE = 8;

    public CurrencyUnit {
        if (scale < 0 || scale > MAX_SCALE) {
            throw new IllegalArgumentException(code + ": minor-unit digits must be 0 to 8, not " + scale);
        }
    }

    /**
     * A currency of ISO 4217 with its own minor unit.
     *
     * @throws IllegalArgumentException if ISO 4217 does not know it or gives it no minor unit
     */
    public static CurrencyUnit iso(String code) {
        int digits;
        try {
            digits = Currency.getInstance(code).getDefaultFractionDigits();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + code + "' is not a currency of ISO 4217; list it with its"
                    + " minor-unit digits in the house settings", e);
        }
        return new CurrencyUnit(code, digits);
    }

    @Override
    public int compareTo(CurrencyUnit other) {
        return code.compareTo(other.code);
    }
}
