package io.spillway.domain.ledger;

/**
 * One account of the ledger in one currency.
 *
 * @param owner id of the account or member, empty where the type has one account only
 */
public record LedgerAccount(LedgerAccountType type, String owner) {

    public static LedgerAccount of(LedgerAccountType type) {
        return new LedgerAccount(type, "");
    }

    /** {@code TYPE} or {@code TYPE:owner}. */
    @Override
    public String toString() {
        return owner.isEmpty() ? type.name() : type.name() + ":" + owner;
    }
}
