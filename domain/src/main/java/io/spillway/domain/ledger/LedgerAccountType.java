package io.spillway.domain.ledger;

/**
 * The chart of accounts (rule 6.1). A balance is credits less debits: positive is what the house owes or holds for
 * somebody, negative is what it is owed or holds at the bank.
 */
public enum LedgerAccountType {
    /** Cash of an account; owner is the account. LIQUIDITY has one too. */
    ACCOUNT_CASH,
    /** The house's bank: everything that comes in or goes out. */
    SETTLEMENT_BANK,
    /** Where the gains of some meet the losses of others; empty once its rounding is booked. */
    VARIATION_MARGIN_HOUSE,
    /** Fees of closed positions, on their way to the insurance fund. */
    LIQUIDATION_FEES,
    /** A member's default fund contribution; owner is the member. */
    DEFAULT_FUND,
    SKIN_IN_THE_GAME,
    INSURANCE_FUND,
    SECOND_SKIN_IN_THE_GAME,
    /** Money a member paid from its capital, outside its accounts; owner is the member. */
    MEMBER_CAPITAL_CALLED,
    /** A member's open loss; owner is the member. Empty once the waterfall is done. */
    DEFAULTER_LOSS,
    /** One layer's payments on their way from payers to losses. */
    DEFAULT_WATERFALL,
    /** What is left in a closed client account and goes back to the client; owner is the account. */
    CLIENT_SURPLUS_RETURNED,
    /** Foreign cash taken at its value after haircut, against base cash. */
    SEIZED_COLLATERAL,
    UNFUNDED,
    /** What LIQUIDITY gained or lost, and losses from outside the book (rule 2.7). */
    OUTSIDE,
    ROUNDING
}
