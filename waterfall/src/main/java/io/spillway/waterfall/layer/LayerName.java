package io.spillway.waterfall.layer;

/** The layers of the default waterfall, named as reports and files name them (rule 5.13). */
public enum LayerName {
    /** Surplus of the defaulter's own house accounts. */
    DEFAULTER_MARGIN,
    /** The defaulter's own default fund contribution. */
    DEFAULTER_FUND_CONTRIBUTION,
    /** The clearing house's own capital. */
    SKIN_IN_THE_GAME,
    INSURANCE_FUND,
    /** Default fund contributions of the members not in default. */
    SURVIVORS_FUND_CONTRIBUTIONS,
    /** A second tranche of the clearing house's own capital. */
    SECOND_SKIN_IN_THE_GAME,
    /** Capped calls on surviving members for more money. */
    ASSESSMENTS,
    /** Losses shared over the accounts of surviving members. */
    SOCIALISED_LOSS,
    /** What nobody pays: always last, never configured. */
    UNFUNDED;

    /** Whether this layer is one pot of money shared by the whole house. */
    public boolean isSharedPot() {
        return this == SKIN_IN_THE_GAME || this == INSURANCE_FUND || this == SECOND_SKIN_IN_THE_GAME;
    }
}
