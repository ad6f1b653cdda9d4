package io.spillway.waterfall.bench;

/**
 * How large the house of a {@link FireSale} is.
 *
 * @param accounts accounts of all members, a house account each among them
 * @param positionsPerAccount different instruments that each account holds
 * @param instruments instruments of the house
 * @param soldInstruments the first so many are those that the accounts of the bands hold
 * @param members members; one of them for each band is weak
 * @param bands bands of accounts, each of which falls below maintenance one round after the other
 * @param bandAccounts accounts of a band
 */
record FireSaleSize(int accounts, int positionsPerAccount, int instruments, int soldInstruments, int members,
                    int bands, int bandAccounts) {

    /** 20,000 accounts with 10 positions each, 240 instruments, 100 members, 22 bands of 120 accounts. */
    static FireSaleSize full(int soldInstruments) {
        return new FireSaleSize(20_000, 10, 240, soldInstruments, 100, 22, 120);
    }

    int accountsPerMember() {
        return accounts / members;
    }
}
