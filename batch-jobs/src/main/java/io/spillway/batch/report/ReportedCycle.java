package io.spillway.batch.report;

import io.spillway.batch.settings.Settings;
import io.spillway.domain.money.Amounts;
import io.spillway.reports.workbook.Denomination;
import io.spillway.reports.workbook.Subject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The cycle that a report is about, as it was opened and noted.
 *
 * @param previous the official cycle it stands on, empty on the first day
 * @param base the base currency
 * @param settings those the cycle ran under
 * @param unfunded what nobody paid, base minor units
 * @param lastDefault last default of the default-management period as the cycle leaves it
 * @param status CLOSED or UNFUNDED, as it closed with; whether it was superseded since is for the index of the reports
 */
record ReportedCycle(long cycleId, Optional<Long> previous, LocalDate businessDate, int cycleNo, String house,
                     Denomination base, Settings settings, String digest, long unfunded,
                     Optional<LocalDate> lastDefault, String status) {

    /**
     * Reads a cycle. Reports are written just before the cycle's own status is set, so what it closes with is taken
     * from what it left unfunded. A correction changes nothing of them: they can be made again as they were (fault 45).
     *
     * @throws IllegalArgumentException if there is no such cycle
     * @throws IllegalStateException if the cycle has no results yet
     */
    static ReportedCycle load(JdbcTemplate jdbc, long cycleId) {
        try {
            return jdbc.queryForObject("select c.cycle_id, c.previous_cycle, c.business_date, c.cycle_no, c.house,"
                    + " c.base_currency, c.base_scale, c.settings, c.digest, c.unfunded, c.last_default"
                    + " from clearing_cycle c where c.cycle_id = ?", (row, n) -> {
                String digest = row.getString("digest");
                LocalDate date = row.getObject("business_date", LocalDate.class);
                int cycleNo = row.getInt("cycle_no");
                if (digest == null) {
                    throw new IllegalStateException("Cycle " + cycleNo + " of " + date + " has no results yet; its reports"
                            + " can be written once its ledger step is done");
                }
                long before = row.getLong("previous_cycle");
                Optional<Long> previous = row.wasNull() ? Optional.empty() : Optional.of(before);
                long unfunded = row.getLong("unfunded");
                String status = unfunded > 0 ? "UNFUNDED" : "CLOSED";
                return new ReportedCycle(row.getLong("cycle_id"), previous, date, cycleNo, row.getString("house"),
                        new Denomination(row.getString("base_currency"), row.getInt("base_scale")),
                        Settings.parse(row.getString("settings")), digest, unfunded,
                        Optional.ofNullable(row.getObject("last_default", LocalDate.class)), status);
            }, cycleId);
        } catch (EmptyResultDataAccessException e) {
            throw new IllegalArgumentException("There is no clearing cycle " + cycleId, e);
        }
    }

    /** What the covers say. */
    Subject subject() {
        return Subject.ofDay(house, businessDate, cycleNo, digest, status);
    }

    /** Base minor units in major units. */
    BigDecimal amount(long minor) {
        return Amounts.major(minor, base.scale());
    }

    /** Minor units of a currency in major units. */
    BigDecimal amount(long minor, String currency) {
        return Amounts.major(minor, scaleOf(currency));
    }

    int scaleOf(String currency) {
        return currency.equals(base.code()) ? base.scale() : settings.house().scaleOf(currency);
    }
}
