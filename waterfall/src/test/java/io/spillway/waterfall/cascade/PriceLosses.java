package io.spillway.waterfall.cascade;

import io.spillway.domain.book.ClearingBook;
import io.spillway.waterfall.cascade.TestHouse.Running;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Re-marking losses of each round, replayed in decimals from close-outs and closing prices (rules 5.7, 5.16). */
final class PriceLosses {

    private final Running house;
    private final ClearingBook book;
    private final long[] lots;
    private final int[] member;
    private final BigDecimal[] prices;
    private final Set<String> closing = new HashSet<>();

    PriceLosses(Running house) {
        this.house = house;
        this.book = house.book();
        this.lots = book.copyLots();
        this.member = new int[book.accounts()];
        for (int a = 0; a < member.length; a++) {
            member[a] = book.memberOf(a);
        }
        this.prices = new BigDecimal[book.instruments()];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = house.state().priceOf(i);
        }
    }

    /** Whether the member had an account in the round's close-out, cut short or not. */
    boolean closedInThisRound(String memberId) {
        return closing.contains(memberId);
    }

    /** Cents lost per member id; rounds must come in order. */
    Map<String, Long> of(Round round, CascadeResult result) {
        if (round.number() == 1) {
            result.portedBefore().forEach(a -> member[a] = book.backupOf(a));
        }
        closing.clear();
        round.halted().forEach(a -> closing.add(book.memberIds().get(member[a])));
        for (CloseOut closeOut : result.closeOuts()) {
            if (closeOut.round() == round.number()) {
                closing.add(book.memberIds().get(closeOut.member()));
                for (int p = book.rowStart(closeOut.account()); p < book.rowStart(closeOut.account() + 1); p++) {
                    lots[p] -= book.instrumentOf(p) == closeOut.instrument() ? closeOut.lots() : 0;
                }
            }
        }
        Map<String, Long> losses = new HashMap<>();
        for (int p = 0; p < lots.length; p++) {
            int i = book.instrumentOf(p);
            BigDecimal move = round.closingPrices().get(i).subtract(prices[i]);
            long posting = BigDecimal.valueOf(lots[p]).multiply(book.instrument(i).multiplier()).multiply(move)
                    .multiply(house.state().holdings.fxToBaseOf(i)).movePointRight(2)
                    .setScale(0, RoundingMode.HALF_EVEN).longValueExact();
            losses.merge(book.memberIds().get(member[book.accountOf(p)]), Math.max(0, -posting), Long::sum);
        }
        for (int i = 0; i < prices.length; i++) {
            prices[i] = round.closingPrices().get(i);
        }
        round.ported().forEach(a -> member[a] = book.backupOf(a));
        return losses;
    }
}
