package io.spillway.waterfall.whatrule;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.member.Account;
import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.cascade.CascadeEvent;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.cascade.Recording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a pocket of every position: an account of its own, of the same member, kind and backup member, with its own part
 * of the account's equity. What the account had before the prices moved is split by the maintenance margin that each
 * position alone needed then (rule 1.5; equal parts where none needs any); each pocket then bears its own re-mark. The
 * engine runs on the pockets unchanged.
 */
final class Isolation {

    private static final char SEPARATOR = '/';

    private final Replay replay;
    private final ClearingBook book;
    /** The prices before, or where there is none the opening price: per instrument. */
    private final BigDecimal[] pricesBefore;
    private final List<Account> pockets = new ArrayList<>();
    private final List<Integer> accountOf = new ArrayList<>();
    /** The position of each pocket, -1 for an account that holds none. */
    private final List<Integer> positionOf = new ArrayList<>();

    /**
     * A house in pockets.
     *
     * @param accountOf the account that each pocket is part of, by the index of the pockets' book
     */
    record Pockets(Replay replay, int[] accountOf) {
    }

    private Isolation(Replay replay) {
        this.replay = replay;
        this.book = replay.book();
        this.pricesBefore = replay.opening().prices().clone();
        for (int i = 0; i < pricesBefore.length; i++) {
            boolean isKnown = pricesBefore[i] != null && replay.before().prices()[i] != null;
            pricesBefore[i] = isKnown ? replay.before().prices()[i] : pricesBefore[i];
        }
    }

    static Pockets of(Replay replay) {
        return new Isolation(replay).split();
    }

    private Pockets split() {
        for (int a = 0; a < book.accounts(); a++) {
            if (book.rowStart(a) == book.rowStart(a + 1)) {
                add(a, -1, book.accountIds().get(a));
            }
            for (int p = book.rowStart(a); p < book.rowStart(a + 1); p++) {
                add(a, p, book.accountIds().get(a) + SEPARATOR + book.instrumentIds().get(book.instrumentOf(p)));
            }
        }
        ClearingBook isolated = isolatedBook();
        int[] accounts = new int[pockets.size()];
        int[] positions = new int[pockets.size()];
        for (int k = 0; k < accounts.length; k++) {
            int pocket = isolated.accountIds().indexOf(pockets.get(k).id());
            accounts[pocket] = accountOf.get(k);
            positions[pocket] = positionOf.get(k);
        }
        OpeningState opening = opening(isolated, accounts, positions);
        Replay inPockets = replay.events().isEmpty() ? new Replay(isolated, opening, replay.rules(), List.of(),
                replay.before()) : replay.with(isolated, opening, marked(replay.events().get(0)));
        return new Pockets(inPockets, accounts);
    }

    private void add(int account, int position, String id) {
        int backup = book.backupOf(account);
        pockets.add(new Account(id, book.memberIds().get(book.memberOf(account)), book.kindOf(account),
                backup < 0 ? Optional.empty() : Optional.of(book.memberIds().get(backup))));
        accountOf.add(account);
        positionOf.add(position);
    }

    private ClearingBook isolatedBook() {
        List<Instrument> instruments = new ArrayList<>();
        for (int i = 0; i < book.instruments(); i++) {
            instruments.add(book.instrument(i));
        }
        List<String> members = new ArrayList<>();
        for (int m = 0; m < book.members(); m++) {
            members.add(book.memberIds().get(m));
        }
        BookBuilder builder = ClearingBook.of(instruments, members, pockets);
        for (int k = 0; k < pockets.size(); k++) {
            int p = positionOf.get(k);
            if (p >= 0) {
                builder.add(builder.accountIds().indexOf(pockets.get(k).id()), book.instrumentOf(p), book.lotsOf(p));
            }
        }
        for (int i = 0; i < book.instruments(); i++) {
            builder.addLiquidity(i, book.liquidityLotsOf(i));
        }
        return builder.build();
    }

    private OpeningState opening(ClearingBook isolated, int[] accounts, int[] positions) {
        int[][] pocketsOf = new int[book.accounts()][];
        int[] count = new int[book.accounts()];
        Arrays.stream(accounts).forEach(a -> count[a]++);
        for (int k = accounts.length - 1; k >= 0; k--) {
            int a = accounts[k];
            pocketsOf[a] = pocketsOf[a] == null ? new int[count[a]] : pocketsOf[a];
            pocketsOf[a][--count[a]] = k;
        }
        long[] equity = new long[accounts.length];
        long[] gain = new long[accounts.length];
        OpeningState.Accounts parts = new OpeningState.Accounts(equity, gain);
        OpeningState was = replay.opening();
        OpeningState opening = new OpeningState(was.baseScale(), pricesBefore, was.fxToBase(), parts, was.members(),
                was.pots());
        CascadeState before = new CascadeState(isolated, opening, replay.rules(), Recording.ROUNDS);
        for (int a = 0; a < pocketsOf.length; a++) {
            long[] needs = Arrays.stream(pocketsOf[a]).mapToLong(before::maintenanceOf).toArray();
            if (Arrays.stream(needs).allMatch(need -> need == 0)) {
                Arrays.fill(needs, 1);
            }
            long equityBefore = was.accounts().equity()[a];
            long gainBefore = was.accounts().gain()[a];
            for (int pocket : pocketsOf[a]) {
                equityBefore = Math.subtractExact(equityBefore, reMarkOf(positions[pocket]));
                gainBefore = Math.subtractExact(gainBefore, gainOf(positions[pocket]));
            }
            share(equityBefore, needs, pocketsOf[a], equity);
            share(gainBefore, needs, pocketsOf[a], gain);
        }
        return opening;
    }

    private static void share(long signedAmount, long[] weights, int[] pockets, long[] parts) {
        long[] shares = Allocation.split(Math.absExact(signedAmount), weights);
        for (int k = 0; k < pockets.length; k++) {
            parts[pockets[k]] = Long.signum(signedAmount) * shares[k];
        }
    }

    /** What a position was marked by between the prices before and the opening: as the engine posts it. */
    private long reMarkOf(int position) {
        if (position < 0) {
            return 0;
        }
        int i = book.instrumentOf(position);
        BigDecimal now = replay.opening().prices()[i];
        return book.instrument(i).unitsPerLot().multiply(now.subtract(pricesBefore[i]))
                .multiply(replay.opening().fxToBase()[i]).movePointRight(replay.opening().baseScale())
                .multiply(BigDecimal.valueOf(book.lotsOf(position))).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }

    private long gainOf(int position) {
        return position < 0 || !book.instrument(book.instrumentOf(position)).contract().paysVariationMargin() ? 0
                : reMarkOf(position);
    }

    /** The event with the move from the prices before to the opening's in front. */
    private CascadeEvent marked(CascadeEvent event) {
        Map<Integer, BigDecimal> prices = new HashMap<>();
        for (int i = 0; i < pricesBefore.length; i++) {
            BigDecimal now = replay.opening().prices()[i];
            if (now != null && now.compareTo(pricesBefore[i]) != 0) {
                prices.put(i, now);
            }
        }
        prices.putAll(event.prices());
        return new CascadeEvent(event.shocks(), prices, event.losses());
    }
}
