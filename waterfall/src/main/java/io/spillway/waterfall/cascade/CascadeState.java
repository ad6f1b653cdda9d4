package io.spillway.waterfall.cascade;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.money.Factor;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The house while a cascade runs. Money only moves from one {@link Pot} to another, so a transfer cannot create any;
 * {@link Conservation} adds the balances up all the same. Amounts are base minor units.
 */
public final class CascadeState implements Resources {

    final ClearingBook book;
    final Holdings holdings;
    final long[] equity;
    final long[] gain;
    final int[] accountMember;
    final long[] capital;
    final long[] contribution;
    final boolean[] inDefault;
    final long[] loss;
    final MemberAccounts memberAccounts;
    final Touched touched;
    private final long[] periodContribution;
    private final long[] assessed;
    private final Map<LayerName, Long> pots = new EnumMap<>(LayerName.class);
    private final ReMarks reMarks;
    private final boolean keepsTransfers;
    private final BigDecimal assessmentMultiple;
    private long liquidityEquity;
    private long market;
    private long waterfall;
    private long unfunded;
    private long outside;
    private long rounding;
    private List<Transfer> transfers = new ArrayList<>();
    private final Recording recording;
    final CoverageBook coverageBook;
    int round;

    /** Begins with the opening state, which is copied. */
    public CascadeState(ClearingBook book, OpeningState opening, CascadeRules rules, Recording recording) {
        this.book = book;
        this.recording = recording;
        this.coverageBook = new CoverageBook(recording);
        this.keepsTransfers = recording.keepsTransfers();
        this.holdings = new Holdings(book, opening);
        this.equity = opening.accounts().equity().clone();
        this.gain = opening.accounts().gain().clone();
        this.capital = opening.members().capital().clone();
        this.contribution = opening.members().contribution().clone();
        this.inDefault = opening.members().inDefault().clone();
        this.periodContribution = opening.members().periodContribution().clone();
        this.assessed = opening.members().assessed().clone();
        this.assessmentMultiple = rules.assessmentMultiple();
        this.loss = new long[book.members()];
        this.pots.putAll(opening.pots());
        this.accountMember = new int[book.accounts()];
        this.reMarks = new ReMarks(book.accounts());
        for (int a = 0; a < accountMember.length; a++) {
            accountMember[a] = book.memberOf(a);
        }
        this.memberAccounts = new MemberAccounts(book);
        this.touched = new Touched(book.accounts());
    }

    // ---- money ----

    /** Moves a positive amount; zero moves nothing, a negative one is a defect. */
    void move(Cause cause, Pot from, int fromIndex, Pot to, int toIndex, long amount) {
        if (amount < 0) {
            throw new CascadeException("a transfer cannot be negative: " + cause + " " + amount);
        }
        if (amount > 0) {
            add(from, fromIndex, -amount);
            add(to, toIndex, amount);
            record(cause, from, fromIndex, to, toIndex, amount);
        }
    }

    /** Moves a signed amount between the market and an account or LIQUIDITY. */
    void settle(Cause cause, Pot pot, int index, long signedAmount) {
        if (signedAmount >= 0) {
            move(cause, Pot.MARKET, 0, pot, index, signedAmount);
        } else {
            move(cause, pot, index, Pot.MARKET, 0, Math.negateExact(signedAmount));
        }
    }

    /** Marks an account's open position by a signed amount; recorded once an account when the cascade ends. */
    private void reMark(int account, long signedAmount, boolean isGain) {
        touched.add(account);
        equity[account] = Math.addExact(equity[account], signedAmount);
        if (isGain) {
            gain[account] = Math.addExact(gain[account], signedAmount);
        }
        if (keepsTransfers) {
            reMarks.add(account, signedAmount);
        }
    }

    private void reMarkLiquidity(long signedAmount) {
        liquidityEquity = Math.addExact(liquidityEquity, signedAmount);
        if (keepsTransfers) {
            reMarks.addLiquidity(signedAmount);
        }
    }

    /** Sends what the round's postings left in the market to ROUNDING (rule 1.4). */
    void flushRounding() {
        rounding = Math.addExact(rounding, market);
        if (market > 0) {
            record(Cause.ROUNDING, Pot.MARKET, 0, Pot.ROUNDING, 0, market);
        } else if (market < 0) {
            record(Cause.ROUNDING, Pot.ROUNDING, 0, Pot.MARKET, 0, -market);
        }
        market = 0;
    }

    /** The transfers since the last call, re-marks added up per account. */
    List<Transfer> takeTransfers(Cause reMarkCause) {
        round = 0;
        List<Transfer> taken = transfers;
        if (keepsTransfers) {
            taken.addAll(reMarks.take(reMarkCause));
        }
        transfers = new ArrayList<>();
        return taken;
    }

    private void record(Cause cause, Pot from, int fromIndex, Pot to, int toIndex, long amount) {
        if (keepsTransfers) {
            transfers.add(new Transfer(round, cause, from, fromIndex, to, toIndex, amount));
        }
    }

    private void add(Pot pot, int index, long change) {
        switch (pot) {
            case ACCOUNT -> {
                touched.add(index);
                equity[index] = Math.addExact(equity[index], change);
            }
            case LIQUIDITY -> liquidityEquity = Math.addExact(liquidityEquity, change);
            case MARKET -> market = Math.addExact(market, change);
            case MEMBER_CAPITAL -> capital[index] = notNegative(pot, Math.addExact(capital[index], change));
            case CONTRIBUTION -> contribution[index] = notNegative(pot, Math.addExact(contribution[index], change));
            case SKIN_IN_THE_GAME, INSURANCE_FUND, SECOND_SKIN_IN_THE_GAME -> {
                LayerName name = LayerName.valueOf(pot.name());
                pots.put(name, notNegative(pot, Math.addExact(balanceOf(name), change)));
            }
            case LOSS -> loss[index] = notNegative(pot, Math.subtractExact(loss[index], change));
            case WATERFALL -> waterfall = Math.addExact(waterfall, change);
            case UNFUNDED -> unfunded = notNegative(pot, Math.subtractExact(unfunded, change));
            case OUTSIDE -> outside = Math.addExact(outside, change);
            case ROUNDING -> rounding = Math.addExact(rounding, change);
        }
    }

    private static long notNegative(Pot pot, long balance) {
        if (balance < 0) {
            throw new CascadeException(pot + " would fall below zero: " + balance);
        }
        return balance;
    }

    // ---- positions ----

    /** Closes part or all of a position. */
    void close(int position, long closedLots) {
        int account = book.accountOf(position);
        touched.add(account);
        holdings.close(position, closedLots, accountMember[account]);
    }

    /**
     * Takes a new price and marks every open position to it, each posting rounded half-even (rule 5.7).
     *
     * @param lossOfMember adds up what each member's accounts lose, gains not netted; empty: nobody asks
     */
    void reMarkAll(int instrument, BigDecimal price, long[] lossOfMember) {
        Factor perLot = Factor.of(holdings.minorUnitsPerLot(instrument,
                price.subtract(holdings.priceOf(instrument))));
        byte requirementIs = holdings.takePrice(instrument, price);
        boolean isGain = book.instrument(instrument).contract().paysVariationMargin();
        boolean isTraced = lossOfMember.length > 0;
        long net = holdings.liquidityLotsOf(instrument);
        long posted = perLot.postingOf(net);
        reMarkLiquidity(posted);
        int end = book.columnStart(instrument + 1);
        for (int entry = book.columnStart(instrument); entry < end; entry++) {
            long lots = holdings.lotsOfEntry(entry);
            if (lots != 0) {
                long posting = perLot.postingOf(lots);
                int account = book.columnAccount(entry);
                reMark(account, posting, isGain);
                holdings.requirementChanged(account, requirementIs);
                if (isTraced && posting < 0) {
                    int member = accountMember[account];
                    lossOfMember[member] = Math.subtractExact(lossOfMember[member], posting);
                }
                posted = Math.addExact(posted, posting);
                net = Math.addExact(net, lots);
            }
        }
        if (net != 0) {
            throw new CascadeException("positions in " + book.instrument(instrument).id() + " sum to " + net
                    + " lots, not to zero");
        }
        market = Math.subtractExact(market, posted);
    }

    /** Moves a client account to another member (rule 5.11). */
    void port(int account, int member) {
        holdings.port(account, accountMember[account], member);
        accountMember[account] = member;
        memberAccounts.add(member, account);
    }

    /** Whether the account holds positions and its equity is below maintenance; equal is not below (rule 4.2). */
    boolean isBelowMaintenance(int account) {
        return isOpen(account) && holdings.isBelowRequirement(account, equity[account]);
    }

    /** Equity above maintenance, never negative; all of it where nothing is open (rule 5.9). */
    long excessOf(int account) {
        return Math.max(0, Math.subtractExact(equity[account], holdings.requirementOf(account)));
    }

    // ---- what layers and results read ----

    void addCall(int member, long amount) {
        assessed[member] = Math.addExact(assessed[member], amount);
    }

    void takeGain(int account, long amount) {
        gain[account] = Math.subtractExact(gain[account], amount);
    }

    void addGain(int account, long signedAmount) {
        gain[account] = Math.addExact(gain[account], signedAmount);
    }

    @Override
    public int members() {
        return book.members();
    }

    @Override
    public int accounts() {
        return book.accounts();
    }

    @Override
    public boolean isSurvivor(int member) {
        return !inDefault[member];
    }

    @Override
    public long contributionOf(int member) {
        return contribution[member];
    }

    @Override
    public long balanceOf(LayerName pot) {
        return pots.getOrDefault(pot, 0L);
    }

    @Override
    public long callableOf(int member) {
        long limit = assessmentMultiple.multiply(BigDecimal.valueOf(periodContribution[member]))
                .setScale(0, RoundingMode.FLOOR).longValueExact();
        return Math.max(0, limit - assessed[member]);
    }

    @Override
    public long payableBy(int member) {
        long payable = capital[member];
        for (int account : memberAccounts.houseOf(member)) {
            payable = Math.addExact(payable, excessOf(account));
        }
        return payable;
    }

    @Override
    public int memberOf(int account) {
        return accountMember[account];
    }

    @Override
    public boolean isHouse(int account) {
        return book.kindOf(account).isHouse();
    }

    @Override
    public long equityOf(int account) {
        return equity[account];
    }

    @Override
    public long gainOf(int account) {
        return gain[account];
    }

    @Override
    public BigDecimal openNotionalOf(int account) {
        return holdings.openNotionalOf(account);
    }

    @Override
    public int[] houseAccountsOf(int member) {
        return memberAccounts.houseOf(member);
    }

    public ClearingBook book() {
        return book;
    }

    public BigDecimal priceOf(int instrument) {
        return holdings.priceOf(instrument);
    }

    public long lotsOf(int position) {
        return holdings.lotsOf(position);
    }

    public long liquidityLotsOf(int instrument) {
        return holdings.liquidityLotsOf(instrument);
    }

    public boolean isOpen(int account) {
        return holdings.isOpen(account);
    }

    public boolean isInDefault(int member) {
        return inDefault[member];
    }

    public long capitalOf(int member) {
        return capital[member];
    }

    /** What the member was called for in this default-management period. */
    public long assessedOf(int member) {
        return assessed[member];
    }

    public long lossOf(int member) {
        return loss[member];
    }

    public long liquidityEquity() {
        return liquidityEquity;
    }

    public long unfunded() {
        return unfunded;
    }

    /** Balance of ROUNDING: minus the sum of all postings' roundings. */
    public long rounding() {
        return rounding;
    }

    long marketBalance() {
        return market;
    }

    long waterfallBalance() {
        return waterfall;
    }

    long outsideBalance() {
        return outside;
    }

    /** Who paid for whom, in order; the defaulters' own means left out. Empty where recording is off. */
    public List<Coverage> coverages() {
        return coverageBook.all();
    }

    /** Maintenance margin of the account at the current prices. */
    public long maintenanceOf(int account) {
        return holdings.requirementOf(account);
    }

    Recording recording() {
        return recording;
    }
}
