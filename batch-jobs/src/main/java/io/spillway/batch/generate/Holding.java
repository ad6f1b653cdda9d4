package io.spillway.batch.generate;

/** Who holds one instrument, and how much: a function of the account's number, walked in order of account. */
final class Holding {

    /**
     * How large positions are.
     *
     * @param key of the instrument's draws
     * @param typicalLots lots of a typical position
     * @param table lognormal sizes to draw from; a power of two of them
     * @param crowded whether this is a crowded instrument
     */
    record Sizes(long key, double typicalLots, double[] table, boolean crowded) {
    }

    /** No position is larger, so that sums stay exact in a double. */
    private static final long MOST_LOTS = 1L << 36;
    private static final double TWO_TO_MINUS_20 = 0x1p-20;

    private final Sizes sizes;
    private final int holders;
    private final Cycle crowdCycle;
    private final Cycle others;
    private long longLots;
    private long shortLots;
    private int changesSide = -1;

    Holding(int holders, PositionBook.Crowd crowd, Draw draw, Sizes sizes) {
        this.sizes = sizes;
        this.holders = holders;
        int fromCrowd = crowdHolders(crowd);
        this.crowdCycle = Cycle.drawn(draw, crowd.inside(), fromCrowd);
        this.others = Cycle.drawn(draw, crowd.outside(), holders - fromCrowd);
    }

    int holders() {
        return holders;
    }

    long openInterestLots() {
        return Math.max(longLots, shortLots);
    }

    /** The sums of the sides as drawn, and the account that changes side, or -1. */
    void setSides(long longs, long shorts, int account) {
        this.longLots = longs;
        this.shortLots = shorts;
        this.changesSide = account;
    }

    /** A walk over positions as drawn; sides differ. */
    Cursor drawn() {
        return new Cursor(-1, 0, 0);
    }

    /** A walk over positions of a flat book; after {@link #setSides}. */
    Cursor balanced() {
        return new Cursor(changesSide, longLots, shortLots);
    }

    private int crowdHolders(PositionBook.Crowd crowd) {
        double share = sizes.crowded() ? Calibration.CROWD_HOLDER_SHARE
                : (double) crowd.inside() / (crowd.inside() + crowd.outside());
        int wanted = (int) StrictMath.rint(holders * share);
        return Math.max(holders - crowd.outside(), Math.min(crowd.inside(), wanted));
    }

    private long drawnLots(int account, House.Role role, float accountSize) {
        long bits = Draw.mix(sizes.key() + Draw.GOLDEN * (account + 1L));
        double crowdSize = 1;
        double longShare = 0.5;
        if (sizes.crowded()) {
            crowdSize = switch (role) {
                case LEVERAGED, STRETCHED -> Calibration.CROWD_CROWDED_SIZE;
                case FOLLOWER -> Calibration.FOLLOWER_CROWDED_SIZE;
                case ORDINARY -> 1;
            };
            longShare = switch (role) {
                case LEVERAGED, STRETCHED -> 1;
                case FOLLOWER -> Calibration.FOLLOWER_LONG_SHARE;
                case ORDINARY -> Calibration.OTHERS_CROWDED_LONG_SHARE;
            };
        }
        double size = sizes.typicalLots() * accountSize * crowdSize * sizes.table()[(int) bits & sizes.table().length - 1];
        long lots = Math.max(1, Math.min(MOST_LOTS, (long) StrictMath.rint(size)));
        return (bits >>> 44) * TWO_TO_MINUS_20 < longShare ? lots : -lots;
    }

    /** Walks the accounts from 0 up, each once. */
    final class Cursor {

        private final int sideChanger;
        private final long longSum;
        private final long shortSum;
        private final double scaleUp;
        private int crowdPlace = crowdCycle.start();
        private int othersPlace = others.start();
        private long lightSoFar;
        private long scaledSoFar;

        private Cursor(int sideChanger, long longSum, long shortSum) {
            this.sideChanger = sideChanger;
            this.longSum = longSum;
            this.shortSum = shortSum;
            this.scaleUp = longSum == shortSum ? 1
                    : (double) Math.max(longSum, shortSum) / Math.min(longSum, shortSum);
        }

        /** The position of the next account in lots, 0 for none. */
        long next(int account, House.Role role, float accountSize) {
            boolean holds;
            if (role.isCrowd()) {
                holds = crowdPlace < crowdCycle.taken();
                crowdPlace = crowdCycle.after(crowdPlace);
            } else {
                holds = othersPlace < others.taken();
                othersPlace = others.after(othersPlace);
            }
            if (!holds) {
                return 0;
            }
            long lots = drawnLots(account, role, accountSize);
            return scaled(account, account == sideChanger ? -lots : lots);
        }

        /** The light side's running sum is scaled and rounded down, the last one taking the heavy side's sum exactly. */
        private long scaled(int account, long lots) {
            long lightSum = Math.min(longSum, shortSum);
            boolean light = lots > 0 ? longSum < shortSum : shortSum < longSum;
            if (!light) {
                return lots;
            }
            lightSoFar += Math.abs(lots);
            long upTo = lightSoFar == lightSum ? Math.max(longSum, shortSum) : (long) (lightSoFar * scaleUp);
            long own = upTo - scaledSoFar;
            scaledSoFar = upTo;
            if (own < 1) {
                throw new IllegalStateException("position of account number " + account + " scaled to " + own + " lots");
            }
            return lots > 0 ? own : -own;
        }
    }

    /** The affine permutation n -> start + n x step modulo count; those that land below {@code taken} hold. */
    private record Cycle(int count, int start, int step, int taken) {

        static Cycle drawn(Draw draw, int count, int taken) {
            if (count == 0) {
                return new Cycle(0, 0, 0, 0);
            }
            int start = draw.below(count);
            int step = 1 + draw.below(count);
            while (gcd(step, count) != 1) {
                step = step % count + 1;
            }
            return new Cycle(count, start, step % count, taken);
        }

        int after(int place) {
            int next = place + step - count;
            return next < 0 ? next + count : next;
        }

        private static int gcd(int a, int b) {
            return b == 0 ? a : gcd(b, a % b);
        }
    }
}
