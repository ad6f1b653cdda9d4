package io.spillway.domain.finding;

/** What can be wrong with a day's data; config may change the severity of each (rule 3.4). */
public enum FindingCode {
    /** A held instrument has no settlement price (fault 12). */
    PRICE_MISSING(Severity.BLOCKING),
    /** The price has not moved for longer than allowed (fault 13). */
    PRICE_UNCHANGED(Severity.WARNING),
    /** The price is outside its band (fault 14). */
    PRICE_OUT_OF_BAND(Severity.BLOCKING),
    /** The same instrument is priced twice with different prices (fault 10). */
    PRICE_CONFLICT(Severity.BLOCKING),
    /** The same instrument is priced twice with one price; one is used (fault 10). */
    PRICE_DUPLICATE(Severity.WARNING),
    /** A currency in use has no FX rate (fault 20). */
    FX_RATE_MISSING(Severity.BLOCKING),
    /** The FX rate is outside its band (fault 20). */
    FX_RATE_OUT_OF_BAND(Severity.BLOCKING),
    /** A file names an instrument the house does not know and nobody holds (fault 11). */
    INSTRUMENT_UNKNOWN(Severity.WARNING),
    /** A position or movement names an account the house does not know (fault 24). */
    ACCOUNT_UNKNOWN(Severity.BLOCKING),
    /** The quantities of an instrument do not sum to zero (rule 2.1, fault 25). */
    BOOK_NOT_FLAT(Severity.BLOCKING),
    /** The stated positions differ from the house's own after the explained part (rule 2.6). */
    POSITION_BREAK(Severity.BLOCKING),
    /** A position differs by the house's own close-outs and portings (rule 2.6). */
    POSITION_EXPLAINED(Severity.WARNING),
    /** A trade is listed twice with the same terms; one is used (fault 26). */
    TRADE_DUPLICATE(Severity.WARNING),
    /** A trade is listed twice with different terms; its match is rejected (fault 26). */
    TRADE_CONFLICT(Severity.BLOCKING),
    /** A movement is listed twice with different terms; none is booked (fault 26). */
    MOVEMENT_CONFLICT(Severity.BLOCKING),
    /** The rows of a match do not net to zero; the match is rejected (rule 2.6). */
    MATCH_NOT_FLAT(Severity.BLOCKING),
    /** A row of the match was rejected, and so the whole match (rule 2.6). */
    MATCH_REJECTED(Severity.WARNING),
    /** A trade of a member in default; its match is rejected (rule 2.6). */
    TRADE_OF_DEFAULTER(Severity.WARNING),
    /** A trade after the cut-off belongs to the next day (fault 27). */
    TRADE_AFTER_CUT_OFF(Severity.WARNING),
    /** A row that could not be read or used; stored with file, line, column, value and reason. */
    ROW_REJECTED(Severity.WARNING),
    /** A reference file differs from the house's state, which is kept (rule 2.5). */
    REFERENCE_DIFFERS(Severity.WARNING),
    /** A file of the day differs from the one received before under its name (fault 4). */
    FILE_REPLACED(Severity.WARNING),
    /** A withdrawal would leave equity below initial margin; it is refused (rule 4.7, fault 33). */
    WITHDRAWAL_REFUSED(Severity.WARNING),
    /** A row of closeouts.csv cannot be used: the auction would not be booked as it was (rule 5.6). */
    CLOSEOUT_REJECTED(Severity.BLOCKING),
    /** A margin call was not met by its due time (rule 4.7). */
    UNMET_CALL(Severity.WARNING),
    /** A contribution that a waterfall used was not replenished by its due date. */
    UNMET_REPLENISHMENT(Severity.WARNING),
    /** An instrument with open positions is past its expiry, or is traded after it. */
    INSTRUMENT_EXPIRED(Severity.BLOCKING),
    /** A held perpetual has no funding rate (rule 3.5). */
    FUNDING_RATE_MISSING(Severity.BLOCKING),
    /** An option expires and its underlying has no price (rule 3.2). */
    UNDERLYING_PRICE_MISSING(Severity.BLOCKING),
    /** A security held as collateral has no price (rule 3.3). */
    ASSET_PRICE_MISSING(Severity.BLOCKING),
    /** A member brought securities that it or its group issued; they are refused. */
    OWN_SECURITY_REFUSED(Severity.WARNING),
    /** A ring-fenced account would hold something outside its product group. */
    RING_FENCE_BROKEN(Severity.BLOCKING),
    /** The two groups that would lose most in a scenario need more than is prefunded (rule 7.2). */
    COVER_2_EXCEEDED(Severity.WARNING),
    /** The insurance fund holds less than treasury approved, or than the last sizing recommended (rule 7.3). */
    FUND_TOO_SMALL(Severity.WARNING),
    /** A hypothetical scenario cannot be used, and is left out of the day's stress test (rule 7.1). */
    SCENARIO_REJECTED(Severity.WARNING);

    private final Severity defaultSeverity;

    FindingCode(Severity defaultSeverity) {
        this.defaultSeverity = defaultSeverity;
    }

    /** The severity unless config says otherwise. */
    public Severity defaultSeverity() {
        return defaultSeverity;
    }
}
