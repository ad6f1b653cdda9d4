package io.spillway.waterfall.day;

import java.math.BigDecimal;

/**
 * Securities that came into an account's collateral (+) or left it (-).
 *
 * @param movementId of collateral.csv; for the house's own acts the kind's name
 * @param account index of the book
 * @param quantity signed, up to eight places
 */
public record SecurityMovement(String movementId, int account, String assetId, BigDecimal quantity, Kind kind) {

    /** Why they moved. */
    public enum Kind {
        /** Brought or taken out by the member (rule 4.7). */
        MOVED,
        /** Taken by the house at the value that equity counted (section 5). */
        SEIZED,
        /** What was left in a closed client account, gone back to the client (rule 5.10). */
        RETURNED
    }
}
