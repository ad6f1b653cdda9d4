package io.spillway.waterfall.day;

import io.spillway.domain.book.BookBuilder;
import io.spillway.domain.instrument.Instrument;
import io.spillway.domain.ledger.LedgerAccount;
import io.spillway.domain.ledger.LedgerAccountType;
import io.spillway.domain.money.Factor;
import io.spillway.waterfall.day.CheckedInputs.AuctionFill;
import io.spillway.waterfall.day.DayLedger.Reason;
import io.spillway.waterfall.day.Settlements.AuctionCloseOut;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Positions of members in default that an auction closed: they go to the buyer's account at the price it paid, before
 * the margin is set and before round 1. No impact, nothing for LIQUIDITY, no fee (rules 5.6, 5.11).
 */
final class Auction {

    private static final LedgerAccount HOUSE = LedgerAccount.of(LedgerAccountType.VARIATION_MARGIN_HOUSE);

    private final DayOpening opening;
    private final CheckedInputs inputs;

    Auction(DayOpening opening, CheckedInputs inputs) {
        this.opening = opening;
        this.inputs = inputs;
    }

    boolean isEmpty() {
        return fills().isEmpty();
    }

    private List<AuctionFill> fills() {
        return inputs.decisions().auction();
    }

    /** Moves the positions from the defaulters' accounts to the buyers'. */
    void roll(BookBuilder builder) {
        for (AuctionFill fill : fills()) {
            builder.add(fill.account(), fill.instrument(), Math.negateExact(fill.lots()));
            builder.add(fill.buyer(), fill.instrument(), fill.lots());
        }
    }

    /**
     * Books quantity x (price paid - mark) to the defaulter's account and the same from the buyer's, in base cash,
     * rounded half-even per row; both roundings are equal, so that nothing is left over. A premium-style option has no
     * variation margin: its price is paid whole, and its value leaves and enters equity with the position (3.2).
     */
    List<AuctionCloseOut> book(DayLedger ledger) {
        int scale = opening.house().baseCurrency().scale();
        String base = opening.house().baseCurrency().code();
        List<AuctionCloseOut> closeOuts = new ArrayList<>();
        for (AuctionFill fill : fills()) {
            Instrument instrument = opening.book().instrument(fill.instrument());
            BigDecimal mark = inputs.prices()[fill.instrument()];
            BigDecimal perPoint = instrument.unitsPerLot().multiply(inputs.fx().get(instrument.currency()))
                    .movePointRight(scale);
            long profit = Factor.of(perPoint.multiply(fill.price().subtract(mark))).postingOf(fill.lots());
            long cash = instrument.contract().paysVariationMargin()
                    ? profit : Factor.of(perPoint.multiply(fill.price())).postingOf(fill.lots());
            ledger.account(fill.account(), HOUSE, base, cash, new Reason("5.6", "auction: position closed"));
            ledger.account(fill.buyer(), HOUSE, base, Math.negateExact(cash),
                    new Reason("5.6", "auction: position taken over"));
            closeOuts.add(new AuctionCloseOut(fill, mark, profit, cash));
        }
        return closeOuts;
    }

    /** Close-outs move the defaulters' gain (rule 5.6); what the buyer took over cheaply is no gain of the day. */
    static void addGains(List<AuctionCloseOut> closeOuts, long[] gain) {
        closeOuts.forEach(c -> gain[c.fill().account()] = Math.addExact(gain[c.fill().account()], c.profit()));
    }
}
