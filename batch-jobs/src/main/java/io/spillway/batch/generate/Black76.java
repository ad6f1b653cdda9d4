package io.spillway.batch.generate;

import io.spillway.domain.instrument.OptionRight;

/**
 * Options on a forward without interest (Black, "The pricing of commodity contracts", Journal of Financial Economics 3,
 * 1976, formula 16 with r = 0): call = F N(d1) - K N(d2), d1,2 = ln(F/K) / (s sqrt(T)) +- s sqrt(T) / 2; a put by parity.
 */
final class Black76 {

    private Black76() {
    }

    /**
     * Value of one unit.
     *
     * @param forward price of the underlying, above 0
     * @param strike above 0
     * @param deviation volatility x square root of time: a fraction, 0 at expiry
     */
    static double value(OptionRight right, double forward, double strike, double deviation) {
        double parity = right == OptionRight.CALL ? 0 : strike - forward;
        if (deviation <= 0) {
            return Math.max(0, forward - strike) + parity;
        }
        double first = StrictMath.log(forward / strike) / deviation + deviation / 2;
        double call = forward * cumulativeNormal(first) - strike * cumulativeNormal(first - deviation);
        return Math.max(0, call + parity);
    }

    /** Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17; error below 7.5e-8. */
    static double cumulativeNormal(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double tail = StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI) * t * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x < 0 ? tail : 1 - tail;
    }
}
