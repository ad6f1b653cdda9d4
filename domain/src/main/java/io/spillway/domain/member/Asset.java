package io.spillway.domain.member;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Something accepted as collateral; cash is one, a row per currency.
 *
 * @param issuerMemberId the member that issued it; never accepted from that member
 * @param haircut fraction of its value that does not count, 0 to 1 (rule 3.3)
 * @param concentrationLimit largest part of an account's collateral, as a fraction
 */
public record Asset(String id, AssetType type, Optional<String> issuerMemberId, String currency, BigDecimal haircut,
                    Optional<BigDecimal> concentrationLimit) {

    public Asset {
        if (haircut.signum() < 0 || haircut.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("haircut: must be 0 to 1, not " + haircut.toPlainString());
        }
    }
}
