package io.spillway.reports.margin;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

/**
 * What a day has beside margin and variation margin. Lists may be empty and in any order: the workbook sorts.
 *
 * @param payments premiums, exercise and funding, one per account, currency and kind, LIQUIDITY's too
 * @param securities on deposit at the close
 * @param outcomes what became of the calls that were due
 * @param notices what the house tells members
 * @param acts what operators decided about the cycle before it closed
 * @param overDays what auctions paid, recoveries handed back and members still owe the fund
 * @param ledger totals from elsewhere
 */
public record DayEvents(List<ProductPayment> payments, List<SecurityHolding> securities, List<CallOutcome> outcomes,
                        List<Notice> notices, List<OperatorAct> acts, OverDays overDays, LedgerFigures ledger) {

    /** Nothing beside. */
    public static final DayEvents NONE = new DayEvents(List.of(), List.of(), List.of(), List.of(), List.of(),
            OverDays.NONE, new LedgerFigures(Map.of(), Map.of(), BigDecimal.ZERO, BigDecimal.ZERO));

    public DayEvents {
        payments = List.copyOf(payments);
        securities = List.copyOf(securities);
        outcomes = List.copyOf(outcomes);
        notices = List.copyOf(notices);
        acts = List.copyOf(acts);
    }

    /**
     * A payment that is no variation margin (rules 3.2, 3.5).
     *
     * @param kind PREMIUM, EXERCISE or FUNDING
     * @param amount in the currency's own scale; positive is paid to the account
     */
    public record ProductPayment(String account, String member, String kind, String currency, BigDecimal amount) {
    }

    /**
     * A security on deposit (rule 3.3). Values are in base currency, each rounded down.
     *
     * @param price in the security's currency
     * @param haircut fraction
     * @param before at price, before the haircut
     * @param after the haircut
     * @param counted after haircut and concentration limit
     */
    public record SecurityHolding(String account, String member, String asset, String currency, BigDecimal quantity,
                                  BigDecimal price, BigDecimal haircut, BigDecimal before, BigDecimal after,
                                  BigDecimal counted) {
    }

    /**
     * A call of the cycle before, judged by this one (rule 4.7), in base currency.
     *
     * @param dueAt local time with offset
     * @param covered what came in time
     * @param status MET, CONFIRMED, UNMET or LAPSED
     */
    public record CallOutcome(String account, String member, BigDecimal amount, BigDecimal covered, String dueAt,
                              String status) {

        BigDecimal missing() {
            return amount.subtract(covered).max(BigDecimal.ZERO.setScale(amount.scale()));
        }
    }

    /**
     * Something the house tells a member.
     *
     * @param item what it is about: an account or the member
     * @param amount in base currency
     * @param due date or time
     */
    public record Notice(String kind, String member, String item, BigDecimal amount, String due) {
    }

    /**
     * What an operator decided on their own authority.
     *
     * @param number in the record of all acts
     * @param detail what was decided on; null where the act says it all
     * @param at UTC
     */
    public record OperatorAct(long number, String act, String approvedBy, String reason, String detail,
                              LocalDateTime at) {
    }

    /** A default's business that later days settle. */
    public record OverDays(List<AuctionLine> auction, List<HandedBack> handedBack, List<Due> dues) {

        /** No default is being settled. */
        public static final OverDays NONE = new OverDays(List.of(), List.of(), List.of());

        public OverDays {
            auction = List.copyOf(auction);
            handedBack = List.copyOf(handedBack);
            dues = List.copyOf(dues);
        }
    }

    /**
     * A position of a defaulter that an auction closed (rules 5.6, 5.11). Prices are in the instrument's currency, the
     * gain and the cash in base currency, rounded half-even, positive to the defaulter's account; the buyer's cash is
     * its negative.
     *
     * @param line of closeouts.csv
     * @param quantity as the defaulter held it
     * @param mark of the day before the auction
     * @param price that the auction paid
     */
    public record AuctionLine(long line, String account, String buyer, String instrument, BigDecimal quantity,
                              String currency, BigDecimal mark, BigDecimal price, BigDecimal gain, BigDecimal cash) {
    }

    /**
     * A part of what a defaulter's estate paid, handed back to who bore its loss.
     *
     * @param number in the order of handing back
     * @param movement id of the recovery
     * @param paidOn date of the loss; null, as layer and payer, for what stays the estate's
     * @param to what it was credited to: CAPITAL, FUND, LAYER, ACCOUNT, UNFUNDED or ESTATE
     * @param amount in base currency
     */
    public record HandedBack(int number, String movement, String defaulter, LocalDate paidOn, String layer, String payer,
                             String to, BigDecimal amount) {
    }

    /**
     * What is due of a member's contribution to the default fund when the day closes, in base currency.
     *
     * @param amount due on that date
     * @param required the whole contribution
     * @param contribution what of it is in the fund
     * @param status DUE or UNMET
     */
    public record Due(String member, LocalDate dueOn, BigDecimal amount, BigDecimal required, BigDecimal contribution,
                      String status) {
    }

    /**
     * The totals from elsewhere.
     *
     * @param payments per currency, what the ledger credited to cash for them; a currency left out must sum to zero
     * @param quantities per security, what the cycle before closed with and what moved since
     * @param auctionCash what the ledger credited to defaulters' accounts for auctions, in base currency
     * @param recovered what came from defaulters' estates, in base currency
     */
    public record LedgerFigures(Map<String, BigDecimal> payments, Map<String, BigDecimal> quantities,
                                BigDecimal auctionCash, BigDecimal recovered) {
        public LedgerFigures {
            payments = Map.copyOf(payments);
            quantities = Map.copyOf(quantities);
        }
    }
}
