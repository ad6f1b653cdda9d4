package io.spillway.reports.defaults;

import io.spillway.reports.workbook.Denomination;
import io.spillway.reports.workbook.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/**
 * What one cascade did: of a closed cycle, or of a drill. Amounts are in base currency; lists may be empty and in any
 * order: the workbook sorts.
 *
 * @param base base currency
 * @param terms the waterfall as the house's settings have it
 * @param edges the contagion map; null where it was switched off
 * @param clock when the resources used must be replenished; null where nothing has to be, and in a drill
 * @param ledger the same totals from the ledger (of a drill: from the drill's result)
 */
public record DefaultData(Subject subject, Denomination base, Terms terms, List<Notice> notices,
                          List<Liquidation> liquidations, List<LayerPayment> payments, List<ContagionRound> rounds,
                          List<PriceMove> priceMoves, List<Edge> edges, List<Resource> resources, Clock clock,
                          List<JournalLine> journals, LedgerFigures ledger) {

    /** Name of the last layer: what nobody paid (rule 5.13). */
    public static final String UNFUNDED = "UNFUNDED";

    public DefaultData {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(ledger, "ledger");
        notices = List.copyOf(notices);
        liquidations = List.copyOf(liquidations);
        payments = List.copyOf(payments);
        rounds = List.copyOf(rounds);
        priceMoves = List.copyOf(priceMoves);
        edges = edges == null ? null : List.copyOf(edges);
        resources = List.copyOf(resources);
        journals = List.copyOf(journals);
    }

    /** Whether this is a drill: nothing was posted. */
    boolean isDrill() {
        return subject.status().equals("DRILL");
    }

    /**
     * The waterfall's settings.
     *
     * @param layers names of rule 5.13 in the order used, without UNFUNDED
     * @param socialisedLossBasis GAINS, EQUITY or OPEN_INTEREST
     */
    public record Terms(List<String> layers, String socialisedLossBasis) {
        public Terms {
            layers = List.copyOf(layers);
            Objects.requireNonNull(socialisedLossBasis, "socialisedLossBasis");
        }
    }

    /**
     * A member's default.
     *
     * @param declaredAt null in a drill, which has no clock
     * @param round in which it was declared; 0 is before the first
     * @param loss all that its accounts and its unpaid calls left to the waterfall, zero or more
     */
    public record Notice(String member, OffsetDateTime declaredAt, long round, String cause, BigDecimal loss) {
    }

    /**
     * A position closed, or the part of it that a price limit let through (rules 5.2 to 5.6).
     *
     * @param quantity signed: positive were long and were sold
     * @param currency of the prices
     * @param executionPrice of this account, to ten places
     * @param slippage base currency, against the opening price; negative: the account lost
     * @param fee base currency, paid to the insurance fund, zero or more
     */
    public record Liquidation(long round, String account, String member, String instrument, BigDecimal quantity,
                              String currency, BigDecimal openingPrice, BigDecimal executionPrice,
                              BigDecimal closingPrice, BigDecimal slippage, BigDecimal fee) {
    }

    /**
     * What one payer paid in one layer of one round (rule 5.13).
     *
     * @param payer a member, the layer's own name, or an account
     * @param paid zero or more; under UNFUNDED what nobody paid
     * @param unpaid what a member was called for in ASSESSMENTS and could not pay; it becomes its own loss
     */
    public record LayerPayment(long round, String layer, String payer, BigDecimal paid, BigDecimal unpaid) {
        BigDecimal absorbed() {
            return paid.add(unpaid);
        }
    }

    /**
     * Counters of a round (rule 5.16).
     *
     * @param loss by which members' open losses rose in this round
     */
    public record ContagionRound(long round, long accountsClosed, long membersInDefault, BigDecimal loss) {
    }

    /** An instrument's price before and after a round. */
    public record PriceMove(long round, String instrument, String currency, BigDecimal opening, BigDecimal closing) {
    }

    /**
     * A loss traced from who caused it to who bore it (rule 5.16).
     *
     * @param channel PRICE, FUND, ASSESSMENT, GAINS_HAIRCUT or SOCIALISED_LOSS
     */
    public record Edge(String from, String to, String channel, BigDecimal amount) {
    }

    /**
     * A resource of the waterfall.
     *
     * @param layer the layer that draws on it
     * @param owner a member, or the house
     * @param left as the ledger has it
     */
    public record Resource(String layer, String owner, BigDecimal before, BigDecimal used, BigDecimal left) {
    }

    /**
     * The default-management period (rule 5.13.7).
     *
     * @param endsOn the last day of the period as it stands now; a further default moves it
     */
    public record Clock(LocalDate begin, LocalDate endsOn, List<Replenishment> replenishments) {
        public Clock {
            Objects.requireNonNull(begin, "begin");
            Objects.requireNonNull(endsOn, "endsOn");
            replenishments = List.copyOf(replenishments);
        }
    }

    /** What someone has to bring back, and by when. */
    public record Replenishment(String owner, String resource, BigDecimal amount, LocalDate dueOn) {
    }

    /** A double entry of the ledger (rule 6.1); the amount is positive, in its currency's scale. */
    public record JournalLine(LocalDate date, long cycle, long number, String debit, String credit, String currency,
                              BigDecimal amount, String rule, String cause) {
    }

    /**
     * The totals as the ledger has them.
     *
     * @param loss all losses brought to the waterfall, unpaid assessments included
     * @param slippage what closing positions changed equity by; negative: the accounts lost
     * @param fees liquidation fees paid to the insurance fund
     * @param resourcesLeft what all resources together still hold
     */
    public record LedgerFigures(BigDecimal loss, BigDecimal slippage, BigDecimal fees, BigDecimal resourcesLeft) {
    }
}
