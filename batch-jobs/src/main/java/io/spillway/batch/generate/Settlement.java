package io.spillway.batch.generate;

import java.util.List;

/**
 * The generator's own end of day: marks opening positions and trades to the day's prices and works out each account's
 * FLAT_RATE margin. The margin is never too low: trades count in full, even where they close a position.
 */
final class Settlement {

    private final List<Contract> contracts;
    private final Market market;
    private final PositionBook book;
    private final TradeTape tape;
    private final AccountBalances balances;

    Settlement(World world, TradeTape tape, AccountBalances balances) {
        this.contracts = world.contracts();
        this.market = world.market();
        this.book = world.book();
        this.tape = tape;
        this.balances = balances;
    }

    /**
     * Pays variation margin (rule 3.1) and sets requirements anew.
     *
     * @param day 1 for the first
     * @param tradesBefore matches of earlier days; those after it on the tape are the day's
     */
    void settle(int day, int tradesBefore) {
        balances.clearRequirements();
        for (int i = 0; i < contracts.size(); i++) {
            CashCurrency currency = contracts.get(i).currency();
            double margin = market.lotNotional(i, day) * contracts.get(i).marginRate().toDouble();
            double move = (market.ticks(i, day) - market.ticks(i, day - 1)) * market.tickValue(i);
            book.forEach(i, (account, lots) -> {
                balances.addCash(account, currency, (long) StrictMath.rint(lots * move));
                balances.addRequirement(account, (long) StrictMath.ceil(Math.abs(lots) * margin));
            });
        }
        for (int t = 0; t < tape.matches(); t++) {
            int i = tape.instrument(t);
            long from = t < tradesBefore ? market.ticks(i, day - 1) : tape.priceTicks(t);
            long paid = (long) StrictMath.rint(tape.lots(t) * (market.ticks(i, day) - from) * market.tickValue(i));
            balances.addCash(tape.buyer(t), contracts.get(i).currency(), paid);
            balances.addCash(tape.seller(t), contracts.get(i).currency(), -paid);
            long margin = (long) StrictMath.ceil(
                    tape.lots(t) * market.lotNotional(i, day) * contracts.get(i).marginRate().toDouble());
            balances.addRequirement(tape.buyer(t), margin);
            balances.addRequirement(tape.seller(t), margin);
        }
    }
}
