package io.spillway.waterfall.cascade;

import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.util.Map;

/**
 * The house before a cascade. Arrays follow the book's order; amounts are base-currency minor units.
 *
 * @param baseScale minor-unit digits of the base currency
 * @param prices per instrument
 * @param fxToBase base units per unit of the instrument's currency, per instrument
 * @param accounts equity and gain per account
 * @param members means and standing per member
 * @param pots what is in each shared pot; a missing one is empty
 */
public record OpeningState(int baseScale, BigDecimal[] prices, BigDecimal[] fxToBase, Accounts accounts,
                           Members members, Map<LayerName, Long> pots) {

    /**
     * Accounts.
     *
     * @param equity signed
     * @param gain variation margin gain of the cycle so far, signed
     */
    public record Accounts(long[] equity, long[] gain) {
    }

    /**
     * Members.
     *
     * @param capital what each can still pay from outside
     * @param contribution what each still has in the default fund
     * @param inDefault who is in default already
     * @param periodContribution contribution when the default-management period began (rule 5.13.7)
     * @param assessed what each was called for in that period
     */
    public record Members(long[] capital, long[] contribution, boolean[] inDefault, long[] periodContribution,
                          long[] assessed) {
    }
}
