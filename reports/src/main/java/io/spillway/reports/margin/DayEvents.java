package io.spillway.reports.margin;

import java.math.BigDecimal;
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
 * @param ledger totals from elsewhere
 */
public record DayEvents(List<ProductPayment> payments, List<SecurityHolding> securities, List<CallOutcome> outcomes,
                        List<Notice> notices, List<OperatorAct> acts, LedgerFigures ledger) {

    /** Nothing beside. */
    public static final DayEvents NONE = new DayEvents(List.of(), List.of(), List.of(), List.of(), List.of(),
            new LedgerFigures(Map.of(), Map.of()));

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

    /**
     * The totals from elsewhere.
     *
     * @param payments per currency, what the ledger credited to cash for them; a currency left out must sum to zero
     * @param quantities per security, what the cycle before closed with and what moved since
     */
    public record LedgerFigures(Map<String, BigDecimal> payments, Map<String, BigDecimal> quantities) {
        public LedgerFigures {
            payments = Map.copyOf(payments);
            quantities = Map.copyOf(quantities);
        }
    }
}
