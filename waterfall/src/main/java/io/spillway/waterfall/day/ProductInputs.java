package io.spillway.waterfall.day;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What came in for products beyond plain futures, checked.
 *
 * @param fundingRates per instrument of the book, a fraction of notional; null where none came (rule 3.5)
 * @param underlyingPrices by id: rows of prices.csv that no instrument has, and the instruments' own
 * @param assetPrices of securities by asset id, in the asset's currency
 * @param movements of securities in order of movement id; withdrawals are judged later
 */
public record ProductInputs(BigDecimal[] fundingRates, Map<String, BigDecimal> underlyingPrices,
                            Map<String, BigDecimal> assetPrices, List<SecurityMovement> movements) {
}
