package io.spillway.batch.generate;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The opening positions, never held in memory: who holds an instrument, and how much of it, is a function of the seed,
 * the instrument and the account, and is worked out again whenever it is asked for.
 *
 * <p>An instrument is held by a set number of accounts, so that the house has exactly the positions asked for. Which
 * accounts is decided by an affine permutation of their numbers. Sizes are drawn; then the lighter side of the
 * instrument is scaled up to the heavier one by cumulative rounding, so that quantities sum to zero (rule 2.1).
 */
final class PositionBook {

    /** Hears each position of an instrument in order of account. */
    @FunctionalInterface
    interface InstrumentVisitor {
        void position(int account, long lots);
    }

    /** Hears each position in order of account, then instrument. */
    @FunctionalInterface
    interface BookVisitor {
        void position(int account, int instrument, long lots) throws IOException;
    }

    /** Sizes are drawn from a table of this many lognormal draws: fast, and no size is beyond it. */
    private static final int SIZE_TABLE = 4096;

    private final House house;
    private final List<Contract> contracts;
    private final Holding[] holdings;

    PositionBook(GeneratorSettings settings, House house, List<Contract> contracts, Market market) {
        this.house = house;
        this.contracts = contracts;
        this.holdings = new Holding[contracts.size()];
        double[] sizes = new double[SIZE_TABLE];
        for (int i = 0; i < SIZE_TABLE; i++) {
            double normal = Draw.of(settings.seed(), Draw.Of.SIZE, i).normal();
            sizes[i] = StrictMath.exp(Calibration.POSITION_SIZE_SIGMA * normal);
        }
        Crowd crowd = Crowd.of(house);
        int[] holders = holderCounts(contracts.size(), house.accounts(), settings.positions());
        for (int i = 0; i < holdings.length; i++) {
            double typicalLots = Calibration.TYPICAL_NOTIONAL * CashCurrency.BASE.minorPerUnit() / market.lotNotional(i, 0);
            Holding.Sizes ofPositions = new Holding.Sizes(Draw.key(settings.seed(), Draw.Of.POSITION, i), typicalLots,
                    sizes, contracts.get(i).crowded());
            holdings[i] = new Holding(holders[i], crowd, Draw.of(settings.seed(), Draw.Of.HOLDERS, i), ofPositions);
            balance(i);
        }
    }

    int holders(int instrument) {
        return holdings[instrument].holders();
    }

    /** Lots on each side. */
    long openInterestLots(int instrument) {
        return holdings[instrument].openInterestLots();
    }

    /** Visits the holders of one instrument in order of account. */
    void forEach(int instrument, InstrumentVisitor visitor) {
        if (holdings[instrument].holders() == 0) {
            return;
        }
        Holding.Cursor cursor = holdings[instrument].balanced();
        for (int a = 0; a < house.accounts(); a++) {
            long lots = cursor.next(a, house.role(a), house.size(a));
            if (lots != 0) {
                visitor.position(a, lots);
            }
        }
    }

    /** Visits all positions in order of account, then instrument. */
    void forEach(BookVisitor visitor) throws IOException {
        Holding.Cursor[] cursors = new Holding.Cursor[contracts.size()];
        for (int i = 0; i < cursors.length; i++) {
            cursors[i] = holdings[i].balanced();
        }
        for (int a = 0; a < house.accounts(); a++) {
            House.Role role = house.role(a);
            float size = house.size(a);
            for (int i = 0; i < cursors.length; i++) {
                long lots = cursors[i].next(a, role, size);
                if (lots != 0) {
                    visitor.position(a, i, lots);
                }
            }
        }
    }

    /** Finds both sides' sums as drawn, and who has to change sides where there is only one. */
    private void balance(int instrument) {
        Holding holding = holdings[instrument];
        if (holding.holders() == 0) {
            return;
        }
        Holding.Cursor cursor = holding.drawn();
        long longLots = 0;
        long shortLots = 0;
        int first = -1;
        long firstLots = 0;
        for (int a = 0; a < house.accounts(); a++) {
            long lots = cursor.next(a, house.role(a), house.size(a));
            if (lots == 0) {
                continue;
            }
            if (first < 0) {
                first = a;
                firstLots = lots;
            }
            longLots += Math.max(0, lots);
            shortLots += Math.max(0, -lots);
        }
        int changesSide = -1;
        if (longLots == 0 || shortLots == 0) {
            changesSide = first;
            longLots -= firstLots;
            shortLots += firstLots;
        }
        holding.setSides(longLots, shortLots, changesSide);
    }

    /**
     * How many accounts hold each instrument: none, or from two up to all; the sum is {@code positions}.
     *
     * <p>Popular instruments get more; who is full passes on to the next.
     */
    static int[] holderCounts(int instruments, int accounts, int positions) {
        int held = Math.min(instruments, positions / 2);
        int[] counts = new int[instruments];
        Arrays.fill(counts, 0, held, 2);
        double[] weights = new double[held];
        for (int i = 0; i < held; i++) {
            weights[i] = StrictMath.pow(i + 1.0, Calibration.POPULARITY_POWER);
        }
        long left = (long) positions - 2L * held;
        while (left > 0) {
            double open = 0;
            for (int i = 0; i < held; i++) {
                open += counts[i] < accounts ? weights[i] : 0;
            }
            long before = left;
            for (int i = 0; i < held && left > 0; i++) {
                long share = counts[i] < accounts ? (long) (before * (weights[i] / open)) : 0;
                int taken = (int) Math.min(Math.min(Math.max(1, share), accounts - counts[i]), left);
                counts[i] += taken;
                left -= taken;
            }
        }
        return counts;
    }

    /** The accounts by class, which the permutations run over. */
    record Crowd(int inside, int outside) {

        static Crowd of(House house) {
            int inside = 0;
            for (int a = 0; a < house.accounts(); a++) {
                inside += house.role(a).isCrowd() ? 1 : 0;
            }
            return new Crowd(inside, house.accounts() - inside);
        }
    }
}
