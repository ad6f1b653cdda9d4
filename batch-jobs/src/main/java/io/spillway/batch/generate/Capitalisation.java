package io.spillway.batch.generate;

import io.spillway.domain.member.AccountKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * What stands behind the house, from its stress scenario (the crash without the day's chance, and the fire sale after it):
 * capital and default fund contribution of each member, the shared layers, and the liquidity of each instrument.
 */
final class Capitalisation {

    /** Whole thousands of base currency, in minor units: what capital and contributions are rounded up to. */
    private static final long ROUND_AMOUNT = 100_000;
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);

    private final House house;
    private final List<Contract> contracts;
    private final Market market;
    private final PositionBook book;
    private final long[] capital;
    private final long[] contribution;
    private double fragileStressLoss;

    Capitalisation(World world, Stress stress, Covers covers) {
        this.house = world.house();
        this.contracts = world.contracts();
        this.market = world.market();
        this.book = world.book();
        this.capital = new long[house.members()];
        this.contribution = new long[house.members()];
        endow(stress, covers);
    }

    /** Capital of a member, base minor units. */
    long capital(int member) {
        return capital[member];
    }

    /** Default fund contribution of a member, base minor units. */
    long contribution(int member) {
        return contribution[member];
    }

    /** The house's own first layer, base minor units; the others likewise. */
    long skinInTheGame() {
        return layer(Calibration.SKIN_OF_STRESS_LOSS);
    }

    long insuranceFund() {
        return layer(Calibration.INSURANCE_FUND_OF_STRESS_LOSS);
    }

    long secondSkinInTheGame() {
        return layer(Calibration.SECOND_SKIN_OF_STRESS_LOSS);
    }

    /** Depth of an instrument in whole units of base currency, two digits and zeros. */
    BigDecimal depth(int instrument) {
        double part = contracts.get(instrument).crowded() ? Calibration.CROWDED_DEPTH_OF_OPEN_INTEREST
                : Calibration.DEPTH_OF_OPEN_INTEREST;
        double openInterest = book.openInterestLots(instrument) * market.lotNotional(instrument, 0)
                / CashCurrency.BASE.minorPerUnit();
        return BigDecimal.valueOf((long) Math.max(Calibration.LEAST_DEPTH, part * openInterest)).round(TWO_DIGITS);
    }

    /** Average daily volume in units of quantity, two digits; never nothing. */
    BigDecimal averageDailyVolume(int instrument) {
        double least = Calibration.LEAST_DEPTH * CashCurrency.BASE.minorPerUnit() / market.lotNotional(instrument, 0);
        double volume = Calibration.DAILY_VOLUME_OF_OPEN_INTEREST * book.openInterestLots(instrument);
        Decimal lot = contracts.get(instrument).lot();
        return BigDecimal.valueOf((long) StrictMath.ceil(Math.max(least, volume))).round(TWO_DIGITS)
                .multiply(BigDecimal.valueOf(lot.unscaled(), lot.scale()));
    }

    private void endow(Stress stress, Covers covers) {
        double[] margin = new double[house.members()];
        double[] deficits = new double[house.members()];
        double[] houseSurplus = new double[house.members()];
        for (int a = 0; a < house.accounts(); a++) {
            int member = house.memberOf(a);
            double equity = stress.requirement(a) * covers.cover(a) + stress.gain(a);
            margin[member] += stress.requirement(a);
            deficits[member] += Math.max(0, -equity);
            if (house.kind(a) == AccountKind.HOUSE) {
                houseSurplus[member] = Math.max(0, equity - stress.requirement(a));
            }
        }
        double totalMargin = 0;
        for (int m = 0; m < house.members(); m++) {
            totalMargin += margin[m];
            fragileStressLoss += house.isFragile(m) ? Math.max(0, deficits[m] - houseSurplus[m]) : 0;
        }
        for (int m = 0; m < house.members(); m++) {
            double share = totalMargin > 0 ? margin[m] / totalMargin : 0;
            contribution[m] = amount(Math.max(minor(Calibration.LEAST_CONTRIBUTION),
                    Calibration.CONTRIBUTIONS_OF_STRESS_LOSS * fragileStressLoss * share));
            double ample = Calibration.CAPITAL_OF_STRESS_LOSS * deficits[m]
                    + Calibration.CAPITAL_OF_CONTRIBUTION * contribution[m] + Calibration.CAPITAL_OF_MARGIN * margin[m];
            double thin = Math.max(Calibration.FRAGILE_CAPITAL_OF_STRESS_LOSS * deficits[m],
                    Calibration.FRAGILE_CAPITAL_OF_CONTRIBUTION * contribution[m]);
            capital[m] = amount(Math.max(minor(Calibration.LEAST_CAPITAL), house.isFragile(m) ? thin : ample));
        }
    }

    private long layer(double part) {
        return amount(Math.max(minor(Calibration.LEAST_LAYER), part * fragileStressLoss));
    }

    private static double minor(double units) {
        return units * CashCurrency.BASE.minorPerUnit();
    }

    private static long amount(double minor) {
        return (long) StrictMath.ceil(minor / ROUND_AMOUNT) * ROUND_AMOUNT;
    }
}
