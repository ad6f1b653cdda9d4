package io.spillway.waterfall.cascade;

import io.spillway.domain.instrument.PriceTerms;
import io.spillway.waterfall.layer.Layer;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The cascade of section 5: account-wide liquidation, default waterfall and contagion, round by round until it stops.
 * Everything is ordered by id, so the order of the input never matters.
 */
public final class Cascade {

    private static final long[] UNTRACED = {};

    private final CascadeState state;
    private final CascadeRules rules;
    private final List<Layer> layers;
    private final Optional<Deleveraging> deleveraging;

    public Cascade(CascadeState state, CascadeRules rules) {
        this(state, rules, rules.layers().stream().map(n -> Layer.of(n, rules.socialisedLossBasis())).toList());
    }

    Cascade(CascadeState state, CascadeRules rules, List<Layer> layers) {
        this.state = state;
        this.rules = rules;
        this.layers = layers;
        this.deleveraging = layers.stream().filter(Deleveraging.class::isInstance).map(Deleveraging.class::cast)
                .findFirst();
    }

    /**
     * A cascade in which winners are deleveraged in the place of a socialised loss (docs/methods/what-rule.md). For
     * comparisons off the books: no journal is made of the positions that it closes.
     *
     * @param gains what a winner's gain is measured against
     */
    public static Cascade deleveraging(CascadeState state, CascadeRules rules, GainsBefore gains) {
        Deleveraging instead = new Deleveraging(state, gains);
        return new Cascade(state, rules, rules.layers().stream().map(n -> n == LayerName.SOCIALISED_LOSS
                ? instead : Layer.of(n, rules.socialisedLossBasis())).toList());
    }

    /** Positions that winners lost to deleveraging so far, in order; empty in an ordinary cascade. */
    public List<Deleveraged> deleveraged() {
        return deleveraging.map(Deleveraging::closed).orElse(List.of());
    }

    /**
     * Runs one event to its end on the state that earlier events left.
     *
     * @throws CascadeException if it does not settle within max rounds (5.15) or its money does not add up (5.17)
     * @throws ArithmeticException if an amount passes 64 bits (1.6)
     */
    public CascadeResult run(CascadeEvent event) {
        Conservation conservation = new Conservation(state);
        state.round = 0;
        applyPrices(event);
        List<Transfer> shock = state.takeTransfers(Cause.SHOCK);
        return new Run(conservation).toTheEnd(event, shock);
    }

    /**
     * Marks every account to moved prices, as an event's shocks do, and leaves it at that: who asks what the move alone
     * costs looks at the state, then runs on from it with {@link CascadeEvent#NONE}.
     *
     * @param moves per instrument index, as parts of the price base
     */
    public void shock(Map<Integer, BigDecimal> moves) {
        applyShocks(moves);
        state.flushRounding();
    }

    private void applyShocks(Map<Integer, BigDecimal> moves) {
        new TreeMap<>(moves).forEach((i, move) -> {
            PriceTerms terms = state.book.instrument(i).prices();
            BigDecimal moved = state.priceOf(i).add(move.multiply(terms.base(state.priceOf(i))));
            state.reMarkAll(i, terms.rounded(moved, RoundingMode.HALF_EVEN), UNTRACED);
        });
    }

    /** Shocks and new prices mark every account before round 1 (rule 5.12). */
    private void applyPrices(CascadeEvent event) {
        applyShocks(event.shocks());
        new TreeMap<>(event.prices()).forEach((i, price) -> state.reMarkAll(i, price, UNTRACED));
        state.flushRounding();
    }

    /** One event's rounds. */
    private final class Run {

        private final Conservation conservation;
        private final ContagionMap map = new ContagionMap(state);
        private final Liquidation liquidation = new Liquidation(state, rules, map);
        private final Deficits deficits = new Deficits(state);
        private final Porting porting = new Porting(state);
        private final DefaultWaterfall waterfall = new DefaultWaterfall(state, layers, map);
        private final List<Round> rounds = new ArrayList<>();
        /** Accounts that the next round must close whatever their margin: declared, or cut short by a halt. */
        private final List<Integer> pending = new ArrayList<>();
        private final int[] passed = new int[state.accounts()];

        private Run(Conservation conservation) {
            this.conservation = conservation;
        }

        private CascadeResult toTheEnd(CascadeEvent event, List<Transfer> shock) {
            List<Integer> declaredBefore = declareByDecision(event);
            List<Integer> portedBefore = porting.judge(declaredBefore, new int[0]).ported();
            List<Integer> called = callFirst();
            int[] toJudge = IntStream.range(0, state.accounts()).toArray();
            List<Integer> portedNow = portedBefore;
            while (true) {
                int[] set = liquidationSet(toJudge);
                int[] inDeficit = inDeficit(toJudge);
                boolean lossesLeft = Arrays.stream(state.loss).anyMatch(loss -> loss > 0);
                if (set.length == 0 && inDeficit.length == 0 && !lossesLeft) {
                    break;
                }
                if (rounds.size() == rules.maxRounds()) {
                    throw new CascadeException("refused: the cascade did not settle within max rounds, "
                            + rules.maxRounds());
                }
                state.touched.clear();
                rounds.add(round(set, inDeficit, portedNow));
                conservation.roundEnds();
                toJudge = state.touched.ascending();
                portedNow = List.of();
            }
            conservation.cascadeEnds();
            List<Transfer> transfers = new ArrayList<>(shock);
            transfers.addAll(state.takeTransfers(Cause.RE_MARK));
            return new CascadeResult(declaredBefore, called, portedBefore, rounds, transfers, liquidation.closeOuts());
        }

        /** Declarations by decision with the loss each brings, none perhaps; porting follows (rule 5.12). */
        private List<Integer> declareByDecision(CascadeEvent event) {
            List<Integer> declared = new ArrayList<>();
            new TreeMap<>(event.losses()).forEach((member, amount) -> {
                state.move(Cause.DECLARED_LOSS, Pot.LOSS, member, Pot.OUTSIDE, 0, amount);
                if (!state.inDefault[member]) {
                    state.inDefault[member] = true;
                    declared.add(member);
                }
            });
            return declared;
        }

        /** CALL_FIRST: members top up accounts below maintenance out of their capital (rule 4.6). */
        private List<Integer> callFirst() {
            List<Integer> called = new ArrayList<>();
            if (rules.belowMaintenance() == BelowMaintenance.LIQUIDATE) {
                return called;
            }
            for (int a = 0; a < state.accounts(); a++) {
                int member = state.accountMember[a];
                if (!state.inDefault[member] && state.isBelowMaintenance(a)) {
                    long missing = Math.subtractExact(initialMarginOf(a), state.equity[a]);
                    if (missing <= state.capital[member]) {
                        state.move(Cause.CALL_FIRST, Pot.MEMBER_CAPITAL, member, Pot.ACCOUNT, a, missing);
                        called.add(a);
                    }
                }
            }
            return called;
        }

        private long initialMarginOf(int account) {
            return rules.initialFactor().multiply(BigDecimal.valueOf(state.holdings.requirementOf(account)))
                    .setScale(0, RoundingMode.CEILING).longValueExact();
        }

        /** B of rule 5.1, ascending. */
        private int[] liquidationSet(int[] toJudge) {
            int[] below = only(toJudge, a -> state.isBelowMaintenance(a)
                    || state.inDefault[state.accountMember[a]] && state.isOpen(a));
            int[] set = union(below, pending.stream().mapToInt(a -> a).toArray());
            pending.clear();
            return set;
        }

        /** Accounts with no open position and negative equity (rule 5.8). */
        private int[] inDeficit(int[] accounts) {
            return only(accounts, a -> state.equity[a] < 0 && !state.isOpen(a));
        }

        /** Those that pass a test, in their order; a plain loop, since a round may touch the whole house. */
        private int[] only(int[] accounts, IntPredicate test) {
            int size = 0;
            for (int account : accounts) {
                if (test.test(account)) {
                    passed[size++] = account;
                }
            }
            return Arrays.copyOf(passed, size);
        }

        /** One round in the order of rule 5.12. */
        private Round round(int[] set, int[] inDeficitBefore, List<Integer> portedBefore) {
            state.round = rounds.size() + 1;
            liquidation.close(set);
            int[] halted = Arrays.stream(set).filter(state::isOpen).toArray();

            int[] inDeficit = union(inDeficit(inDeficitBefore), inDeficit(state.touched.ascending()));
            long[] lossBefore = state.loss.clone();
            List<Integer> defaulted = new ArrayList<>(deficits.settle(inDeficit));
            long loss = lossSince(lossBefore);
            List<Integer> ported = new ArrayList<>(portedBefore);
            declare(defaulted, halted, ported);

            DefaultWaterfall.Outcome paid = waterfall.run();
            deleveraging.ifPresent(Deleveraging::closeAssigned);
            loss = Math.addExact(loss, unpaidOf(paid.results()));
            paid.failed().forEach(member -> state.inDefault[member] = true);
            declare(paid.failed(), halted, ported);
            defaulted.addAll(paid.failed());

            Arrays.stream(halted).forEach(pending::add);
            state.flushRounding();
            return new Round(state.round, Collections.unmodifiableList(Arrays.asList(state.holdings.copyPrices())),
                    closedOf(set), boxed(halted), sorted(defaulted), sorted(ported), paid.results(), map.take(), loss);
        }

        private void declare(List<Integer> members, int[] halted, List<Integer> ported) {
            Porting.Outcome outcome = porting.judge(members, halted);
            ported.addAll(outcome.ported());
            pending.addAll(outcome.toClose());
        }

        /** Losses of members in default that rose in this round; what members paid at once is none. */
        private long lossSince(long[] before) {
            long sum = 0;
            for (int m = 0; m < before.length; m++) {
                sum = Math.addExact(sum, Math.subtractExact(state.loss[m], before[m]));
            }
            return sum;
        }

        private long unpaidOf(List<LayerResult> results) {
            return results.stream().flatMap(r -> r.unpaid().values().stream()).mapToLong(v -> v)
                    .reduce(0, Math::addExact);
        }

        private List<Integer> closedOf(int[] set) {
            return Arrays.stream(set).filter(a -> !state.isOpen(a)).boxed().toList();
        }
    }

    private static int[] union(int[] a, int[] b) {
        return IntStream.concat(Arrays.stream(a), Arrays.stream(b)).sorted().distinct().toArray();
    }

    private static List<Integer> boxed(int[] indices) {
        return Arrays.stream(indices).boxed().toList();
    }

    private static List<Integer> sorted(Collection<Integer> indices) {
        return indices.stream().sorted().toList();
    }
}
