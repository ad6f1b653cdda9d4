package io.spillway.waterfall.whatrule;

/** What is changed against the house's own rules: one thing at a time. */
public enum RuleChange {
    AS_CONFIGURED("nothing: the house's own rules"),
    /** The defaulter's means, own capital, survivors' contributions, second own capital, assessments, gains haircut. */
    EMIR_ORDER("waterfall in the order of EMIR article 45, without an insurance fund, gains haircut last"),
    SURVIVORS_FIRST("survivors' contributions pay just before the insurance fund"),
    ASSESSMENTS_FIRST("assessments are called just before survivors' contributions pay"),
    FUND_FIRST("the insurance fund pays just before skin in the game"),
    STATED_ORDER("waterfall in the order that was stated"),
    LIQUIDATE("who is below maintenance is liquidated at once"),
    CALL_FIRST("who is below maintenance is called first, liquidated where the member's capital does not cover it"),
    ISOLATED("each position has its own part of the account's margin and is closed alone"),
    GAINS("a socialised loss is taken from gains"),
    EQUITY("a socialised loss is taken from house equity: not lawful under EMIR"),
    OPEN_INTEREST("a socialised loss is shared by open interest: not lawful under EMIR"),
    DELEVERAGING("winners opposite to the defaulters are closed at the bankruptcy price, pro rata (ADL)"),
    NO_IMPACT("close-outs do not move prices"),
    NO_CONTAGION("close-outs do not move prices, and only what is prefunded is shared: no assessment, no socialised loss");

    private final String text;

    RuleChange(String text) {
        this.text = text;
    }

    /** The change in words, to follow "what if". */
    public String text() {
        return text;
    }
}
