package io.spillway.domain.ledger;

/**
 * A double entry: the same amount debited from one ledger account and credited to another (rule 6.1). The business
 * date and cycle are those of the run that holds it.
 *
 * @param number 1, 2, 3, ... within the cycle
 * @param currency code
 * @param amount minor units, positive
 * @param rule number of the rule that moved the money
 * @param cause in a few words, with the round where there is one
 */
public record Journal(long number, LedgerAccount debit, LedgerAccount credit, String currency, long amount,
                      String rule, String cause) {

    public Journal {
        if (amount <= 0) {
            throw new IllegalArgumentException("journal " + number + ": amount must be positive, not " + amount);
        }
    }
}
