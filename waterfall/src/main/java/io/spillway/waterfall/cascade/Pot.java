package io.spillway.waterfall.cascade;

/** Where money can be during a cascade; every transfer goes from one pot to another. */
public enum Pot {
    /** An account's equity; index of the account. */
    ACCOUNT,
    /** The equity of LIQUIDITY (rule 2.1). */
    LIQUIDITY,
    /** Clearing pot of price moves and close-outs; what rounding leaves in it goes to ROUNDING. */
    MARKET,
    /** What a member can still pay from outside; index of the member. */
    MEMBER_CAPITAL,
    /** A member's default fund contribution; index of the member. */
    CONTRIBUTION,
    SKIN_IN_THE_GAME,
    INSURANCE_FUND,
    SECOND_SKIN_IN_THE_GAME,
    /** The open loss of a member, as a negative balance; index of the member. */
    LOSS,
    /** Clearing pot of one layer's payments, on their way from payers to losses. */
    WATERFALL,
    /** What nobody paid, as a negative balance. */
    UNFUNDED,
    /** The outside world: losses declared by decision. */
    OUTSIDE,
    ROUNDING
}
