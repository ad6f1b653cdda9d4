package io.spillway.waterfall.compare;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.member.Account;
import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.cascade.Recording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Isolated margin: every position stands in an account of its own with its share of the account's equity, so that it is
 * judged and closed alone and never pays for another position while it lasts. Equity and gain are split by maintenance
 * margin (rule 1.5). Everything else is the engine's: a deficit of one position is a claim on the member, house money may
 * pay it (5.9), what is left in a client's other position may not (5.10).
 */
final class IsolatedMargin {

    private final CascadeCase whole;
    private final List<Account> accounts = new ArrayList<>();
    /** Of each new account: the account it is a part of, and the position, -1 where there is none. */
    private final List<int[]> parts = new ArrayList<>();

    private IsolatedMargin(CascadeCase whole) {
        this.whole = whole;
    }

    static CascadeCase of(CascadeCase whole) {
        return new IsolatedMargin(whole).split();
    }

    private CascadeCase split() {
        ClearingBook book = whole.book();
        Set<String> taken = new HashSet<>();
        IntStream.range(0, book.accounts()).forEach(a -> taken.add(book.accountIds().get(a)));
        for (int a = 0; a < book.accounts(); a++) {
            int positions = book.rowStart(a + 1) - book.rowStart(a);
            for (int p = 0; p < Math.max(1, positions); p++) {
                String id = positions < 2 ? book.accountIds().get(a) : partId(book.accountIds().get(a), p, taken);
                accounts.add(new Account(id, book.memberIds().get(book.memberOf(a)), book.kindOf(a), backup(a)));
                parts.add(new int[] {a, positions == 0 ? -1 : book.rowStart(a) + p});
            }
        }
        ClearingBook isolated = book();
        return whole.with(isolated, opening(isolated));
    }

    private Optional<String> backup(int account) {
        int backup = whole.book().backupOf(account);
        return backup < 0 ? Optional.empty() : Optional.of(whole.book().memberIds().get(backup));
    }

    /** Such as A-H#2; longer where the house has that account, from the start of the id where it has no room. */
    private static String partId(String account, int number, Set<String> taken) {
        String ending = "#" + (number + 1);
        String id = account.substring(0, Math.min(account.length(), 64 - ending.length())) + ending;
        while (!taken.add(id)) {
            ending = "#" + ending;
            id = account.substring(0, Math.min(account.length(), 64 - ending.length())) + ending;
        }
        return id;
    }

    private ClearingBook book() {
        ClearingBook book = whole.book();
        List<Instrument> instruments = IntStream.range(0, book.instruments()).mapToObj(book::instrument).toList();
        List<String> members = IntStream.range(0, book.members()).mapToObj(book.memberIds()::get).toList();
        BookBuilder builder = ClearingBook.of(instruments, members, accounts);
        for (int n = 0; n < accounts.size(); n++) {
            int position = parts.get(n)[1];
            if (position >= 0) {
                builder.add(builder.accountIds().indexOf(accounts.get(n).id()), book.instrumentOf(position),
                        book.lotsOf(position));
            }
        }
        for (int i = 0; i < book.instruments(); i++) {
            builder.addLiquidity(i, book.liquidityLotsOf(i));
        }
        return builder.build();
    }

    private OpeningState opening(ClearingBook isolated) {
        OpeningState before = whole.opening();
        long[] equity = new long[isolated.accounts()];
        long[] gain = new long[isolated.accounts()];
        CascadeState margins = new CascadeState(isolated, new OpeningState(before.baseScale(), before.prices(),
                before.fxToBase(), new OpeningState.Accounts(equity, gain), before.members(), before.pots()), whole.rules(),
                Recording.ROUNDS);
        int begin = 0;
        while (begin < parts.size()) {
            int account = parts.get(begin)[0];
            int end = begin;
            while (end < parts.size() && parts.get(end)[0] == account) {
                end++;
            }
            int[] indices = IntStream.range(begin, end).map(n -> isolated.accountIds().indexOf(accounts.get(n).id())).toArray();
            long[] weights = Arrays.stream(indices).mapToLong(margins::maintenanceOf).toArray();
            if (Arrays.stream(weights).allMatch(weight -> weight == 0)) {
                Arrays.fill(weights, 1);
            }
            spread(before.accounts().equity()[account], weights, indices, equity);
            spread(before.accounts().gain()[account], weights, indices, gain);
            begin = end;
        }
        return new OpeningState(before.baseScale(), before.prices(), before.fxToBase(),
                new OpeningState.Accounts(equity, gain), before.members(), before.pots());
    }

    private static void spread(long amount, long[] weights, int[] indices, long[] target) {
        long[] shares = Allocation.split(Math.abs(amount), weights);
        for (int s = 0; s < shares.length; s++) {
            target[indices[s]] = amount < 0 ? -shares[s] : shares[s];
        }
    }
}
