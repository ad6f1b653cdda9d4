package io.spillway.waterfall.day;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The day's inputs after every check, by the indices of the opening book: what is used, what was not and why.
 *
 * @param published published price per instrument, null where none came
 * @param prices price to mark at per instrument: the published one, or the last mark where config lets it stand in;
 *     null where nobody holds it and no price came
 * @param daysUnchanged business days that the published price has not moved, per instrument
 * @param fx rate to the base currency by code; the base currency has 1
 * @param trades accepted trades in order of trade id
 * @param movements accepted cash movements in order of movement id; withdrawals are judged later
 * @param fundMovements accepted, in order of movement id
 * @param rejects rows not used, those that could not be read among them
 * @param products what came in for products beyond plain futures
 * @param decisions what is decided before anything is marked
 */
public record CheckedInputs(BigDecimal[] published, BigDecimal[] prices, int[] daysUnchanged,
                            Map<String, BigDecimal> fx, List<Trade> trades, List<CashMovement> movements,
                            List<FundMovement> fundMovements, List<Finding> findings, List<Reject> rejects,
                            ProductInputs products, Decisions decisions) {

    /** The same inputs with findings that came up while the day was computed. */
    CheckedInputs with(List<Finding> allFindings) {
        return new CheckedInputs(published, prices, daysUnchanged, fx, trades, movements, fundMovements, allFindings,
                rejects, products, decisions);
    }

    /** An accepted trade. */
    public record Trade(String tradeId, int account, int instrument, long lots, BigDecimal price) {
    }

    /** An accepted movement of cash: minor units of the currency, + brought, - taken out. */
    public record CashMovement(String movementId, int account, String currency, long amount) {
    }

    /** An accepted movement of members' or shared means: base minor units, signed. */
    public record FundMovement(String movementId, DayInputs.FundMovementKind kind, String owner, long amount) {
    }

    /**
     * What is decided before anything is marked: which calls were met, who is declared in default, what an auction
     * closed.
     *
     * @param calls calls due today, by account
     * @param declared members declared before round 1, by decision or for an unmet call (rules 4.7, 5.12), ascending
     * @param auction accepted rows of closeouts.csv in the order of the file
     */
    public record Decisions(List<Settlements.CallOutcome> calls, List<Integer> declared, List<AuctionFill> auction) {
    }

    /**
     * A position of a defaulter that an auction closed.
     *
     * @param lots signed as they were held
     * @param price what the buyer paid
     * @param buyer account that took them over
     */
    public record AuctionFill(long line, int account, int instrument, long lots, BigDecimal price, int buyer) {
    }

    /** Whether the cycle must stop before it marks anything (rule 3.4). */
    public boolean isBlocked() {
        return findings.stream().anyMatch(f -> f.severity() == Severity.BLOCKING);
    }
}
