package io.spillway.batch.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Who holds the contracts of {@link DeskMarket}: sets of four accounts of sound members, flat within each set. A writer of
 * options with bonds as collateral, their buyer, a pocket with the perpetual alone, and who is short it, with bonds too.
 *
 * <p>Opening collateral comes from the generated prices of all days: nobody is called before the crash; the pockets are
 * below maintenance after it, everybody else is covered to the end.
 */
final class Desks {

    private static final int ACCOUNTS_A_SET = 250;
    private static final int MOST_SETS = 50;
    private static final int WRITER = 0;
    private static final int BUYER = 1;
    private static final int POCKET = 2;
    private static final int SHORT_PERPETUAL = 3;
    /** Equity over maintenance margin that no account goes below on the days it is made for. */
    private static final double LEAST_COVER = 1.8;
    private static final double LEAST_COVER_OF_POCKET = 1.2;
    private static final double MOST_FUNDING_RATE = 0.0006;
    /** A desk with bonds: parts of what it needs, after haircuts; together more than one, as a limit takes some away. */
    private static final double CASH_PART = 0.55;
    private static final double[] BOND_PARTS = {0.40, 0.30};
    private static final long ROUND_CASH = 100_000;
    /** Lots of each option that the writer sells on one day and buys back on the next. */
    private static final long TRADED_LOTS = 2;

    private final World.Parts world;
    private final DeskMarket market;
    private final List<DeskAccount> accounts = new ArrayList<>();

    Desks(World.Parts world, DeskMarket market) {
        this.world = world;
        this.market = market;
        if (market.contracts().isEmpty()) {
            return;
        }
        int sets = Math.max(1, Math.min(MOST_SETS, world.settings().accounts() / ACCOUNTS_A_SET));
        int[] desksOf = new int[world.house().members()];
        int member = 0;
        for (int set = 0; set < sets; set++) {
            long[][] lots = lots();
            for (int place = WRITER; place <= SHORT_PERPETUAL; place++) {
                while (world.house().isFragile(member)) {
                    member = (member + 1) % desksOf.length;
                }
                String id = world.house().memberId(member) + "-D" + (++desksOf[member]);
                accounts.add(account(id, member, place, lots[place]));
                member = (member + 1) % desksOf.length;
            }
        }
    }

    List<DeskAccount> accounts() {
        return accounts;
    }

    long positions() {
        return accounts.stream().flatMapToLong(account -> Arrays.stream(account.lots())).filter(lots -> lots != 0)
                .count();
    }

    /** Lots on each side of a contract. */
    long openInterestLots(int contract) {
        return accounts.stream().mapToLong(account -> Math.max(0, account.lots()[contract])).sum();
    }

    /** A trade between a set's writer and its buyer. */
    record Trade(DeskContract contract, DeskAccount buyer, DeskAccount seller, long lots) {
    }

    /** The trades of a day: the options that outlive the days go one way on odd days and back on even ones. */
    List<Trade> trades(int day) {
        List<Trade> trades = new ArrayList<>();
        for (int first = 0; first < accounts.size(); first += SHORT_PERPETUAL + 1) {
            DeskAccount writer = accounts.get(first + WRITER);
            DeskAccount buyer = accounts.get(first + BUYER);
            for (DeskContract contract : market.contracts()) {
                if (contract.option().isPresent() && contract.expiryDay() > world.settings().days()) {
                    boolean writes = day % 2 == 1;
                    trades.add(new Trade(contract, writes ? buyer : writer, writes ? writer : buyer, TRADED_LOTS));
                }
            }
        }
        return trades;
    }

    private long[][] lots() {
        long[][] lots = new long[SHORT_PERPETUAL + 1][market.contracts().size()];
        for (int c = 0; c < market.contracts().size(); c++) {
            DeskContract contract = market.contracts().get(c);
            double notional = market.priceBase(contract, 0) * market.lotValue(contract, 0);
            long size = Math.max(TRADED_LOTS, (long) StrictMath.rint(
                    Calibration.TYPICAL_NOTIONAL * CashCurrency.BASE.minorPerUnit() / notional));
            int longSide = contract.option().isPresent() || contract.expiry().isPresent() ? BUYER : POCKET;
            int shortSide = contract.option().isPresent() ? WRITER : SHORT_PERPETUAL;
            lots[longSide][c] = size;
            lots[shortSide][c] = -size;
        }
        return lots;
    }

    private DeskAccount account(String id, int member, int place, long[] lots) {
        boolean isPocket = place == POCKET;
        boolean hasBonds = place == WRITER || place == SHORT_PERPETUAL;
        int days = world.settings().days();
        int lastCovered = isPocket && world.settings().crash() == Crash.CRASH ? world.settings().crashDay() - 1 : days;
        double need = 0;
        for (int day = 0; day <= lastCovered; day++) {
            need = Math.max(need, need(lots, day, isPocket ? LEAST_COVER_OF_POCKET : LEAST_COVER));
        }
        long[] bonds = new long[Bond.values().length];
        for (Bond bond : Bond.values()) {
            if (hasBonds) {
                double unit = bond.openingPrice * bond.currency.minorPerUnit()
                        * world.market().fxMinor(bond.currency, 0) * bond.valueAfterHaircut();
                bonds[bond.ordinal()] = (long) StrictMath.ceil(need * BOND_PARTS[bond.ordinal()] / unit);
            }
        }
        long cash = (long) StrictMath.ceil(need * (hasBonds ? CASH_PART : 1) / ROUND_CASH) * ROUND_CASH;
        Optional<String> fence = isPocket
                ? Optional.of(market.future(market.contracts().get(0)).sector().name()) : Optional.empty();
        return new DeskAccount(id, member, lots, fence, cash, bonds);
    }

    /** Collateral that leaves {@code cover} times the margin after a day's mark, base minor units. */
    private double need(long[] lots, int day, double cover) {
        double need = 0;
        for (int c = 0; c < lots.length; c++) {
            DeskContract contract = market.contracts().get(c);
            double lotValue = market.lotValue(contract, day);
            double before = contract.isPremiumStyle() ? 0 : market.price(contract, 0);
            double gain = lots[c] * lotValue * (market.price(contract, day) - before);
            double notional = (Math.abs(lots[c]) + TRADED_LOTS) * lotValue * market.priceBase(contract, day);
            double margin = contract.isListed(day) ? notional * market.future(contract).marginRate().toDouble() : 0;
            need += lots[c] == 0 ? 0 : cover * margin - gain + MOST_FUNDING_RATE * day * notional;
        }
        return need;
    }
}
