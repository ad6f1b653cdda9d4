package io.spillway.domain.member;

import java.util.Optional;

/**
 * A member's account.
 *
 * @param backupMemberId the member a client account moves to if its own defaults (rule 5.11)
 */
public record Account(String id, String memberId, AccountKind kind, Optional<String> backupMemberId) {

    /** The reserved account of buyers outside the book (rule 2.1). */
    public static final String LIQUIDITY = "LIQUIDITY";
}
