package io.spillway.waterfall.cascade;

import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.money.Allocation;
import io.spillway.waterfall.layer.Claims;
import io.spillway.waterfall.layer.Layer;
import io.spillway.waterfall.layer.LayerName;
import io.spillway.waterfall.layer.Payment;
import io.spillway.waterfall.layer.Payment.Source;
import io.spillway.waterfall.layer.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pro-rata auto-deleveraging in the place of a socialised loss: what the defaulters of the round were closed out of is
 * handed on, net, to winners on the other side, whose positions close against it; they bear the loss that is left by the
 * notional they give up, none of them more than it gained with it. A position's loss per lot is what its price of
 * closing, the bankruptcy price, differs by from the market's. Never part of a day: it makes no journals.
 */
final class Deleveraging implements Layer {

    private final CascadeState state;
    private final GainsBefore before;
    /** Lots of each position that were handed on or taken already, signed as they were held. */
    private final long[] settled;
    private final List<Deleveraged> closed = new ArrayList<>();
    /** Lots of winners' positions that go when this round's payments are made, signed as held; empty: none. */
    private long[] assigned = {};
    private List<Integer> handedOn = List.of();

    Deleveraging(CascadeState state, GainsBefore before) {
        this.state = state;
        this.before = before;
        this.settled = new long[state.book.positions()];
    }

    List<Deleveraged> closed() {
        return List.copyOf(closed);
    }

    @Override
    public LayerName name() {
        return LayerName.SOCIALISED_LOSS;
    }

    @Override
    public List<Payment> absorb(Claims claims, Resources house) {
        assign(IntStream.range(0, claims.defaulters().length).filter(d -> claims.losses()[d] > 0)
                .map(d -> claims.defaulters()[d]).toArray());
        BigDecimal[] givenUp = new BigDecimal[state.accounts()];
        long[] caps = new long[state.accounts()];
        Arrays.fill(givenUp, BigDecimal.ZERO);
        for (int p = 0; p < assigned.length; p++) {
            if (assigned[p] != 0) {
                int account = state.book.accountOf(p);
                givenUp[account] = givenUp[account].add(notionalOf(p));
                caps[account] = Math.addExact(caps[account], gainOn(p, assigned[p]));
            }
        }
        for (int a = 0; a < caps.length; a++) {
            caps[a] = givenUp[a].signum() == 0 ? 0
                    : Math.min(state.gain[a], Math.addExact(caps[a], Math.max(0, before.untold()[a])));
        }
        long[] shares = Allocation.splitCapped(claims.total(), Allocation.wholeWeights(givenUp), caps);
        List<Payment> payments = new ArrayList<>();
        for (int a = 0; a < shares.length; a++) {
            if (shares[a] > 0) {
                payments.add(new Payment(Source.ACCOUNT_GAIN, a, Payment.SHARED, shares[a], 0));
            }
        }
        return payments;
    }

    /** Closes the winners' positions at the market's price; what they bear of the loss was paid just before. */
    void closeAssigned() {
        for (int p = 0; p < assigned.length; p++) {
            if (assigned[p] != 0) {
                int account = state.book.accountOf(p);
                int instrument = state.book.instrumentOf(p);
                state.close(p, assigned[p]);
                state.holdings.addToLiquidity(instrument, assigned[p]);
                settled[p] = Math.addExact(settled[p], assigned[p]);
                closed.add(new Deleveraged(state.round, account, instrument, assigned[p]));
            }
        }
        handedOn.forEach(p -> settled[p] = Math.subtractExact(state.book.lotsOf(p), state.lotsOf(p)));
        assigned = new long[0];
        handedOn = List.of();
    }

    /** Says which lots of which winners go: pro rata to open interest, in lots, by rule 1.5. */
    private void assign(int[] defaulters) {
        assigned = new long[state.book.positions()];
        handedOn = new ArrayList<>();
        for (int i = 0; i < state.book.instruments(); i++) {
            long lots = toHandOn(i, defaulters);
            if (lots != 0 && state.book.instrument(i).contract().paysVariationMargin()) {
                int[] winners = winnersAgainst(i, Long.signum(lots));
                long[] open = Arrays.stream(winners).mapToLong(p -> Math.absExact(state.lotsOf(p))).toArray();
                long[] taken = Allocation.splitCapped(Math.absExact(lots), open, open);
                for (int w = 0; w < winners.length; w++) {
                    assigned[winners[w]] = -Long.signum(lots) * taken[w];
                }
            }
        }
    }

    /** Net lots that the defaulters were closed out of and that LIQUIDITY took in this cascade and still has. */
    private long toHandOn(int instrument, int[] defaulters) {
        long net = 0;
        for (int entry = state.book.columnStart(instrument); entry < state.book.columnStart(instrument + 1); entry++) {
            int p = state.book.columnPosition(entry);
            if (Arrays.binarySearch(defaulters, state.accountMember[state.book.accountOf(p)]) >= 0) {
                long gone = Math.subtractExact(state.book.lotsOf(p), state.lotsOf(p));
                net = Math.addExact(net, Math.subtractExact(gone, settled[p]));
                handedOn.add(p);
            }
        }
        long taken = Math.subtractExact(state.liquidityLotsOf(instrument), state.book.liquidityLotsOf(instrument));
        return Long.signum(net) != Long.signum(taken) ? 0
                : Long.signum(net) * Math.min(Math.absExact(net), Math.absExact(taken));
    }

    /** Open positions of survivors on the other side of a close-out that gained, accounts ascending. */
    private int[] winnersAgainst(int instrument, int side) {
        int[] winners = new int[state.book.columnStart(instrument + 1) - state.book.columnStart(instrument)];
        int size = 0;
        for (int entry = state.book.columnStart(instrument); entry < state.book.columnStart(instrument + 1); entry++) {
            int p = state.book.columnPosition(entry);
            int account = state.book.accountOf(p);
            boolean isOpposite = Long.signum(state.lotsOf(p)) == -side && state.isSurvivor(state.accountMember[account]);
            if (isOpposite && state.gain[account] > 0
                    && (before.untold()[account] > 0 || gainOn(p, state.lotsOf(p)) > 0)) {
                winners[size++] = p;
            }
        }
        return Arrays.copyOf(winners, size);
    }

    /** What the price has brought so many lots of a position, base minor units, rounded down, never negative. */
    private long gainOn(int position, long lots) {
        int i = state.book.instrumentOf(position);
        if (before.prices()[i] == null) {
            return 0;
        }
        BigDecimal perLot = state.holdings.minorUnitsPerLot(i, state.priceOf(i).subtract(before.prices()[i]));
        return Math.max(0, perLot.multiply(BigDecimal.valueOf(lots)).setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    private BigDecimal notionalOf(int position) {
        int i = state.book.instrumentOf(position);
        Instrument instrument = state.book.instrument(i);
        return instrument.unitsPerLot().multiply(instrument.prices().base(state.priceOf(i)))
                .multiply(state.holdings.fxToBaseOf(i)).multiply(BigDecimal.valueOf(assigned[position]).abs());
    }
}
