package io.spillway.domain.book;

import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The whole house as arrays, each in the order of its ids (ASCII): valuation, margin and cascade all work on it.
 *
 * <p>Positions are whole lots, signed (+ long, - short), stored once by account (a row per account, its instruments
 * ascending) with an index by instrument. The arrays are shared, not copied: readers must not change them.
 */
public final class ClearingBook {

    private final Ids memberIds;
    private final Ids accountIds;
    private final Ids instrumentIds;
    private final Instrument[] instruments;
    private final int[] accountMember;
    private final AccountKind[] accountKind;
    private final int[] accountBackup;
    private final int[] rowStart;
    private final int[] positionAccount;
    private final int[] positionInstrument;
    private final long[] positionLots;
    private final int[] columnStart;
    private final int[] columnPosition;
    private final int[] columnAccount;
    private final int[] positionEntry;
    private final long[] liquidityLots;

    ClearingBook(BookBuilder builder) {
        memberIds = builder.memberIds;
        accountIds = builder.accountIds;
        instrumentIds = builder.instrumentIds;
        instruments = builder.instruments;
        accountMember = builder.accountMember;
        accountKind = builder.accountKind;
        accountBackup = builder.accountBackup;
        liquidityLots = builder.liquidityLots;
        rowStart = builder.rowStart;
        positionAccount = builder.positionAccount;
        positionInstrument = builder.positionInstrument;
        positionLots = builder.positionLots;
        columnStart = new int[instruments.length + 1];
        columnPosition = new int[positionLots.length];
        columnAccount = new int[positionLots.length];
        positionEntry = new int[positionLots.length];
        indexByInstrument();
    }

    private ClearingBook(ClearingBook other, Instrument[] instruments) {
        this.memberIds = other.memberIds;
        this.accountIds = other.accountIds;
        this.instrumentIds = other.instrumentIds;
        this.instruments = instruments;
        this.accountMember = other.accountMember;
        this.accountKind = other.accountKind;
        this.accountBackup = other.accountBackup;
        this.rowStart = other.rowStart;
        this.positionAccount = other.positionAccount;
        this.positionInstrument = other.positionInstrument;
        this.positionLots = other.positionLots;
        this.columnStart = other.columnStart;
        this.columnPosition = other.columnPosition;
        this.columnAccount = other.columnAccount;
        this.positionEntry = other.positionEntry;
        this.liquidityLots = other.liquidityLots;
    }

    /** The same book with other terms of its instruments, which keep their ids. */
    public ClearingBook withTerms(UnaryOperator<Instrument> terms) {
        Instrument[] changed = new Instrument[instruments.length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = terms.apply(instruments[i]);
            if (!changed[i].id().equals(instruments[i].id())) {
                throw new IllegalArgumentException(instruments[i].id() + " cannot become " + changed[i].id());
            }
        }
        return new ClearingBook(this, changed);
    }

    /** Begins a book of these instruments, members and accounts, in any order. */
    public static BookBuilder of(List<Instrument> instruments, List<String> memberIds, List<Account> accounts) {
        return new BookBuilder(
                instruments.stream().sorted(Comparator.comparing(Instrument::id)).toArray(Instrument[]::new),
                Ids.of(memberIds), accounts);
    }

    /** Begins a book of the same instruments, members and accounts, which shares their ids and has no positions yet. */
    public BookBuilder withoutPositions() {
        return new BookBuilder(this, accountMember);
    }

    /**
     * The same with accounts under other members.
     *
     * @param newMembers index of the member per account
     */
    public BookBuilder withoutPositions(int[] newMembers) {
        return new BookBuilder(this, newMembers.clone());
    }

    Instrument[] instrumentArray() {
        return instruments;
    }

    AccountKind[] accountKinds() {
        return accountKind;
    }

    int[] accountBackups() {
        return accountBackup;
    }

    private void indexByInstrument() {
        for (int instrument : positionInstrument) {
            columnStart[instrument + 1]++;
        }
        for (int i = 0; i < instruments.length; i++) {
            columnStart[i + 1] += columnStart[i];
        }
        int[] next = Arrays.copyOf(columnStart, instruments.length);
        for (int p = 0; p < positionInstrument.length; p++) {
            int entry = next[positionInstrument[p]]++;
            columnPosition[entry] = p;
            columnAccount[entry] = positionAccount[p];
            positionEntry[p] = entry;
        }
    }

    public Ids memberIds() {
        return memberIds;
    }

    public Ids accountIds() {
        return accountIds;
    }

    public Ids instrumentIds() {
        return instrumentIds;
    }

    public int members() {
        return memberIds.size();
    }

    public int accounts() {
        return accountIds.size();
    }

    public int instruments() {
        return instruments.length;
    }

    public int positions() {
        return positionLots.length;
    }

    public Instrument instrument(int instrument) {
        return instruments[instrument];
    }

    /** The member an account belongs to when the book opens. */
    public int memberOf(int account) {
        return accountMember[account];
    }

    public AccountKind kindOf(int account) {
        return accountKind[account];
    }

    /** The account's backup member, or -1 for none. */
    public int backupOf(int account) {
        return accountBackup[account];
    }

    /** First position of an account's row; the row ends before {@code rowStart(account + 1)}. */
    public int rowStart(int account) {
        return rowStart[account];
    }

    public int accountOf(int position) {
        return positionAccount[position];
    }

    public int instrumentOf(int position) {
        return positionInstrument[position];
    }

    /** Signed lots of a position when the book opens. */
    public long lotsOf(int position) {
        return positionLots[position];
    }

    /** A copy of all positions' lots, for a computation that changes them. */
    public long[] copyLots() {
        return positionLots.clone();
    }

    /** First entry of an instrument's column; the column ends before {@code columnStart(instrument + 1)}. */
    public int columnStart(int instrument) {
        return columnStart[instrument];
    }

    /** The position that an entry of the columns stands for. */
    public int columnPosition(int entry) {
        return columnPosition[entry];
    }

    /** The account of that position; a column's accounts ascend and lie next to each other. */
    public int columnAccount(int entry) {
        return columnAccount[entry];
    }

    /** The entry of the columns that stands for a position. */
    public int entryOf(int position) {
        return positionEntry[position];
    }

    /** Signed lots that LIQUIDITY holds when the book opens (rule 2.1). */
    public long liquidityLotsOf(int instrument) {
        return liquidityLots[instrument];
    }

    /**
     * Sum of an instrument's lots over all accounts, LIQUIDITY included: zero in a flat book (rule 2.1).
     *
     * @throws ArithmeticException naming the instrument, past 64 bits (fault 28)
     */
    public long netLotsOf(int instrument) {
        try {
            long sum = liquidityLots[instrument];
            for (int entry = columnStart[instrument]; entry < columnStart[instrument + 1]; entry++) {
                sum = Math.addExact(sum, positionLots[columnPosition[entry]]);
            }
            return sum;
        } catch (ArithmeticException e) {
            throw BookBuilder.namedOverflow("the sum of all positions in " + instrumentIds.get(instrument), e);
        }
    }
}
