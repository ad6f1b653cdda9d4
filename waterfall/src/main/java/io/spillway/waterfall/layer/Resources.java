package io.spillway.waterfall.layer;

import java.math.BigDecimal;

/** What the layers may look at: the house's means when the waterfall runs. Amounts in base minor units. */
public interface Resources {

    int members();

    int accounts();

    /** Whether the member is not in default when the waterfall runs (rule 5.14). */
    boolean isSurvivor(int member);

    /** What is left of the member's default fund contribution. */
    long contributionOf(int member);

    /** What is left in a pot that the whole house shares. */
    long balanceOf(LayerName pot);

    /** What the member can still be called for in this default-management period (rule 5.13.7). */
    long callableOf(int member);

    /** What the member can pay: capital plus house equity above maintenance (rule 5.9). */
    long payableBy(int member);

    int memberOf(int account);

    boolean isHouse(int account);

    long equityOf(int account);

    /** Variation margin gain of the cycle, signed. */
    long gainOf(int account);

    /** Open notional: the sum of |quantity| x multiplier x b(price) x FX at closing prices, exact, in base units. */
    BigDecimal openNotionalOf(int account);

    /** Indices of a member's house accounts, ascending. */
    int[] houseAccountsOf(int member);
}
