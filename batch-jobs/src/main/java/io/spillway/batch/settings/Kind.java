package io.spillway.batch.settings;

import io.spillway.domain.instrument.MarginTier;
import io.spillway.domain.money.Decimals;
import java.math.BigDecimal;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.quartz.CronExpression;

/**
 * How one setting's text is read and written back.
 *
 * @param expects what a correct value is, to follow "must be"
 * @param parse throws IllegalArgumentException or DateTimeException on any other text
 * @param format the one canonical text of a value
 */
record Kind<T>(String expects, Function<String, T> parse, Function<T, String> format) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z][A-Z0-9]{2,9}");

    /** @throws IllegalArgumentException saying what the value must be */
    T read(String text) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("must be " + expects + ", not '" + text + "'", e);
        }
    }

    String canonical(String text) {
        return format.apply(read(text));
    }

    static Kind<String> text() {
        return new Kind<>("a text of 1 to 100 characters without control characters",
                s -> require(s, !s.isBlank() && s.length() <= 100 && s.chars().noneMatch(Character::isISOControl)),
                Function.identity());
    }

    static Kind<String> relativePath() {
        return new Kind<>("a file name inside the configuration directory, such as calendars/target.csv",
                s -> require(s, s.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\\.csv")), Function.identity());
    }

    static Kind<String> currency() {
        return new Kind<>("a currency code of capital letters and digits, such as USD",
                s -> require(s, CURRENCY.matcher(s).matches()), Function.identity());
    }

    static Kind<Integer> whole(int least, int most) {
        return new Kind<>("a whole number from " + least + " to " + most, s -> {
            int value = Integer.parseInt(require(s, s.matches("[0-9]{1,9}")));
            require(s, value >= least && value <= most);
            return value;
        }, value -> Integer.toString(value));
    }

    static Kind<BigDecimal> decimal(String least, String most) {
        BigDecimal low = new BigDecimal(least);
        BigDecimal high = new BigDecimal(most);
        return new Kind<>("a decimal number from " + least + " to " + most, s -> {
            BigDecimal value = new BigDecimal(require(s, PLAIN_NUMBER.matcher(s).matches()));
            require(s, value.compareTo(low) >= 0 && value.compareTo(high) <= 0);
            // One scale per value, so that 1.10 and 1.1 are the same setting.
            return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        }, BigDecimal::toPlainString);
    }

    static Kind<List<MarginTier>> tiers() {
        return new Kind<>("tiers of rising notional and factor such as \"1000000: 1.5, 5000000: 2\", in quotes",
                s -> MarginTier.ascending(Arrays.stream(s.split(", *", -1)).map(Kind::tier).toList()),
                tiers -> tiers.stream().map(t -> t.aboveNotional().toPlainString() + ": "
                        + t.rateFactor().toPlainString()).collect(Collectors.joining(", ")));
    }

    private static MarginTier tier(String text) {
        String[] parts = text.split(": *", -1);
        require(text, parts.length == 2 && PLAIN_NUMBER.matcher(parts[0]).matches()
                && PLAIN_NUMBER.matcher(parts[1]).matches());
        return new MarginTier(Decimals.normal(new BigDecimal(parts[0])), Decimals.normal(new BigDecimal(parts[1])));
    }

    static Kind<LocalTime> time() {
        return new Kind<>("a time of day such as \"18:00\", in quotes", s -> LocalTime.parse(s, TIME), TIME::format);
    }

    static Kind<ZoneId> zone() {
        return new Kind<>("a time zone such as Europe/Zurich", s -> {
            require(s, ZoneId.getAvailableZoneIds().contains(s));
            return ZoneId.of(s);
        }, ZoneId::getId);
    }

    static Kind<String> cron() {
        return new Kind<>("a Quartz cron expression such as \"0 30 18 ? * MON-FRI\"", s -> {
            try {
                CronExpression.validateExpression(s);
                return s;
            } catch (ParseException e) {
                throw new IllegalArgumentException(e);
            }
        }, Function.identity());
    }

    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        String names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        return new Kind<>("one of " + names, s -> Enum.valueOf(type, s), Enum::name);
    }

    private static String require(String text, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }
}
