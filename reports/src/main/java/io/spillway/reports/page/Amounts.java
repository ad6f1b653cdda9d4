package io.spillway.reports.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Writes figures as text: exact, with commas every three digits and a point, whatever the machine's locale (fault 58). */
final class Amounts {
    private final String currency;
    private final int scale;

    Amounts(String currency, int scale) {
        this.currency = currency;
        this.scale = scale;
    }

    String currency() {
        return currency;
    }

    /**
     * The amount with all its minor-unit digits, without the currency: -1,234.50.
     *
     * @throws IllegalArgumentException if the amount is finer than the minor unit: a page never rounds money
     */
    String exact(BigDecimal amount) {
        BigDecimal plain = amount.stripTrailingZeros();
        if (plain.scale() > scale) {
            throw new IllegalArgumentException("Amount " + amount.toPlainString() + " has more than the " + scale
                    + " decimal places of " + Markup.clean(currency) + "; round it where it is posted, not on the page");
        }
        return grouped(plain.setScale(scale, RoundingMode.UNNECESSARY).toPlainString());
    }

    /** The same with the currency in front: USD 1,234.50. */
    String money(BigDecimal amount) {
        return currency + " " + exact(amount);
    }

    /** The same with its sign written out, plus or minus; zero has none. */
    String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + exact(amount);
    }

    static String count(long count) {
        return grouped(Long.toString(count));
    }

    /** "1 member", "2 members". */
    static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** A price with the digits it came with. */
    static String price(BigDecimal price) {
        return grouped(price.toPlainString());
    }

    /** A fraction as a percentage with two decimal places and its sign, half-even: -12.34%; "n/a" where there is none. */
    static String percent(Optional<BigDecimal> fraction) {
        return fraction.map(part -> {
            BigDecimal hundredths = part.movePointRight(2).setScale(2, RoundingMode.HALF_EVEN);
            return (hundredths.signum() > 0 ? "+" : "") + grouped(hundredths.toPlainString()) + "%";
        }).orElse("n/a");
    }

    /**
     * How much of the whole a part is, in words: "12.3%". Rounded down, so that only all of it is 100%;
     * "less than 0.1%" where something would show as nothing, "n/a" where the whole is zero.
     */
    static String share(BigDecimal part, BigDecimal whole) {
        if (whole.signum() == 0) {
            return "n/a";
        }
        BigDecimal percent = part.movePointRight(2).divide(whole, 1, RoundingMode.DOWN);
        if (percent.signum() == 0) {
            return part.signum() == 0 ? "0%" : "less than 0.1%";
        }
        return part.compareTo(whole) == 0 ? "100%" : percent.toPlainString() + "%";
    }

    static <T> BigDecimal sum(Collection<T> items, Function<T, BigDecimal> amount) {
        return items.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String grouped(String plain) {
        int end = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        int start = plain.startsWith("-") ? 1 : 0;
        StringBuilder out = new StringBuilder(plain);
        for (int i = end - 3; i > start; i -= 3) {
            out.insert(i, ',');
        }
        return out.toString();
    }
}
