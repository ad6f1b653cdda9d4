package io.spillway.batch.generate;

/** The currencies of the generated house; USD is its base. */
enum CashCurrency {
    USD(2, "0.00", 1, 0),
    EUR(2, "0.03", 1.08, 0.005),
    /** Has no minor unit. */
    JPY(0, "0.05", 0.0067, 0.006);

    static final CashCurrency BASE = USD;

    /** Digits of the minor unit, ISO 4217. */
    final int scale;
    /** Taken off a positive balance, as a fraction (rule 3.3). */
    final String haircut;
    /** USD for one unit before the first day. */
    final double openingRate;
    /** Standard deviation of a day's relative move. */
    final double dailyVolatility;

    CashCurrency(int scale, String haircut, double openingRate, double dailyVolatility) {
        this.scale = scale;
        this.haircut = haircut;
        this.openingRate = openingRate;
        this.dailyVolatility = dailyVolatility;
    }

    /** What one positive unit counts after the haircut. */
    double valueAfterHaircut() {
        return 1 - Double.parseDouble(haircut);
    }

    /** Minor units in one unit. */
    long minorPerUnit() {
        return scale == 0 ? 1 : 100;
    }
}
