package io.spillway.batch.store;

import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads a cycle's journals one by one, in their order. */
public final class JournalReading {

    private static final String COLUMNS = "debit_type, debit_owner, credit_type, credit_owner, currency, amount, rule, cause";

    private JournalReading() {
    }

    /**
     * A double entry.
     *
     * @param amount minor units of the currency, positive
     */
    public record Line(String debitType, String debitOwner, String creditType, String creditOwner, String currency,
                       long amount, String rule, String cause) {
    }

    /** Hands over every journal of a cycle. */
    public static void of(JdbcTemplate jdbc, long cycleId, Consumer<Line> reader) {
        new KeyedRows(jdbc).read("journal", COLUMNS, cycleId, row -> reader.accept(new Line(row.getString(1),
                row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getLong(6),
                row.getString(7), row.getString(8))));
    }
}
