package io.spillway.batch.generate;

/** Government bonds that desks bring as collateral, one unit for a hundred of face value. */
enum Bond {
    UST10(CashCurrency.USD, "0.04", "0.50", 98.40),
    BUND10(CashCurrency.EUR, "0.05", "0.20", 101.25);

    /** Digits of a price in the files. */
    static final int PRICE_SCALE = 2;

    final CashCurrency currency;
    final String haircut;
    /** Largest part of an account's collateral that counts (rule 3.3); the bunds of a desk are more than that. */
    final String concentrationLimit;
    final double openingPrice;

    Bond(CashCurrency currency, String haircut, String concentrationLimit, double openingPrice) {
        this.currency = currency;
        this.haircut = haircut;
        this.concentrationLimit = concentrationLimit;
        this.openingPrice = openingPrice;
    }

    double valueAfterHaircut() {
        return 1 - Double.parseDouble(haircut);
    }
}
