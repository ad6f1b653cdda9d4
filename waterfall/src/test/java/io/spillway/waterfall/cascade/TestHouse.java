package io.spillway.waterfall.cascade;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.member.Account;
import io.spillway.domain.member.AccountKind;
import io.spillway.waterfall.layer.Layer;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.SocialisedLossBasis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * A house put together by ids, in any order; amounts in cents. LIQUIDITY holds whatever makes the positions sum to
 * zero.
 */
final class TestHouse {

    record MemberOf(String id, long capital, long contribution) {
    }

    record AccountOf(String id, String member, AccountKind kind, Optional<String> backup, long equity, long gain) {
    }

    record PositionOf(String account, String instrument, long lots) {
    }

    /** An event by ids. */
    record Event(Map<String, BigDecimal> shocks, Map<String, BigDecimal> prices, Map<String, Long> losses) {

        static final Event NONE = new Event(Map.of(), Map.of(), Map.of());

        static Event loss(String member, long cents) {
            return new Event(Map.of(), Map.of(), Map.of(member, cents));
        }

        static Event price(String instrument, String price) {
            return new Event(Map.of(), Map.of(instrument, new BigDecimal(price)), Map.of());
        }

        CascadeEvent byIndex(ClearingBook book) {
            return new CascadeEvent(byIndex(shocks, book.instrumentIds()::indexOf),
                    byIndex(prices, book.instrumentIds()::indexOf), byIndex(losses, book.memberIds()::indexOf));
        }

        private static <T> Map<Integer, T> byIndex(Map<String, T> byId, ToIntFunction<String> indexOf) {
            Map<Integer, T> byIndex = new HashMap<>();
            byId.forEach((id, value) -> byIndex.put(indexOf.applyAsInt(id), value));
            return byIndex;
        }
    }

    final List<TestInstrument> instruments = new ArrayList<>();
    final List<MemberOf> members = new ArrayList<>();
    final List<AccountOf> accounts = new ArrayList<>();
    final List<PositionOf> positions = new ArrayList<>();
    final Map<LayerName, Long> pots = new EnumMap<>(LayerName.class);
    CascadeRules rules = CascadeRules.defaults();
    Recording recording = Recording.FULL;

    TestHouse instrument(TestInstrument instrument) {
        instruments.add(instrument);
        return this;
    }

    TestHouse member(String id, long capital, long contribution) {
        members.add(new MemberOf(id, capital, contribution));
        return this;
    }

    TestHouse house(String id, String member, long equity) {
        return account(new AccountOf(id, member, AccountKind.HOUSE, Optional.empty(), equity, 0));
    }

    TestHouse client(String id, String member, String backup, long equity) {
        return account(new AccountOf(id, member, AccountKind.CLIENT_SEGREGATED, Optional.ofNullable(backup), equity,
                0));
    }

    TestHouse account(AccountOf account) {
        accounts.add(account);
        return this;
    }

    TestHouse holding(String account, String instrument, long lots) {
        positions.add(new PositionOf(account, instrument, lots));
        return this;
    }

    TestHouse pot(LayerName layer, long cents) {
        pots.put(layer, cents);
        return this;
    }

    TestHouse rules(UnaryOperator<CascadeRules> change) {
        rules = change.apply(rules);
        return this;
    }

    TestHouse layers(LayerName... layers) {
        return rules(r -> new CascadeRules(List.of(layers), r.assessmentMultiple(), r.socialisedLossBasis(),
                r.executionPrice(), r.liquidationFeeRate(), r.belowMaintenance(), r.initialFactor(), r.maxRounds()));
    }

    TestHouse maxRounds(int maxRounds) {
        return rules(r -> new CascadeRules(r.layers(), r.assessmentMultiple(), r.socialisedLossBasis(),
                r.executionPrice(), r.liquidationFeeRate(), r.belowMaintenance(), r.initialFactor(), maxRounds));
    }

    /** The same house with every list in another order. */
    TestHouse shuffled(long seed) {
        TestHouse copy = copy();
        Random random = new Random(new SplittableRandom(seed).nextLong());
        Collections.shuffle(copy.instruments, random);
        Collections.shuffle(copy.members, random);
        Collections.shuffle(copy.accounts, random);
        Collections.shuffle(copy.positions, random);
        return copy;
    }

    TestHouse copy() {
        TestHouse copy = new TestHouse();
        copy.instruments.addAll(instruments);
        copy.members.addAll(members);
        copy.accounts.addAll(accounts);
        copy.positions.addAll(positions);
        copy.pots.putAll(pots);
        copy.rules = rules;
        copy.recording = recording;
        return copy;
    }

    TestHouse recording(Recording newRecording) {
        TestHouse copy = copy();
        copy.recording = newRecording;
        return copy;
    }

    SocialisedLossBasis basis() {
        return rules.socialisedLossBasis();
    }

    ClearingBook book() {
        BookBuilder builder = ClearingBook.of(instruments.stream().map(TestInstrument::instrument).toList(),
                members.stream().map(MemberOf::id).toList(),
                accounts.stream().map(a -> new Account(a.id(), a.member(), a.kind(), a.backup())).toList());
        for (PositionOf position : positions) {
            int instrument = builder.instrumentIds().indexOf(position.instrument());
            builder.add(builder.accountIds().indexOf(position.account()), instrument, position.lots());
            builder.addLiquidity(instrument, -position.lots());
        }
        return builder.build();
    }

    OpeningState opening(ClearingBook book) {
        BigDecimal[] prices = new BigDecimal[instruments.size()];
        BigDecimal[] fx = new BigDecimal[instruments.size()];
        for (TestInstrument instrument : instruments) {
            prices[book.instrumentIds().indexOf(instrument.id())] = instrument.price();
            fx[book.instrumentIds().indexOf(instrument.id())] = instrument.fx();
        }
        long[] equity = new long[accounts.size()];
        long[] gain = new long[accounts.size()];
        for (AccountOf account : accounts) {
            equity[book.accountIds().indexOf(account.id())] = account.equity();
            gain[book.accountIds().indexOf(account.id())] = account.gain();
        }
        long[] capital = new long[members.size()];
        long[] contribution = new long[members.size()];
        for (MemberOf member : members) {
            capital[book.memberIds().indexOf(member.id())] = member.capital();
            contribution[book.memberIds().indexOf(member.id())] = member.contribution();
        }
        return new OpeningState(2, prices, fx, new OpeningState.Accounts(equity, gain),
                new OpeningState.Members(capital, contribution, new boolean[capital.length], contribution.clone(),
                        new long[capital.length]), new EnumMap<>(pots));
    }

    /** A house ready to run. */
    Running start() {
        return start(rules.layers().stream().map(n -> Layer.of(n, basis())).toList());
    }

    Running start(List<Layer> layers) {
        ClearingBook book = book();
        CascadeState state = new CascadeState(book, opening(book), rules, recording);
        return new Running(book, state, new Cascade(state, rules, layers));
    }

    /** A house that runs one event after another; balances by id. */
    record Running(ClearingBook book, CascadeState state, Cascade cascade) {

        CascadeResult run(Event event) {
            return cascade.run(event.byIndex(book));
        }

        long equity(String account) {
            return state.equityOf(book.accountIds().indexOf(account));
        }

        boolean isOpen(String account) {
            return state.isOpen(book.accountIds().indexOf(account));
        }

        long capital(String member) {
            return state.capitalOf(book.memberIds().indexOf(member));
        }

        long contribution(String member) {
            return state.contributionOf(book.memberIds().indexOf(member));
        }

        long assessed(String member) {
            return state.assessedOf(book.memberIds().indexOf(member));
        }

        boolean isInDefault(String member) {
            return state.isInDefault(book.memberIds().indexOf(member));
        }

        String memberOf(String account) {
            return book.memberIds().get(state.memberOf(book.accountIds().indexOf(account)));
        }

        /** Everything the house has, less what it owes, from its public balances. */
        long wealth() {
            long sum = state.liquidityEquity() + state.rounding() - state.unfunded();
            for (int a = 0; a < state.accounts(); a++) {
                sum += state.equityOf(a);
            }
            for (int m = 0; m < state.members(); m++) {
                sum += state.capitalOf(m) + state.contributionOf(m) - state.lossOf(m);
            }
            for (LayerName layer : LayerName.values()) {
                sum += layer.isSharedPot() ? state.balanceOf(layer) : 0;
            }
            return sum;
        }

        /** Every pot of money with its index, as {@link Transfer} names them; losses and unfunded as negative. */
        SortedMap<String, Long> pots() {
            SortedMap<String, Long> pots = new TreeMap<>();
            for (int a = 0; a < state.accounts(); a++) {
                pots.put(Pot.ACCOUNT + " " + a, state.equityOf(a));
            }
            for (int m = 0; m < state.members(); m++) {
                pots.put(Pot.MEMBER_CAPITAL + " " + m, state.capitalOf(m));
                pots.put(Pot.CONTRIBUTION + " " + m, state.contributionOf(m));
                pots.put(Pot.LOSS + " " + m, -state.lossOf(m));
            }
            for (LayerName layer : LayerName.values()) {
                if (layer.isSharedPot()) {
                    pots.put(layer + " 0", state.balanceOf(layer));
                }
            }
            pots.put(Pot.LIQUIDITY + " 0", state.liquidityEquity());
            pots.put(Pot.UNFUNDED + " 0", -state.unfunded());
            pots.put(Pot.ROUNDING + " 0", state.rounding());
            pots.put(Pot.OUTSIDE + " 0", state.outsideBalance());
            pots.put(Pot.MARKET + " 0", 0L);
            pots.put(Pot.WATERFALL + " 0", 0L);
            return pots;
        }
    }
}
