package io.spillway.batch.generate;

import java.util.Arrays;

/**
 * The generator's own estimate of what each account has and needs: cash as the files bring it and the marks move it, and
 * the FLAT_RATE requirement. All amounts are whole minor units.
 */
final class AccountBalances {

    private static final CashCurrency[] CURRENCIES = CashCurrency.values();

    private final long[][] cash;
    private final long[] requirement;

    AccountBalances(int accounts) {
        this.cash = new long[CURRENCIES.length][accounts];
        this.requirement = new long[accounts];
    }

    /** Adds cash, in minor units of its currency; negative takes away. */
    void addCash(int account, CashCurrency currency, long minor) {
        cash[currency.ordinal()][account] = Math.addExact(cash[currency.ordinal()][account], minor);
    }

    /** Cash in minor units of its currency. */
    long cash(int account, CashCurrency currency) {
        return cash[currency.ordinal()][account];
    }

    void clearRequirements() {
        Arrays.fill(requirement, 0);
    }

    /** Adds to the maintenance margin, in base minor units. */
    void addRequirement(int account, long minor) {
        requirement[account] = Math.addExact(requirement[account], minor);
    }

    long requirement(int account) {
        return requirement[account];
    }

    /** Initial margin: the requirement times the initial factor, rounded up. */
    long initial(int account) {
        return (long) StrictMath.ceil(requirement[account] * Calibration.INITIAL_FACTOR);
    }

    /** Equity of rule 3.3, in base minor units, rounded down. */
    long equity(int account, Market market, int day) {
        long equity = cash[CashCurrency.BASE.ordinal()][account];
        for (CashCurrency currency : CURRENCIES) {
            long balance = cash[currency.ordinal()][account];
            if (currency != CashCurrency.BASE && balance != 0) {
                equity += (long) StrictMath.floor(value(balance, currency, market, day));
            }
        }
        return equity;
    }

    /** A positive balance counts after its haircut, a negative one in full. */
    static double value(long balance, CashCurrency currency, Market market, int day) {
        double full = balance * market.fxMinor(currency, day);
        return balance > 0 ? full * currency.valueAfterHaircut() : full;
    }
}
