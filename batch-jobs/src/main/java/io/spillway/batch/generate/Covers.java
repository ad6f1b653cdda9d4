package io.spillway.batch.generate;

/** How well each account is covered on the first day, and in which currencies. */
final class Covers {

    private static final double EUR_HOLDER_SHARE = 0.15;
    private static final double JPY_HOLDER_SHARE = 0.08;
    private static final double LEAST_FOREIGN_PART = 0.2;
    private static final double MOST_FOREIGN_PART = 0.5;
    private static final double LEAST_IDLE_CASH = 10_000;
    private static final double MOST_IDLE_CASH = 100_000;

    private final long seed;
    private final House house;
    private final float[] crashLossOverMargin;

    Covers(long seed, House house, Stress stress) {
        this.seed = seed;
        this.house = house;
        this.crashLossOverMargin = new float[house.accounts()];
        for (int a = 0; a < crashLossOverMargin.length; a++) {
            crashLossOverMargin[a] = (float) stress.crashLossOverMargin(a);
        }
    }

    /** Equity over maintenance margin at the first mark. */
    double cover(int account) {
        Draw draw = draw(account);
        boolean thin = draw.chance(Calibration.THIN_ACCOUNT_SHARE);
        double place = draw.uniform();
        return switch (house.role(account)) {
            case LEVERAGED -> within(Calibration.LEVERAGED_COVER_LOW, Calibration.LEVERAGED_COVER_HIGH, place);
            case FOLLOWER -> afterCrash(account, Calibration.FOLLOWER_LEFT_LOW, Calibration.FOLLOWER_LEFT_HIGH, place);
            case STRETCHED -> afterCrash(account, Calibration.STRETCHED_LEFT_LOW, Calibration.STRETCHED_LEFT_HIGH, place);
            case ORDINARY -> thin ? within(Calibration.THIN_COVER_LOW, Calibration.THIN_COVER_HIGH, place)
                    : within(Calibration.OTHERS_COVER_LOW, Calibration.OTHERS_COVER_HIGH, place);
        };
    }

    /** Part of an account's collateral that is in a currency other than the base. */
    double foreignPart(int account, CashCurrency currency) {
        Draw draw = Draw.of(seed, Draw.Of.ACCOUNT_CASH, (long) house.accounts() + account);
        double place = draw.uniform();
        double part = draw.between(LEAST_FOREIGN_PART, MOST_FOREIGN_PART);
        boolean eur = place < EUR_HOLDER_SHARE;
        boolean jpy = !eur && place < EUR_HOLDER_SHARE + JPY_HOLDER_SHARE;
        return currency == CashCurrency.EUR && eur || currency == CashCurrency.JPY && jpy ? part : 0;
    }

    /** Cash of an account without positions, base minor units. */
    long idleCash(int account) {
        return (long) (draw(account).between(LEAST_IDLE_CASH, MOST_IDLE_CASH)) * CashCurrency.BASE.minorPerUnit();
    }

    private Draw draw(int account) {
        return Draw.of(seed, Draw.Of.ACCOUNT_CASH, account);
    }

    /** A cover of which the crash leaves from low to high. */
    private double afterCrash(int account, double low, double high, double place) {
        return Math.max(Calibration.LEAST_CROWD_COVER, crashLossOverMargin[account] + within(low, high, place));
    }

    private static double within(double low, double high, double place) {
        return low + (high - low) * place;
    }
}
