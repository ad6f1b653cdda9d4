package io.spillway.batch.report;

import io.spillway.domain.ledger.LedgerAccount;
import io.spillway.domain.ledger.LedgerAccountType;

/** How the journals' rules and causes read (rule 6.1). */
final class LedgerText {

    /** Cause of what the day's variation margin left over by rounding (rule 1.4). */
    static final String VARIATION_ROUNDING = "rounding of variation margin";

    /** Cause of what an auction gave a defaulter's account (rule 5.6). */
    static final String AUCTION_CLOSED = "auction: position closed";

    /** A condition in SQL on the journals of the cascade and of the closing that follows from it. */
    static final String OF_CASCADE = "(rule like '5%' or rule in ('2.7', '4.6')"
            + " or rule = '1.4' and cause <> '" + VARIATION_ROUNDING + "')";

    private LedgerText() {
    }

    /** {@code TYPE} or {@code TYPE:owner}. */
    static String account(String type, String owner) {
        return new LedgerAccount(LedgerAccountType.valueOf(type), owner).toString();
    }
}
