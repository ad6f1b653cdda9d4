package io.spillway.waterfall.day;

import java.util.List;

/**
 * What a day came to beyond plain futures.
 *
 * @param payments premiums, exercise and funding
 * @param expired positions that settled and are gone, in the book's order
 * @param optionValue net option value per account before the cascade, base minor units, rounded down
 * @param securitiesValue securities per account as equity counts them before the cascade, base minor units, rounded down
 * @param movements of securities, those refused left out; the house's own seizures and returns among them
 * @param close securities as the next day opens with them
 */
public record ProductResult(ProductPayments payments, List<ExpiredPosition> expired, long[] optionValue,
                            long[] securitiesValue, List<SecurityMovement> movements, Securities close) {
}
