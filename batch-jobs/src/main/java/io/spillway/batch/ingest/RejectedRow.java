package io.spillway.batch.ingest;

import java.util.Objects;

/** Thrown while a row is read that cannot be used; the rest of the file is read on. Costs no stack trace. */
final class RejectedRow extends RuntimeException {

    private final String column;
    private final String value;

    /**
     * @param column name of the column, or empty where the whole row is meant
     * @param reason what is wrong and what to do
     */
    RejectedRow(String column, String value, String reason) {
        super(Objects.requireNonNull(reason, "reason"), null, false, false);
        this.column = column;
        this.value = value;
    }

    String column() {
        return column;
    }

    String value() {
        return value;
    }
}
