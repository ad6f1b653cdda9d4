package io.spillway.waterfall.cascade;

import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.layer.Claims;
import io.spillway.waterfall.layer.Layer;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.Payment;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Runs the losses of a round's defaulters through the layers in the order of config (rules 5.12 to 5.14). */
final class DefaultWaterfall {

    private final CascadeState state;
    private final List<Layer> layers;
    private final ContagionMap map;

    DefaultWaterfall(CascadeState state, List<Layer> layers, ContagionMap map) {
        this.state = state;
        this.layers = layers;
        this.map = map;
    }

    /**
     * What the waterfall did.
     *
     * @param results per layer, UNFUNDED last; empty where no defaulter was ready
     * @param failed members that could not pay their assessment, ascending
     */
    record Outcome(List<LayerResult> results, List<Integer> failed) {
    }

    /** Runs for every member in default with an uncovered loss and no open position left. */
    Outcome run() {
        int[] defaulters = IntStream.range(0, state.members())
                .filter(m -> state.inDefault[m] && state.loss[m] > 0 && !state.holdings.hasOpenPositions(m)).toArray();
        if (defaulters.length == 0) {
            return new Outcome(List.of(), List.of());
        }
        List<LayerResult> results = new ArrayList<>();
        List<Integer> failed = new ArrayList<>();
        for (Layer layer : layers) {
            Claims claims = new Claims(defaulters, IntStream.of(defaulters).mapToLong(m -> state.loss[m]).toArray());
            List<Payment> payments = claims.total() == 0 ? List.of() : layer.absorb(claims, state);
            results.add(apply(layer.name(), claims, payments));
            if (state.recording().keepsTransfers()) {
                keepCoverage(results.size(), layer.name(), claims, payments);
            }
            payments.stream().filter(p -> p.unpaid() > 0).forEach(p -> failed.add(p.payer()));
            requireExact(layer.name(), claims, payments);
        }
        results.add(unfunded(defaulters, results.size() + 1));
        return new Outcome(results, failed);
    }

    private LayerResult apply(LayerName layer, Claims claims, List<Payment> payments) {
        Cause cause = Cause.valueOf(layer.name());
        SortedMap<String, Long> by = new TreeMap<>();
        SortedMap<String, Long> unpaid = new TreeMap<>();
        long paid = 0;
        long shared = 0;
        for (Payment payment : payments) {
            requireMeans(layer, payment);
            take(cause, payment);
            paid = Math.addExact(paid, payment.paid());
            if (payment.paid() > 0) {
                by.merge(payerName(layer, payment), payment.paid(), Math::addExact);
            }
            if (payment.unpaid() > 0) {
                unpaid.merge(payerName(layer, payment), payment.unpaid(), Math::addExact);
            }
            if (payment.defaulter() == Payment.SHARED) {
                shared = Math.addExact(shared, payment.covered());
                trace(layer, claims, payment);
            } else {
                cover(claims.defaulters()[payment.defaulter()], payment.covered());
            }
        }
        long[] parts = Allocation.split(shared, claims.losses());
        for (int d = 0; d < parts.length; d++) {
            cover(claims.defaulters()[d], parts[d]);
        }
        return new LayerResult(layer, paid, by, unpaid);
    }

    /** Remembers who paid for whom, so that a recovery can be handed back (fault 41). */
    private void keepCoverage(int layerNo, LayerName layer, Claims claims, List<Payment> payments) {
        for (Payment payment : payments) {
            if (payment.defaulter() == Payment.SHARED) {
                long[] parts = Allocation.split(payment.paid(), claims.losses());
                for (int d = 0; d < parts.length; d++) {
                    state.coverageBook.note(new Coverage(layerNo, layer, payment.payer(), claims.defaulters()[d], parts[d]));
                }
            }
        }
    }

    private void cover(int defaulter, long amount) {
        state.move(Cause.COVERED, Pot.WATERFALL, 0, Pot.LOSS, defaulter, amount);
    }

    /** A layer takes from nobody more than it has. */
    private void requireMeans(LayerName layer, Payment payment) {
        long means = switch (payment.source()) {
            case HOUSE_EQUITY_OF_DEFAULTER, ACCOUNT_EQUITY -> state.equity[payment.payer()];
            case ACCOUNT_GAIN -> state.gain[payment.payer()];
            case CONTRIBUTION -> state.contribution[payment.payer()];
            case POT -> state.balanceOf(layer);
            case CALL -> state.payableBy(payment.payer());
        };
        if (payment.paid() > 0 && payment.paid() > means) {
            throw new CascadeException("layer " + layer + " takes " + payment.paid() + " from "
                    + payerName(layer, payment) + ", which has " + means);
        }
    }

    /** Takes a payment from its payer. */
    private void take(Cause cause, Payment payment) {
        int payer = payment.payer();
        switch (payment.source()) {
            case HOUSE_EQUITY_OF_DEFAULTER, ACCOUNT_EQUITY ->
                    state.move(cause, Pot.ACCOUNT, payer, Pot.WATERFALL, 0, payment.paid());
            case ACCOUNT_GAIN -> {
                state.move(cause, Pot.ACCOUNT, payer, Pot.WATERFALL, 0, payment.paid());
                state.takeGain(payer, payment.paid());
            }
            case CONTRIBUTION -> state.move(cause, Pot.CONTRIBUTION, payer, Pot.WATERFALL, 0, payment.paid());
            case POT -> state.move(cause, Pot.valueOf(cause.name()), 0, Pot.WATERFALL, 0, payment.paid());
            case CALL -> {
                long fromCapital = Math.min(payment.paid(), state.capital[payer]);
                state.move(cause, Pot.MEMBER_CAPITAL, payer, Pot.WATERFALL, 0, fromCapital);
                Deficits.takeFromHouse(state, payer, payment.paid() - fromCapital, (account, part) ->
                        state.move(cause, Pot.ACCOUNT, account, Pot.WATERFALL, 0, part));
                state.move(cause, Pot.LOSS, payer, Pot.WATERFALL, 0, payment.unpaid());
                state.addCall(payer, payment.covered());
            }
        }
    }

    private String payerName(LayerName layer, Payment payment) {
        return switch (payment.source()) {
            case HOUSE_EQUITY_OF_DEFAULTER -> state.book.memberIds().get(state.accountMember[payment.payer()]);
            case ACCOUNT_GAIN, ACCOUNT_EQUITY -> state.book.accountIds().get(payment.payer());
            case CONTRIBUTION, CALL -> state.book.memberIds().get(payment.payer());
            case POT -> layer.name();
        };
    }

    private void trace(LayerName layer, Claims claims, Payment payment) {
        Channel channel = switch (payment.source()) {
            case CALL -> Channel.ASSESSMENT;
            case ACCOUNT_GAIN -> Channel.GAINS_HAIRCUT;
            case ACCOUNT_EQUITY -> Channel.SOCIALISED_LOSS;
            default -> Channel.FUND;
        };
        ContagionMap.Bearer bearer = switch (payment.source()) {
            case POT -> map.layer(layer);
            case ACCOUNT_GAIN, ACCOUNT_EQUITY -> map.member(state.accountMember[payment.payer()]);
            default -> map.member(payment.payer());
        };
        map.trace(channel, payment.paid(), claims.defaulters(), claims.losses(), bearer);
    }

    private LayerResult unfunded(int[] defaulters, int layerNo) {
        long unfunded = 0;
        for (int member : defaulters) {
            unfunded = Math.addExact(unfunded, state.loss[member]);
            state.coverageBook.note(new Coverage(layerNo, LayerName.UNFUNDED, 0, member, state.loss[member]));
            state.move(Cause.UNFUNDED, Pot.UNFUNDED, 0, Pot.LOSS, member, state.loss[member]);
        }
        return new LayerResult(LayerName.UNFUNDED, unfunded, new TreeMap<>(), new TreeMap<>());
    }

    /** Covered + left = loss, and nothing stays on its way. */
    private void requireExact(LayerName layer, Claims claims, List<Payment> payments) {
        long covered = payments.stream().mapToLong(Payment::covered).reduce(0, Math::addExact);
        long left = IntStream.of(claims.defaulters()).mapToLong(m -> state.loss[m]).reduce(0, Math::addExact);
        if (Math.addExact(covered, left) != claims.total() || state.waterfallBalance() != 0) {
            throw new CascadeException("layer " + layer + " does not add up: covered " + covered + ", left " + left
                    + ", loss " + claims.total());
        }
    }
}
