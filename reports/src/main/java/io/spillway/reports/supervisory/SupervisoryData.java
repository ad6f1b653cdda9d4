package io.spillway.reports.supervisory;

import io.spillway.reports.workbook.Denomination;
import io.spillway.reports.workbook.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a clearing house reports to its supervisor each day (CFTC regulation 39.19(c)(1)). Lists may be empty and in
 * any order: the workbook sorts.
 *
 * @param base base currency
 * @param due when the report is due
 * @param ledger the same totals from the margin run and the ledger
 */
public record SupervisoryData(Subject subject, Denomination base, Due due, List<OriginMargin> initialMargin,
                              List<OriginFlow> variationMargin, List<OtherFlow> otherFlows, List<Position> positions,
                              LedgerFigures ledger) {
    public SupervisoryData {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(ledger, "ledger");
        initialMargin = List.copyOf(initialMargin);
        variationMargin = List.copyOf(variationMargin);
        otherFlows = List.copyOf(otherFlows);
        positions = List.copyOf(positions);
    }

    /** Due at 10:00 local time of the next business day. */
    public record Due(LocalDate nextBusinessDate, ZoneId zone) {
        public Due {
            Objects.requireNonNull(nextBusinessDate, "nextBusinessDate");
            Objects.requireNonNull(zone, "zone");
        }
    }

    /**
     * A member's own accounts, or one of its client origins.
     *
     * @param lei null where the member has none on record
     * @param origin HOUSE, CLIENT_OMNIBUS or CLIENT_SEGREGATED
     * @param account the client account; null where the row is the whole origin
     */
    public record Origin(String member, String lei, String origin, String account) {
    }

    /**
     * Initial margin of an origin, in base currency.
     *
     * @param required zero or more
     * @param onDeposit after haircuts, as it counts against the requirement
     */
    public record OriginMargin(Origin of, BigDecimal required, BigDecimal onDeposit) {
        BigDecimal excess() {
            return onDeposit.subtract(required);
        }
    }

    /**
     * An origin's variation margin in one currency; rows for LIQUIDITY (buyers outside the book) and ROUNDING belong
     * to the list, so that it sums to zero.
     *
     * @param net in the currency's own scale; positive: paid to the origin, negative: collected from it
     */
    public record OriginFlow(Origin of, String currency, BigDecimal net) {
        BigDecimal collected() {
            return net.signum() < 0 ? net.negate() : BigDecimal.ZERO.setScale(net.scale());
        }

        BigDecimal paid() {
            return net.signum() > 0 ? net : BigDecimal.ZERO.setScale(net.scale());
        }
    }

    /**
     * Any other cash of clearing and settlement.
     *
     * @param kind option premium, funding, final settlement, fee, ...
     * @param net in the currency's own scale; positive: paid to the origin, negative: collected from it
     */
    public record OtherFlow(Origin of, String kind, String currency, BigDecimal net) {
    }

    /**
     * An origin's position at the end of the day.
     *
     * @param longQuantity zero or more
     * @param shortQuantity zero or more
     * @param delta of one unit, for options; null for others
     */
    public record Position(Origin of, String instrument, BigDecimal longQuantity, BigDecimal shortQuantity,
                           String currency, BigDecimal settlementPrice, BigDecimal multiplier, BigDecimal delta) {
        BigDecimal net() {
            return longQuantity.subtract(shortQuantity);
        }
    }

    /**
     * The totals as the margin run and the ledger have them.
     *
     * @param otherFlows per currency; a currency left out must sum to zero
     */
    public record LedgerFigures(BigDecimal initialMarginRequired, BigDecimal initialMarginOnDeposit,
                                Map<String, BigDecimal> otherFlows) {
        public LedgerFigures {
            otherFlows = Map.copyOf(otherFlows);
        }
    }
}
