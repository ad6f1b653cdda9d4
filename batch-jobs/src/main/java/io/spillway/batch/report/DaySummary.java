package io.spillway.batch.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * One cycle's headline figures, as the tables hold them. Amounts are in the base currency.
 *
 * @param status OPEN, BLOCKED, ACCEPTED, HELD, CLOSED or UNFUNDED
 * @param digest of the results, or empty as long as there are none
 */
public record DaySummary(LocalDate businessDate, int cycleNo, String status, String house, String baseCurrency,
                         String digest, Figures figures, List<Round> rounds, List<Layer> layers,
                         List<Declared> declared, List<Fund> funds, List<FindingLine> findings) {

    /**
     * Counts and amounts of the day.
     *
     * @param variationMargin what was collected and paid out, each unit once
     * @param belowMaintenance accounts below maintenance at the margin step
     * @param liquidated accounts closed out
     * @param declared members declared in default on the day
     * @param inDefault members in default at the close
     */
    public record Figures(long accounts, BigDecimal variationMargin, long calls, BigDecimal called,
                          long belowMaintenance, long liquidated, long declared, long inDefault, BigDecimal loss,
                          BigDecimal unfunded, long rejects) {
    }

    /** One contagion round. */
    public record Round(int number, int closed, int halted, int declared, int ported, int pricesMoved,
                        BigDecimal loss, BigDecimal paid) {
    }

    /**
     * One layer over all rounds.
     *
     * @param payers members, accounts or the layer itself
     */
    public record Layer(String name, BigDecimal paid, BigDecimal unpaid, long payers) {
    }

    /** A member declared in default, and in which round. */
    public record Declared(String memberId, String name, int round) {
    }

    /** What a resource had before the cascade and has left. */
    public record Fund(String name, BigDecimal before, BigDecimal left) {
    }

    /** What is wrong with the day's data. */
    public record FindingLine(String severity, String code, String item, String message) {
    }

    /** The newest cycle of a date, if it was begun. */
    public static Optional<DaySummary> of(JdbcTemplate jdbc, LocalDate businessDate) {
        return jdbc.queryForList("select cycle_id from clearing_cycle where business_date = ?"
                + " and status <> 'WITHDRAWN' order by cycle_no desc",
                Long.class, businessDate).stream().findFirst().map(id -> new DaySummaryReader(jdbc, id).read());
    }

    /** The newest cycle of all. */
    public static Optional<DaySummary> latest(JdbcTemplate jdbc) {
        return jdbc.queryForList("select cycle_id from clearing_cycle where status <> 'WITHDRAWN'"
                + " order by business_date desc, cycle_no desc",
                Long.class).stream().findFirst().map(id -> new DaySummaryReader(jdbc, id).read());
    }
}
