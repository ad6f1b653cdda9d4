package io.spillway.domain.member;

/** Whose money an account holds (rule 5.10). */
public enum AccountKind {
    /** The member's own. */
    HOUSE,
    /** Several clients of the member, margined net. */
    CLIENT_OMNIBUS,
    /** One client of the member. */
    CLIENT_SEGREGATED;

    public boolean isHouse() {
        return this == HOUSE;
    }
}
