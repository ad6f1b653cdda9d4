package io.spillway.waterfall.cascade;

import java.math.BigDecimal;

/**
 * What a winner's gain in an instrument is measured against when it is deleveraged.
 *
 * @param prices per instrument, before whatever moved them; null where there was none: nothing was gained there
 * @param untold gain per account in base minor units that came before those prices and that no instrument tells
 */
public record GainsBefore(BigDecimal[] prices, long[] untold) {
}
