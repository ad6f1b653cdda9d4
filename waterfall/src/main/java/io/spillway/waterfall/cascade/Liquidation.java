package io.spillway.waterfall.cascade;

import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.money.Allocation;
import io.spillway.domain.money.Factor;
import io.spillway.waterfall.closeout.Execution;
import io.spillway.waterfall.closeout.ExecutionPrice;
import io.spillway.waterfall.closeout.MarketImpact;
import io.spillway.waterfall.closeout.MarketOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Closes the accounts of a round account-wide and marks the rest to the new prices (rules 5.1 to 5.7). */
final class Liquidation {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final int DISPLAY_SCALE = 10;

    private final CascadeState state;
    private final CascadeRules rules;
    private final ContagionMap map;
    private final BigDecimal[] cascadeOpeningPrices;
    private final long[] lotsSold;
    private final long[] lotsBought;
    private final List<CloseOut> closeOuts = new ArrayList<>();
    private final long[] profit;
    private final long[] fees;

    Liquidation(CascadeState state, CascadeRules rules, ContagionMap map) {
        this.state = state;
        this.rules = rules;
        this.map = map;
        this.cascadeOpeningPrices = state.holdings.copyPrices();
        this.lotsSold = new long[cascadeOpeningPrices.length];
        this.lotsBought = new long[cascadeOpeningPrices.length];
        this.profit = new long[state.accounts()];
        this.fees = new long[state.accounts()];
    }

    List<CloseOut> closeOuts() {
        return closeOuts;
    }

    /** Closes what the accounts hold; crossing, impact and limits leave some of it for the next round. */
    void close(int[] accounts) {
        List<Trade> trades = new ArrayList<>();
        for (int[] positions : positionsByInstrument(accounts)) {
            trades.add(trade(positions));
        }
        for (int account : accounts) {
            state.settle(Cause.CLOSE_OUT, Pot.ACCOUNT, account, profit[account]);
            state.addGain(account, profit[account]);
            state.move(Cause.LIQUIDATION_FEE, Pot.ACCOUNT, account, Pot.INSURANCE_FUND, 0, fees[account]);
            profit[account] = 0;
            fees[account] = 0;
        }
        for (Trade trade : trades) {
            reMark(trade);
        }
    }

    /** The open positions of the accounts, a group per instrument, accounts ascending within it. */
    private List<int[]> positionsByInstrument(int[] accounts) {
        int[] count = new int[state.book.instruments()];
        for (int account : accounts) {
            for (int p = state.book.rowStart(account); p < state.book.rowStart(account + 1); p++) {
                count[state.book.instrumentOf(p)] += state.lotsOf(p) != 0 ? 1 : 0;
            }
        }
        int[][] groups = new int[count.length][];
        for (int account : accounts) {
            for (int p = state.book.rowStart(account); p < state.book.rowStart(account + 1); p++) {
                int i = state.book.instrumentOf(p);
                if (state.lotsOf(p) != 0) {
                    groups[i] = groups[i] == null ? new int[count[i]] : groups[i];
                    groups[i][groups[i].length - count[i]--] = p;
                }
            }
        }
        return Arrays.stream(groups).filter(group -> group != null).toList();
    }

    /** What one instrument's close-out did. */
    private record Trade(int instrument, BigDecimal opening, BigDecimal closing, int[] heavyMembers,
                         long[] heavyLots) {
    }

    private Trade trade(int[] positions) {
        int i = state.book.instrumentOf(positions[0]);
        long net = 0;
        long gross = 0;
        for (int p : positions) {
            net = Math.addExact(net, state.lotsOf(p));
            gross = Math.addExact(gross, Math.absExact(state.lotsOf(p)));
        }
        BigDecimal opening = state.priceOf(i);
        if (net == 0) {
            Fill atOpening = new Fill(i);
            for (int p : positions) {
                closePosition(p, state.lotsOf(p), atOpening);
            }
            return new Trade(i, opening, opening, new int[0], new long[0]);
        }
        long crossed = (gross - Math.absExact(net)) / 2;
        long[] executedBefore = net > 0 ? lotsSold : lotsBought;
        MarketOrder order = new MarketOrder(state.book.instrument(i), opening, cascadeOpeningPrices[i],
                state.holdings.fxToBaseOf(i), net, crossed, executedBefore[i]);
        Execution execution = MarketImpact.execute(order);
        executedBefore[i] = Math.addExact(executedBefore[i], execution.executedLots());

        int[] heavy = Arrays.stream(positions).filter(p -> Long.signum(state.lotsOf(p)) == Long.signum(order.netLots()))
                .toArray();
        Trade trade = heavySide(i, heavy, execution.closingPrice());
        closeBothSides(positions, heavy, order, execution);
        return trade;
    }

    /** Who is on the heavy side, by the members of the round's opening, ascending. */
    private Trade heavySide(int instrument, int[] heavy, BigDecimal closing) {
        long[] lotsOfMember = new long[map.isOn() ? state.members() : 0];
        if (map.isOn()) {
            for (int p : heavy) {
                int member = state.accountMember[state.book.accountOf(p)];
                lotsOfMember[member] = Math.addExact(lotsOfMember[member], Math.absExact(state.lotsOf(p)));
            }
        }
        int[] members = IntStream.range(0, lotsOfMember.length)
                .filter(m -> lotsOfMember[m] > 0).toArray();
        long[] lots = Arrays.stream(members).mapToLong(m -> lotsOfMember[m]).toArray();
        return new Trade(instrument, state.priceOf(instrument), closing, members, lots);
    }

    private void closeBothSides(int[] positions, int[] heavy, MarketOrder order, Execution execution) {
        int i = state.book.instrumentOf(positions[0]);
        long executed = execution.executedLots();
        long heavyClosed = Math.addExact(order.crossedLots(), executed);
        BigDecimal marketPrice = rules.executionPrice() == ExecutionPrice.FINAL
                ? execution.closingPrice()
                : order.openingPrice().add(execution.closingPrice()).divide(TWO);
        Fill heavyFill = new Fill(i, marketPrice, executed, heavyClosed);
        Fill lightFill = heavy.length == positions.length ? heavyFill : new Fill(i); // mostly all sell
        long[] weights = Arrays.stream(heavy).mapToLong(p -> Math.absExact(state.lotsOf(p))).toArray();
        long[] rest = Allocation.split(order.size() - executed, weights);

        int side = Long.signum(order.netLots());
        int h = 0;
        long closed = 0;
        for (int p : positions) {
            boolean isHeavy = Long.signum(state.lotsOf(p)) == side;
            long lots = isHeavy ? state.lotsOf(p) - side * rest[h++] : state.lotsOf(p);
            closed = Math.addExact(closed, lots);
            closePosition(p, lots, isHeavy ? heavyFill : lightFill);
        }
        long taken = side * executed;
        if (closed != taken) {
            throw new CascadeException("close-out of " + order.instrument().id() + " is not flat: accounts closed "
                    + closed + " lots, LIQUIDITY took " + taken);
        }
        state.holdings.addToLiquidity(i, taken);
        Factor perLot = Factor.of(state.holdings.minorUnitsPerLot(i, order.openingPrice().subtract(marketPrice)));
        state.settle(Cause.CLOSE_OUT, Pot.LIQUIDITY, 0, perLot.postingOf(taken));
    }

    /**
     * A side of an instrument's close-out, executed at (crossed x opening + executed x market) / (crossed + executed):
     * what is the same for all its positions, worked out once (rules 5.5 and 5.6).
     */
    private final class Fill {

        private final int instrument;
        private final BigDecimal opening;
        private final BigDecimal displayPrice;
        /** Minor units that as many lots gain as there are parts, exact. */
        private final BigDecimal gainOfParts;
        private final BigDecimal parts;
        /** The same by the lot, where all or none of the parts executed in the market. */
        private final Optional<Factor> gainPerLot;
        private final Factor feePerLot;

        /** All of it crosses at the opening price. */
        private Fill(int instrument) {
            this(instrument, state.priceOf(instrument), 0, 1);
        }

        /** @param parts crossed + executed lots, positive */
        private Fill(int instrument, BigDecimal market, long executed, long parts) {
            this.instrument = instrument;
            this.opening = state.priceOf(instrument);
            this.parts = BigDecimal.valueOf(parts);
            BigDecimal movedParts = market.subtract(opening).multiply(BigDecimal.valueOf(executed));
            this.displayPrice = movedParts.divide(this.parts, DISPLAY_SCALE, RoundingMode.HALF_EVEN).add(opening);
            this.gainOfParts = state.holdings.minorUnitsPerLot(instrument, movedParts);
            this.gainPerLot = executed == parts || gainOfParts.signum() == 0
                    ? Optional.of(Factor.of(state.holdings.minorUnitsPerLot(instrument,
                            executed == 0 ? BigDecimal.ZERO : market.subtract(opening))))
                    : Optional.empty();
            BigDecimal base = state.book.instrument(instrument).prices().base(opening);
            this.feePerLot = Factor.of(state.holdings.minorUnitsPerLot(instrument, base)
                    .multiply(rules.liquidationFeeRate()));
        }

        /** Closed lots x (execution price - opening price), half-even per position. */
        private long postingOf(long closedLots) {
            return gainPerLot.isPresent() ? gainPerLot.get().postingOf(closedLots)
                    : gainOfParts.multiply(BigDecimal.valueOf(closedLots)).divide(parts, 0, RoundingMode.HALF_EVEN)
                            .longValueExact();
        }
    }

    private void closePosition(int position, long closedLots, Fill fill) {
        if (closedLots == 0) {
            return;
        }
        int account = state.book.accountOf(position);
        long posting = fill.postingOf(closedLots);
        long fee = fill.feePerLot.postingOf(Math.absExact(closedLots));
        profit[account] = Math.addExact(profit[account], posting);
        fees[account] = Math.addExact(fees[account], fee);
        state.close(position, closedLots);
        if (state.recording().keepsTransfers()) {
            closeOuts.add(new CloseOut(state.round, account, state.accountMember[account], fill.instrument, closedLots,
                    fill.opening, fill.displayPrice, posting, fee));
        }
    }

    /** Marks every open position of the instrument to the closing price and traces the losses (rules 5.7, 5.16). */
    private void reMark(Trade trade) {
        if (trade.closing().compareTo(trade.opening()) == 0) {
            return;
        }
        long[] lossOfMember = new long[map.isOn() ? state.members() : 0];
        state.reMarkAll(trade.instrument(), trade.closing(), lossOfMember);
        for (int m = 0; m < lossOfMember.length; m++) {
            map.trace(Channel.PRICE, lossOfMember[m], trade.heavyMembers(), trade.heavyLots(), map.member(m));
        }
    }
}
