package io.spillway.waterfall.whatrule;

import io.spillway.domain.book.ClearingBook;
import io.spillway.domain.instrument.PriceTerms;
import io.spillway.waterfall.cascade.CascadeResult;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.Cause;
import io.spillway.waterfall.cascade.CloseOut;
import io.spillway.waterfall.cascade.Deleveraged;
import io.spillway.waterfall.cascade.LayerResult;
import io.spillway.waterfall.cascade.Round;
import io.spillway.waterfall.cascade.Transfer;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one set of rules made of a replay, over all its events. Amounts are base minor units, zero or more.
 *
 * @param loss what the waterfalls had to place: the sum of all layers' payments and of what nobody paid
 * @param paid per layer, UNFUNDED with it; a layer that never paid is zero
 * @param members what each member bore, by id; those who bore nothing left out
 * @param defaulted ids of members declared in the cascade or by decision, ascending
 * @param furthest the price that close-outs moved furthest; none where they moved none
 */
public record RuleOutcome(long loss, Map<LayerName, Long> paid, SortedMap<String, Burden> members,
                          List<String> defaulted, Counts counts, Optional<PriceMove> furthest) {

    private static final int RATIO_SCALE = 6;

    /**
     * What a member bore.
     *
     * @param own for its own accounts: deficits that it paid, and its margin and contribution when in default
     * @param shared for others: contribution, assessment, and socialised losses of its accounts, clients' included
     *     (a ported account counts for the member it ends with)
     */
    public record Burden(long own, long shared) {

        private Burden plus(Burden other) {
            return new Burden(Math.addExact(own, other.own), Math.addExact(shared, other.shared));
        }

        /** Both together. */
        public long total() {
            return Math.addExact(own, shared);
        }
    }

    /**
     * How much happened.
     *
     * @param called accounts topped up before round 1 (4.6)
     * @param accountsClosed accounts with a position closed; one of several positions too where they are isolated
     * @param positionsClosed positions closed or partly closed
     * @param positionsDeleveraged winners' positions that deleveraging closed or partly closed
     */
    public record Counts(int rounds, int called, int accountsClosed, int positionsClosed, int positionsDeleveraged) {
    }

    /**
     * How far close-outs moved a price from where it stood when the cascade began.
     *
     * @param move (to - from) / b(from), signed, to six places half-even
     */
    public record PriceMove(String instrument, BigDecimal from, BigDecimal to, BigDecimal move) {
    }

    /** The member that bore most for others, the lower id of equals. */
    public Optional<String> biggestPayer() {
        String biggest = null;
        for (Map.Entry<String, Burden> member : members.entrySet()) {
            long most = biggest == null ? 0 : members.get(biggest).shared();
            biggest = member.getValue().shared() > most ? member.getKey() : biggest;
        }
        return Optional.ofNullable(biggest);
    }

    /** @param book of the replay, whose accounts pockets are counted as */
    static RuleOutcome of(Rerun rerun, ClearingBook book) {
        return new Reading(rerun, book).read();
    }

    /** Reads the outcome out of the events' results. */
    private static final class Reading {

        private final Rerun rerun;
        private final ClearingBook book;
        private final CascadeState end;
        private final Map<LayerName, Long> paid = new EnumMap<>(LayerName.class);
        private final SortedMap<String, Burden> members = new TreeMap<>();
        private final Set<String> defaulted = new TreeSet<>();
        private final Set<Integer> accounts = new HashSet<>();
        private final Set<List<Integer>> positions = new HashSet<>();
        private PriceMove furthest;
        private int rounds;
        private int called;

        private Reading(Rerun rerun, ClearingBook book) {
            this.rerun = rerun;
            this.book = book;
            this.end = rerun.end();
            for (LayerName layer : LayerName.values()) {
                paid.put(layer, 0L);
            }
        }

        private RuleOutcome read() {
            rerun.events().forEach(this::read);
            Set<List<Integer>> deleveraged = new HashSet<>();
            for (Deleveraged lost : rerun.deleveraged()) {
                deleveraged.add(List.of(lost.account(), lost.instrument()));
            }
            long loss = paid.values().stream().reduce(0L, Math::addExact);
            return new RuleOutcome(loss, Collections.unmodifiableMap(paid), Collections.unmodifiableSortedMap(members),
                    List.copyOf(defaulted), new Counts(rounds, called, accounts.size(), positions.size(),
                            deleveraged.size()), Optional.ofNullable(furthest));
        }

        private void read(CascadeResult event) {
            event.declaredBefore().forEach(m -> defaulted.add(book.memberIds().get(m)));
            called += event.called().size();
            rounds += event.rounds().size();
            for (Transfer transfer : event.transfers()) {
                if (transfer.cause() == Cause.MEMBER_PAYS) {
                    bears(book.memberIds().get(transfer.toIndex()), new Burden(transfer.amount(), 0));
                }
            }
            for (Round round : event.rounds()) {
                round.defaulted().forEach(m -> defaulted.add(book.memberIds().get(m)));
                round.layers().forEach(this::read);
            }
            Map<Integer, BigDecimal> began = new HashMap<>();
            for (CloseOut closeOut : event.closeOuts()) {
                int account = rerun.accountOf()[closeOut.account()];
                accounts.add(account);
                positions.add(List.of(account, closeOut.instrument()));
                // A price stands still until its first close-out, so that one opens where the cascade began.
                began.putIfAbsent(closeOut.instrument(), closeOut.openingPrice());
            }
            new TreeMap<>(began).forEach((i, from) -> event.rounds()
                    .forEach(round -> moved(i, from, round.closingPrices().get(i))));
        }

        private void read(LayerResult layer) {
            paid.merge(layer.layer(), layer.paid(), Math::addExact);
            layer.by().forEach((payer, amount) -> {
                switch (layer.layer()) {
                    case DEFAULTER_MARGIN, DEFAULTER_FUND_CONTRIBUTION -> bears(payer, new Burden(amount, 0));
                    case SURVIVORS_FUND_CONTRIBUTIONS, ASSESSMENTS -> bears(payer, new Burden(0, amount));
                    case SOCIALISED_LOSS -> bears(book.memberIds().get(end.memberOf(
                            end.book().accountIds().indexOf(payer))), new Burden(0, amount));
                    case SKIN_IN_THE_GAME, INSURANCE_FUND, SECOND_SKIN_IN_THE_GAME, UNFUNDED -> { }
                }
            });
        }

        private void bears(String member, Burden burden) {
            members.merge(member, burden, Burden::plus);
        }

        private void moved(int instrument, BigDecimal from, BigDecimal to) {
            PriceTerms terms = book.instrument(instrument).prices();
            if (terms.base(from).signum() == 0 || to.compareTo(from) == 0) {
                return;
            }
            BigDecimal move = to.subtract(from).divide(terms.base(from), RATIO_SCALE, RoundingMode.HALF_EVEN);
            if (furthest == null || move.abs().compareTo(furthest.move().abs()) > 0) {
                furthest = new PriceMove(book.instrumentIds().get(instrument), from, to, move);
            }
        }
    }

    /** Members that either outcome burdens, ascending. */
    public static List<String> members(RuleOutcome one, RuleOutcome other) {
        Set<String> both = new TreeSet<>(one.members().keySet());
        both.addAll(other.members().keySet());
        return new ArrayList<>(both);
    }

    /** What a member bore, nothing where it is not listed. */
    public Burden burdenOf(String member) {
        return members.getOrDefault(member, new Burden(0, 0));
    }
}
