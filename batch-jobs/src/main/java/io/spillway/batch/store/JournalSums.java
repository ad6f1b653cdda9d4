package io.spillway.batch.store;

import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.JdbcTemplate;

/** A cycle's journals summed up by both sides and currency: all that balances ask of them, in one reading. */
record JournalSums(List<Sum> sums) {

    /** Journals between two types of ledger account; the amount is positive, minor units. */
    record Sum(String debitType, String creditType, String currency, long amount) {
    }

    /** Reads the stored journals; an amount past 64 bits is refused by the database. */
    static JournalSums of(JdbcTemplate jdbc, long cycleId) {
        return new JournalSums(jdbc.query("select debit_type, credit_type, currency, cast(sum(amount) as bigint)"
                + " from journal where " + RowKeys.ofCycle(cycleId) + " group by debit_type, credit_type, currency",
                (row, n) -> new Sum(row.getString(1), row.getString(2), row.getString(3), row.getLong(4))));
    }

    /** The sum of those that a condition names. */
    long where(Predicate<Sum> condition) {
        return sums.stream().filter(condition).mapToLong(Sum::amount).reduce(0, Math::addExact);
    }
}
