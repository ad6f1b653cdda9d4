package io.spillway.domain.finding;

import java.util.Comparator;
import java.util.Objects;

/**
 * A problem with data, as a value.
 *
 * @param item id of what is wrong: an instrument, account, trade, or file and line
 * @param message what is wrong and what to do, in a sentence
 */
public record Finding(FindingCode code, Severity severity, String item, String message) {

    /** By code, then item, then message: the order of every listing. */
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::code)
            .thenComparing(Finding::item).thenComparing(Finding::message);

    public Finding {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(message, "message");
    }
}
