package io.spillway.domain.book;

import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Collects positions in any order and lays them out as a {@link ClearingBook}. */
public final class BookBuilder {

    private static final int FIRST_CAPACITY = 1_024;

    final Ids memberIds;
    final Ids accountIds;
    final Ids instrumentIds;
    final Instrument[] instruments;
    final int[] accountMember;
    final AccountKind[] accountKind;
    final int[] accountBackup;
    final long[] liquidityLots;
    int[] rowStart;
    int[] positionAccount = new int[FIRST_CAPACITY];
    int[] positionInstrument = new int[FIRST_CAPACITY];
    long[] positionLots = new long[FIRST_CAPACITY];
    private int size;

    BookBuilder(Instrument[] sortedInstruments, Ids memberIds, List<Account> accounts) {
        this.memberIds = memberIds;
        this.instruments = sortedInstruments;
        this.instrumentIds = Ids.of(Stream.of(sortedInstruments).map(Instrument::id).toList());
        this.accountIds = Ids.of(accounts.stream().map(Account::id).toList());
        this.accountMember = new int[accounts.size()];
        this.accountKind = new AccountKind[accounts.size()];
        this.accountBackup = new int[accounts.size()];
        this.liquidityLots = new long[sortedInstruments.length];
        for (Account account : accounts) {
            int index = accountIds.indexOf(account.id());
            accountMember[index] = member(account.memberId(), account.id());
            accountKind[index] = account.kind();
            accountBackup[index] = account.backupMemberId().map(id -> member(id, account.id())).orElse(-1);
        }
    }

    /** Begins a book of another one's instruments, members and accounts, these under other members, without positions. */
    BookBuilder(ClearingBook house, int[] accountMember) {
        this.memberIds = house.memberIds();
        this.instruments = house.instrumentArray();
        this.instrumentIds = house.instrumentIds();
        this.accountIds = house.accountIds();
        this.accountMember = accountMember;
        this.accountKind = house.accountKinds();
        this.accountBackup = house.accountBackups();
        this.liquidityLots = new long[instruments.length];
    }

    private int member(String id, String account) {
        int index = memberIds.indexOf(id);
        if (index < 0) {
            throw new IllegalArgumentException("account " + account + " names the unknown member '" + id + "'");
        }
        return index;
    }

    public Ids accountIds() {
        return accountIds;
    }

    public Ids instrumentIds() {
        return instrumentIds;
    }

    public Instrument instrument(int index) {
        return instruments[index];
    }

    /** Adds signed lots to an account's position. */
    public BookBuilder add(int account, int instrument, long lots) {
        if (size == positionLots.length) {
            int capacity = Math.multiplyExact(size, 2);
            positionAccount = Arrays.copyOf(positionAccount, capacity);
            positionInstrument = Arrays.copyOf(positionInstrument, capacity);
            positionLots = Arrays.copyOf(positionLots, capacity);
        }
        positionAccount[size] = account;
        positionInstrument[size] = instrument;
        positionLots[size] = lots;
        size++;
        return this;
    }

    /** Adds signed lots to what LIQUIDITY holds. */
    public BookBuilder addLiquidity(int instrument, long lots) {
        liquidityLots[instrument] = sum(liquidityLots[instrument], lots, Account.LIQUIDITY, instrument);
        return this;
    }

    /**
     * Lays out the book: rows by account, instruments ascending, several entries of one position added up, zero
     * positions dropped. The builder must not be used again.
     *
     * @throws ArithmeticException naming the position that passes 64 bits (fault 28)
     */
    public ClearingBook build() {
        int[] order = sortedOrder();
        int[] accounts = new int[size];
        int[] instrumentsOfRows = new int[size];
        long[] lots = new long[size];
        int kept = 0;
        for (int entry : order) {
            boolean same = kept > 0 && accounts[kept - 1] == positionAccount[entry]
                    && instrumentsOfRows[kept - 1] == positionInstrument[entry];
            if (same) {
                lots[kept - 1] = sum(lots[kept - 1], positionLots[entry],
                        accountIds.get(positionAccount[entry]), positionInstrument[entry]);
            } else {
                if (kept > 0 && lots[kept - 1] == 0) {
                    kept--;
                }
                accounts[kept] = positionAccount[entry];
                instrumentsOfRows[kept] = positionInstrument[entry];
                lots[kept] = positionLots[entry];
                kept++;
            }
        }
        if (kept > 0 && lots[kept - 1] == 0) {
            kept--;
        }
        positionAccount = Arrays.copyOf(accounts, kept);
        positionInstrument = Arrays.copyOf(instrumentsOfRows, kept);
        positionLots = Arrays.copyOf(lots, kept);
        rowStart = new int[accountMember.length + 1];
        for (int account : positionAccount) {
            rowStart[account + 1]++;
        }
        for (int a = 0; a < accountMember.length; a++) {
            rowStart[a + 1] += rowStart[a];
        }
        return new ClearingBook(this);
    }

    private long sum(long lots, long added, String account, int instrument) {
        try {
            return Math.addExact(lots, added);
        } catch (ArithmeticException e) {
            throw namedOverflow("position of account " + account + " in " + instrumentIds.get(instrument), e);
        }
    }

    static ArithmeticException namedOverflow(String item, ArithmeticException cause) {
        ArithmeticException named = new ArithmeticException(item + " passes 64 bits of lots; correct the quantities");
        named.initCause(cause);
        return named;
    }

    /**
     * Entries by account, then instrument, equal ones as they came. What came in order stays; the rest, few entries
     * where a day's trades follow a book, is sorted and merged in.
     */
    private int[] sortedOrder() {
        int inOrder = Math.min(1, size);
        while (inOrder < size && !isAfter(inOrder - 1, inOrder)) {
            inOrder++;
        }
        int[] rest = new int[size - inOrder];
        int first = inOrder;
        Arrays.setAll(rest, i -> first + i);
        rest = countingSort(rest, positionInstrument, instruments.length);
        rest = countingSort(rest, positionAccount, accountMember.length);
        int[] order = new int[size];
        int left = 0;
        int right = 0;
        for (int i = 0; i < size; i++) {
            boolean takesLeft = right == rest.length || left < inOrder && !isAfter(left, rest[right]);
            order[i] = takesLeft ? left++ : rest[right++];
        }
        return order;
    }

    private boolean isAfter(int entry, int other) {
        return positionAccount[entry] != positionAccount[other] ? positionAccount[entry] > positionAccount[other]
                : positionInstrument[entry] > positionInstrument[other];
    }

    /** Keeps the order of entries with equal keys. */

    private static int[] countingSort(int[] entries, int[] keys, int keyCount) {
        int[] next = new int[keyCount + 1];
        for (int entry : entries) {
            next[keys[entry] + 1]++;
        }
        for (int k = 0; k < keyCount; k++) {
            next[k + 1] += next[k];
        }
        int[] sorted = new int[entries.length];
        for (int entry : entries) {
            sorted[next[keys[entry]]++] = entry;
        }
        return sorted;
    }
}
