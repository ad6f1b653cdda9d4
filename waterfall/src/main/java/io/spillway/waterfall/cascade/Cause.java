package io.spillway.waterfall.cascade;

/** Why money moved, with the rule that says so. */
public enum Cause {
    SHOCK("5.7", "prices changed before the cascade"),
    DECLARED_LOSS("5.12", "loss declared by decision"),
    CALL_FIRST("4.6", "member met the missing margin from its capital"),
    CLOSE_OUT("5.6", "positions closed"),
    LIQUIDATION_FEE("5.6", "liquidation fee"),
    RE_MARK("5.7", "open positions marked to the round's closing price"),
    ROUNDING("1.4", "postings' rounding"),
    DEFICIT("5.8", "deficit claimed from the member"),
    MEMBER_PAYS("5.9", "member paid the deficits of its accounts"),
    DEFAULTER_MARGIN("5.13.1", "surplus of the defaulter's house accounts"),
    DEFAULTER_FUND_CONTRIBUTION("5.13.2", "the defaulter's contribution"),
    SKIN_IN_THE_GAME("5.13.3", "the house's own capital"),
    INSURANCE_FUND("5.13.4", "insurance fund"),
    SURVIVORS_FUND_CONTRIBUTIONS("5.13.5", "survivors' contributions"),
    SECOND_SKIN_IN_THE_GAME("5.13.6", "the house's own capital, second tranche"),
    ASSESSMENTS("5.13.7", "assessment"),
    SOCIALISED_LOSS("5.13.8", "socialised loss"),
    UNFUNDED("5.13", "nobody left to pay"),
    COVERED("5.14", "layer's payment spread over the round's defaulters");

    private final String rule;
    private final String text;

    Cause(String rule, String text) {
        this.rule = rule;
        this.text = text;
    }

    /** Number of the rule. */
    public String rule() {
        return rule;
    }

    /** A few words for people. */
    public String text() {
        return text;
    }
}
