package io.spillway.batch.generate;

import java.io.IOException;
import java.util.BitSet;

/**
 * Which cash moves on a day, so that the house is funded on the first day, calls are met the day after, and no calm day
 * leaves an account below maintenance.
 */
final class Treasury {

    /** Takes a movement: + brought, - taken out, in minor units of the currency. */
    @FunctionalInterface
    interface MovementSink {
        void movement(int account, CashCurrency currency, long minor) throws IOException;
    }

    /** Payments are rounded up to hundreds of the base currency, in minor units. */
    private static final long ROUND_PAYMENT = 10_000;
    /** Foreign cash comes in whole thousands of units. */
    private static final long ROUND_FOREIGN_UNITS = 1_000;
    /** What moves where nothing else does: a day's file is never empty. */
    private static final long SMALL_DEPOSIT = 100_000;

    private final GeneratorSettings settings;
    private final House house;
    private final Market market;
    private final Covers covers;
    private final AccountBalances balances;
    /** Accounts that a crash has closed out, or whose member it takes down: no money moves there any more. */
    private final BitSet closed = new BitSet();
    private boolean moved;

    Treasury(World world, Covers covers, AccountBalances balances) {
        this.settings = world.settings();
        this.house = world.house();
        this.market = world.market();
        this.covers = covers;
        this.balances = balances;
    }

    /**
     * Brings every account's opening cash. Balances hold the first day's variation margin and requirements and no cash
     * yet; afterwards equity is at least cover times requirement, with that variation margin or without it.
     */
    void open(MovementSink sink) throws IOException {
        for (int a = 0; a < house.accounts(); a++) {
            long requirement = balances.requirement(a);
            double target = requirement == 0 ? covers.idleCash(a) : requirement * covers.cover(a);
            double collateral = 0;
            for (CashCurrency currency : new CashCurrency[] {CashCurrency.EUR, CashCurrency.JPY}) {
                double part = covers.foreignPart(a, currency) * target;
                long thousands = (long) StrictMath.floor(part / market.fxMinor(currency, 1)
                        / currency.valueAfterHaircut() / currency.minorPerUnit() / ROUND_FOREIGN_UNITS);
                long units = thousands * ROUND_FOREIGN_UNITS;
                if (units > 0) {
                    pay(sink, a, currency, units * currency.minorPerUnit());
                    collateral += AccountBalances.value(units * currency.minorPerUnit(), currency, market, 1);
                }
            }
            double marked = settings.crashesOn(1) ? Double.POSITIVE_INFINITY : balances.equity(a, market, 1);
            double missing = target - Math.min(collateral, marked);
            if (missing > 0) {
                pay(sink, a, CashCurrency.BASE, rounded(missing));
            }
        }
    }

    /** Meets the calls of the day before: an account between maintenance and initial margin pays the difference. */
    void meetCalls(int day, MovementSink sink) throws IOException {
        moved = false;
        for (int a = 0; a < house.accounts(); a++) {
            long equity = balances.equity(a, market, day - 1);
            if (!closed.get(a) && balances.requirement(a) > 0 && equity < balances.initial(a)) {
                pay(sink, a, CashCurrency.BASE, rounded(balances.initial(a) - equity));
            }
        }
    }

    /** After a calm day's settlement: pays in where an account would be below maintenance, and moves money to spare. */
    void keepCalm(int day, MovementSink sink) throws IOException {
        for (int a = 0; a < house.accounts(); a++) {
            long requirement = balances.requirement(a);
            if (closed.get(a) || requirement == 0) {
                continue;
            }
            long equity = balances.equity(a, market, day);
            if (equity < requirement * Calibration.CALM_COVER) {
                pay(sink, a, CashCurrency.BASE, rounded(requirement * Calibration.TOP_UP_COVER - equity));
            } else if (house.role(a).isCrowd() && equity
                    > requirement * covers.cover(a) * Calibration.TAKE_OUT_ABOVE_COVER) {
                takeOut(sink, a, equity - requirement * covers.cover(a));
            } else if (Draw.of(settings.seed(), Draw.Of.MOVEMENT, (long) day << 32 | a).chance(Calibration.MOVEMENT_SHARE)) {
                moveSpare(sink, a, equity);
            }
        }
    }

    /** Sees to it that the day has a movement at all. */
    void moveSomething(MovementSink sink) throws IOException {
        if (!moved) {
            int account = 0;
            while (account < house.accounts() - 1 && house.isFragile(house.memberOf(account))) {
                account++;
            }
            pay(sink, account, CashCurrency.BASE, SMALL_DEPOSIT);
        }
    }

    /** After the crash day's settlement: notes who is closed out. */
    void noteClosed(int day) {
        for (int a = 0; a < house.accounts(); a++) {
            if (house.isFragile(house.memberOf(a)) || balances.equity(a, market, day) < balances.requirement(a)) {
                closed.set(a);
            }
        }
    }

    /** Who trades: everybody up to the crash day, then ordinary accounts that are still well covered. */
    BitSet traders(int day) {
        BitSet traders = new BitSet(house.accounts());
        for (int a = 0; a < house.accounts(); a++) {
            boolean sound = house.role(a) == House.Role.ORDINARY && !closed.get(a) && balances.equity(a, market, day - 1)
                    >= balances.requirement(a) * Calibration.TRADING_COVER_AFTER_CRASH;
            traders.set(a, sound || !settings.isAfterCrash(day));
        }
        if (traders.cardinality() < 2) {
            traders.set(0, house.accounts());
        }
        return traders;
    }

    private void moveSpare(MovementSink sink, int account, long equity) throws IOException {
        double amount = balances.requirement(account) * Calibration.WITHDRAWAL_OF_MARGIN;
        if (equity > balances.requirement(account) * Calibration.WITHDRAWAL_ABOVE_COVER) {
            takeOut(sink, account, amount);
        } else {
            pay(sink, account, CashCurrency.BASE, rounded(amount));
        }
    }

    /** Base cash only, and never more than there is. */
    private void takeOut(MovementSink sink, int account, double amount) throws IOException {
        long held = Math.max(0, balances.cash(account, CashCurrency.BASE));
        long out = Math.min((long) amount, held) / ROUND_PAYMENT * ROUND_PAYMENT;
        if (out > 0) {
            pay(sink, account, CashCurrency.BASE, -out);
        }
    }

    private void pay(MovementSink sink, int account, CashCurrency currency, long minor) throws IOException {
        balances.addCash(account, currency, minor);
        sink.movement(account, currency, minor);
        moved = true;
    }

    private static long rounded(double minor) {
        return Math.max(1, (long) StrictMath.ceil(minor / ROUND_PAYMENT)) * ROUND_PAYMENT;
    }
}
