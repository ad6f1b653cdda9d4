package io.spillway.domain.member;

import java.util.Optional;

/**
 * A member's account.
 *
 * @param backupMemberId the member a client account moves to if its own defaults (rule 5.11)
 * @param ringFence the one product group that the account may hold: a pocket with margin of its own, judged and closed
 *     alone; none: everything, margined together
 */
public record Account(String id, String memberId, AccountKind kind, Optional<String> backupMemberId,
                      Optional<String> ringFence) {

    /** The reserved account of buyers outside the book (rule 2.1). */
    public static final String LIQUIDITY = "LIQUIDITY";

    /** An account that may hold everything. */
    public Account(String id, String memberId, AccountKind kind, Optional<String> backupMemberId) {
        this(id, memberId, kind, backupMemberId, Optional.empty());
    }

    /** The same account under another member. */
    public Account under(String newMemberId) {
        return new Account(id, newMemberId, kind, backupMemberId, ringFence);
    }

    /** Whether positions in a product group may stand in the account. */
    public boolean mayHold(String productGroup) {
        return ringFence.isEmpty() || ringFence.get().equals(productGroup);
    }
}
