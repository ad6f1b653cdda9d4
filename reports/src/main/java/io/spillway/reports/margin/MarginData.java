package io.spillway.reports.margin;

import io.spillway.reports.workbook.Denomination;
import io.spillway.reports.workbook.Subject;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one closed cycle says about margin and settlement. Lists may be empty and in any order: the workbook sorts.
 *
 * @param base base currency
 * @param parts names of the parts of a requirement, in the order of their columns: the model's, then each add-on
 * @param accounts every account with positions or equity
 * @param variationMargins one per account and currency, LIQUIDITY's too
 * @param calls margin calls of the day
 * @param instructions net settlement, the members' and the house's own
 * @param events what the day has beside: payments of products, securities, earlier calls, notices, operators' acts
 * @param ledger the same totals from the ledger and the margin run
 */
public record MarginData(Subject subject, Denomination base, List<String> parts, List<AccountMargin> accounts,
                         List<VariationMargin> variationMargins, List<CollateralHolding> collateral,
                         List<MarginCall> calls, List<Instruction> instructions, List<FindingLine> findings,
                         List<RejectedRow> rejects, DayEvents events, LedgerFigures ledger) {
    public MarginData {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(ledger, "ledger");
        parts = List.copyOf(parts);
        accounts = List.copyOf(accounts);
        variationMargins = List.copyOf(variationMargins);
        collateral = List.copyOf(collateral);
        calls = List.copyOf(calls);
        instructions = List.copyOf(instructions);
        findings = List.copyOf(findings);
        rejects = List.copyOf(rejects);
    }

    /**
     * An account's margin, in base currency (rules 3.3, 4.1, 4.2).
     *
     * @param kind HOUSE, CLIENT_OMNIBUS or CLIENT_SEGREGATED
     * @param parts the requirement by part; they sum to {@code maintenance}; a part left out is zero
     * @param status GOOD, MARGIN_CALL, BELOW_MAINTENANCE or IN_DEFAULT
     */
    public record AccountMargin(String account, String member, String kind, Equity value,
                                Map<String, BigDecimal> parts, BigDecimal maintenance, BigDecimal initial,
                                String status) {
        public AccountMargin {
            parts = Map.copyOf(parts);
        }

        /** All that the account has. */
        public BigDecimal equity() {
            return value.total();
        }

        /** Equity less initial margin: positive is excess, negative is missing. */
        public BigDecimal excess() {
            return equity().subtract(initial);
        }
    }

    /**
     * What an account has, in base currency (rule 3.3).
     *
     * @param total cash, securities and options
     * @param securities of it securities, after haircut and concentration limits
     * @param options of it the net option value, negative where more is sold than bought
     */
    public record Equity(BigDecimal total, BigDecimal securities, BigDecimal options) {
    }

    /**
     * An account's variation margin of the day in one currency (rule 3.1).
     *
     * @param amount in the currency's own scale; positive is paid to the account
     */
    public record VariationMargin(String account, String member, String currency, BigDecimal amount) {
    }

    /**
     * What an account has on deposit in one asset.
     *
     * @param haircut fraction
     * @param before value in base currency before the haircut
     * @param after value in base currency after haircut and concentration limits
     */
    public record CollateralHolding(String account, String member, String asset, String currency, BigDecimal quantity,
                                    BigDecimal haircut, BigDecimal before, BigDecimal after) {
    }

    /**
     * A margin call (rule 4.7).
     *
     * @param amount in the currency's own scale, positive
     * @param status OPEN, MET or UNMET
     */
    public record MarginCall(String account, String member, BigDecimal amount, String currency, OffsetDateTime dueAt,
                             String status) {
    }

    /**
     * A net settlement instruction.
     *
     * @param party a member, or the house's own name for its side
     * @param net in the currency's own scale; positive: the party receives, negative: it pays
     */
    public record Instruction(String id, String party, String currency, BigDecimal net) {

        BigDecimal pays() {
            return net.signum() < 0 ? net.negate() : BigDecimal.ZERO.setScale(net.scale());
        }

        BigDecimal receives() {
            return net.signum() > 0 ? net : BigDecimal.ZERO.setScale(net.scale());
        }
    }

    /** A finding of the day: BLOCKING or WARNING. */
    public record FindingLine(String code, String severity, String item, String message) {
    }

    /** A row of an input file that was not taken. */
    public record RejectedRow(String file, long line, String column, String value, String reason) {
    }

    /**
     * The totals as the ledger and the margin run have them.
     *
     * @param variationMargin per currency, LIQUIDITY's included; a currency left out must sum to zero
     * @param calls per currency, what the margin run called for
     */
    public record LedgerFigures(Equity equity, BigDecimal maintenance, BigDecimal initial,
                                Map<String, BigDecimal> variationMargin, BigDecimal collateralBefore,
                                BigDecimal collateralAfter, Map<String, BigDecimal> calls) {
        public LedgerFigures {
            variationMargin = Map.copyOf(variationMargin);
            calls = Map.copyOf(calls);
        }
    }
}
