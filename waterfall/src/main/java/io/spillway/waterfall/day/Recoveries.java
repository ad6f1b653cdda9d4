package io.spillway.waterfall.day;

import io.spillway.domain.book.Ids;
import io.spillway.domain.ledger.LedgerAccount;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.cascade.CascadeState;
import io.spillway.waterfall.cascade.Cause;
import io.spillway.waterfall.cascade.Coverage;
import io.spillway.waterfall.cascade.OpeningState;
import io.spillway.waterfall.day.CheckedInputs.FundMovement;
import io.spillway.waterfall.day.DayLedger.Reason;
import io.spillway.waterfall.day.Outstanding.LossShare;
import io.spillway.waterfall.day.Settlements.Destination;
import io.spillway.waterfall.day.Settlements.HandedBack;
import io.spillway.waterfall.layer.LayerName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Hands money recovered from a defaulter's estate back to those who bore its loss, in reverse order of the layers, never
 * more than they bore (fault 41). Within a layer it is split by the members' contributions when the loss was paid, and
 * where the payers are no members by what they paid (rule 1.5).
 */
final class Recoveries {

    private final DayOpening opening;
    private final Means means;
    private final Replenishments replenishments;
    private final FundBook.Entries postings;
    private final List<LossShare> shares;
    private final List<HandedBack> handedBack = new ArrayList<>();

    Recoveries(DayOpening opening, Means means, Replenishments replenishments, FundBook.Entries postings) {
        this.opening = opening;
        this.means = means;
        this.replenishments = replenishments;
        this.postings = postings;
        this.shares = new ArrayList<>(opening.outstanding().shares());
    }

    List<HandedBack> handedBack() {
        return handedBack;
    }

    /** Hands one recovery back; what is more than everybody bore is the estate's. */
    void handBack(FundMovement recovery) {
        long left = recovery.amount();
        for (LayerName layer : layersOf(recovery.owner())) {
            left = Math.subtractExact(left, handBack(recovery, layer, left));
        }
        if (left > 0) {
            int member = opening.book().memberIds().indexOf(recovery.owner());
            toCapital(member, left, new Reason("5.9", "surplus of the estate of " + recovery.owner()));
            handedBack.add(new HandedBack(recovery.movementId(), recovery.owner(), Optional.empty(),
                    Destination.ESTATE, left));
        }
    }

    /** The layers that bore the member's loss, the last one first. */
    private List<LayerName> layersOf(String defaulter) {
        Map<LayerName, Integer> places = new TreeMap<>();
        shares.stream().filter(s -> s.defaulter().equals(defaulter) && s.open() > 0)
                .forEach(s -> places.merge(s.layer(), s.layerNo(), Math::max));
        return places.keySet().stream().sorted(Comparator.<LayerName>comparingInt(places::get)
                .thenComparing(Comparator.naturalOrder()).reversed()).toList();
    }

    private long handBack(FundMovement recovery, LayerName layer, long amount) {
        int[] places = placesOf(recovery.owner(), layer);
        long[] caps = new long[places.length];
        BigInteger[] weights = new BigInteger[places.length];
        long open = 0;
        for (int i = 0; i < places.length; i++) {
            LossShare share = shares.get(places[i]);
            caps[i] = share.open();
            weights[i] = BigInteger.valueOf(Settlements.isPaidByMembers(layer) ? share.weight() : share.paid());
            open = Math.addExact(open, caps[i]);
        }
        long[] parts = split(Math.min(amount, open), weights, caps);
        long handed = 0;
        for (int i = 0; i < places.length; i++) {
            if (parts[i] > 0) {
                LossShare share = shares.get(places[i]);
                pay(recovery, share, parts[i]);
                shares.set(places[i], share.handingBack(parts[i]));
                handed = Math.addExact(handed, parts[i]);
            }
        }
        return handed;
    }

    private int[] placesOf(String defaulter, LayerName layer) {
        return IntStream.range(0, shares.size()).filter(i -> shares.get(i).layer() == layer
                && shares.get(i).defaulter().equals(defaulter) && shares.get(i).open() > 0).toArray();
    }

    /** By weight up to each one's cap; who has no weight is served last, by what it bore. */
    private static long[] split(long amount, BigInteger[] weights, long[] caps) {
        long[] parts = Allocation.splitCapped(amount, weights, caps);
        long left = amount;
        long[] open = caps.clone();
        for (int i = 0; i < parts.length; i++) {
            left -= parts[i];
            open[i] -= parts[i];
        }
        long[] rest = Allocation.split(left, open);
        for (int i = 0; i < parts.length; i++) {
            parts[i] += rest[i];
        }
        return parts;
    }

    private void pay(FundMovement recovery, LossShare share, long amount) {
        Reason reason = new Reason(Cause.valueOf(share.layer().name()).rule(),
                "recovery from " + recovery.owner() + " handed back");
        Ids members = opening.book().memberIds();
        switch (share.layer()) {
            case SOCIALISED_LOSS -> {
                postings.creditAccount(opening.book().accountIds().indexOf(share.payer()), amount, reason);
                note(recovery, share, Destination.ACCOUNT, amount);
            }
            case ASSESSMENTS -> {
                toCapital(members.indexOf(share.payer()), amount, reason);
                note(recovery, share, Destination.CAPITAL, amount);
            }
            case SURVIVORS_FUND_CONTRIBUTIONS -> toContributor(recovery, share, amount, reason);
            case SKIN_IN_THE_GAME, INSURANCE_FUND, SECOND_SKIN_IN_THE_GAME -> {
                means.pots.merge(share.layer(), amount, Math::addExact);
                postings.credit(LedgerAccount.of(LedgerAccountType.valueOf(share.layer().name())), amount, reason);
                note(recovery, share, Destination.LAYER, amount);
            }
            case UNFUNDED -> {
                postings.credit(LedgerAccount.of(LedgerAccountType.UNFUNDED), amount, reason);
                note(recovery, share, Destination.UNFUNDED, amount);
            }
            case DEFAULTER_MARGIN, DEFAULTER_FUND_CONTRIBUTION ->
                    throw new IllegalStateException("the defaulter's own means are not handed back: " + share);
        }
    }

    /** Into the fund as far as the contribution is short, the rest to the member itself. */
    private void toContributor(FundMovement recovery, LossShare share, long amount, Reason reason) {
        int member = opening.book().memberIds().indexOf(share.payer());
        long toFund = opening.members().inDefault()[member]
                ? 0 : Math.min(amount, replenishments.dueOf(share.payer()));
        if (toFund > 0) {
            means.contribution[member] = Math.addExact(means.contribution[member], toFund);
            replenishments.bring(share.payer(), toFund);
            postings.credit(new LedgerAccount(LedgerAccountType.DEFAULT_FUND, share.payer()), toFund, reason);
            note(recovery, share, Destination.FUND, toFund);
        }
        if (amount > toFund) {
            toCapital(member, amount - toFund, reason);
            note(recovery, share, Destination.CAPITAL, amount - toFund);
        }
    }

    private void toCapital(int member, long amount, Reason reason) {
        means.capital[member] = Math.addExact(means.capital[member], amount);
        postings.credit(new LedgerAccount(LedgerAccountType.MEMBER_CAPITAL_CALLED,
                opening.book().memberIds().get(member)), amount, reason);
    }

    private void note(FundMovement recovery, LossShare share, Destination to, long amount) {
        handedBack.add(new HandedBack(recovery.movementId(), recovery.owner(), Optional.of(share), to, amount));
    }

    /** Who bore the losses of the day's waterfalls, by defaulter, layer and payer. */
    List<LossShare> sharesOf(CascadeState state, OpeningState.Members atCascade) {
        Map<String, LossShare> today = new TreeMap<>();
        for (Coverage coverage : state.coverages()) {
            String payer = payerOf(coverage);
            long weight = Settlements.isPaidByMembers(coverage.layer())
                    ? atCascade.contribution()[coverage.payer()] : 0;
            String defaulter = opening.book().memberIds().get(coverage.defaulter());
            today.merge(defaulter + " " + coverage.layer() + " " + payer, new LossShare(defaulter,
                    opening.businessDate(), coverage.layerNo(), coverage.layer(), payer, weight, coverage.amount(), 0),
                    (a, b) -> new LossShare(a.defaulter(), a.paidOn(), a.layerNo(), a.layer(), a.payer(), a.weight(),
                            Math.addExact(a.paid(), b.paid()), 0));
        }
        return today.values().stream().sorted(LossShare.ORDER).toList();
    }

    private String payerOf(Coverage coverage) {
        return switch (coverage.layer()) {
            case SOCIALISED_LOSS -> opening.book().accountIds().get(coverage.payer());
            case SURVIVORS_FUND_CONTRIBUTIONS, ASSESSMENTS -> opening.book().memberIds().get(coverage.payer());
            default -> coverage.layer().name();
        };
    }

    /** What the next day opens with: who has not had all back, and today's payers. */
    List<LossShare> left(List<LossShare> today) {
        List<LossShare> left = new ArrayList<>(shares.stream().filter(s -> s.open() > 0).toList());
        left.addAll(today);
        return left;
    }
}
