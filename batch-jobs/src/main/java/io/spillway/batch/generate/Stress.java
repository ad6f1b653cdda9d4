package io.spillway.batch.generate;

import java.util.List;

/**
 * The house's stress scenario on the opening book: per account the margin before it, and what the crash (without the
 * day's chance) and the fire sale after it would bring, in base minor units.
 */
final class Stress {

    private final long[] requirement;
    private final long[] crash;
    private final long[] fireSale;

    Stress(int accounts, List<Contract> contracts, Market market, PositionBook book) {
        this.requirement = new long[accounts];
        this.crash = new long[accounts];
        this.fireSale = new long[accounts];
        for (int i = 0; i < contracts.size(); i++) {
            double notional = market.lotNotional(i, 0);
            double margin = notional * contracts.get(i).marginRate().toDouble();
            double crashValue = notional * market.stressMove(i);
            double fireSaleValue = contracts.get(i).crowded() ? -Calibration.FIRE_SALE_OF_MARGIN_RATE * margin : 0;
            book.forEach(i, (account, lots) -> {
                requirement[account] += (long) StrictMath.ceil(Math.abs(lots) * margin);
                crash[account] += (long) StrictMath.floor(lots * crashValue);
                fireSale[account] += (long) StrictMath.floor(lots * fireSaleValue);
            });
        }
    }

    /** Maintenance margin at the opening prices. */
    long requirement(int account) {
        return requirement[account];
    }

    /** Gain (+) or loss (-) of crash and fire sale together. */
    long gain(int account) {
        return crash[account] + fireSale[account];
    }

    /** Loss of the crash alone over the margin before it; 0 for a gain or for no position. */
    double crashLossOverMargin(int account) {
        return requirement[account] == 0 ? 0 : Math.max(0, -(double) crash[account] / requirement[account]);
    }
}
