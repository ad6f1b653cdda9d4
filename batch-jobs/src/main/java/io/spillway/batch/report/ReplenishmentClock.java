package io.spillway.batch.report;

import io.spillway.batch.store.CycleChain;
import io.spillway.reports.defaults.DefaultData.Clock;
import io.spillway.reports.defaults.DefaultData.Replenishment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What must be brought back after a default, and by when. A default-management period begins with its first default and
 * ends coolingOffDays business days after the last (rule 5.13.7). Survivors' contributions are due replenishmentDays after
 * their use, the insurance fund when the period ends; the house's own capital is due one month after the last default
 * (CCPRR, EMIR RTS 153/2013 art. 36), on the next business day where that is none.
 */
final class ReplenishmentClock {

    private static final String OWN_CAPITAL = "SKIN_IN_THE_GAME";

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final ReportedHouse house;

    /** The first cycle of the running period. */
    private record Begin(long cycleId, LocalDate date) {
    }

    ReplenishmentClock(JdbcTemplate jdbc, ReportedCycle cycle, ReportedHouse house) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.house = house;
    }

    /** The running period, null where none is running. */
    Clock clock() {
        Optional<Begin> begin = begin();
        if (begin.isEmpty()) {
            return null;
        }
        LocalDate last = cycle.lastDefault().orElseThrow();
        LocalDate ends = endOf(last);
        LocalDate month = last.plusMonths(1);
        LocalDate ownCapitalDue = house.calendar().isBusinessDay(month) ? month : house.calendar().next(month);
        List<Replenishment> due = new ArrayList<>();
        jdbc.query("select member_id, amount, due_on from replenishment_due where cycle_id = ?"
                + " order by member_id, due_on", row -> {
            due.add(new Replenishment(row.getString(1), "SURVIVORS_FUND_CONTRIBUTIONS",
                    cycle.amount(row.getLong(2)), row.getObject(3, LocalDate.class)));
        }, cycle.cycleId());
        jdbc.query("select now.layer, began.opening - now.balance from layer_state now join layer_state began"
                + " on began.layer = now.layer and began.cycle_id = ? where now.cycle_id = ?"
                + " and began.opening > now.balance", row -> {
            String layer = row.getString(1);
            due.add(new Replenishment(cycle.house(), layer, cycle.amount(row.getLong(2)),
                    layer.endsWith(OWN_CAPITAL) ? ownCapitalDue : ends));
        }, begin.get().cycleId(), cycle.cycleId());
        return new Clock(begin.get().date(), ends, due);
    }

    private LocalDate endOf(LocalDate lastDefault) {
        return house.calendar().plusBusinessDays(lastDefault, cycle.settings().waterfall().coolingOffDays());
    }

    /** Walks back over the days of default until one whose period had ended before the next began. */
    private Optional<Begin> begin() {
        if (cycle.lastDefault().isEmpty() || endOf(cycle.lastDefault().get()).isBefore(cycle.businessDate())) {
            return Optional.empty();
        }
        List<Begin> days = jdbc.query("select cycle_id, business_date from clearing_cycle c where cycle_id in "
                + CycleChain.of(jdbc, cycle.cycleId()).in() + " and exists (select 1 from cascade_event e where e.cycle_id = c.cycle_id"
                + " and e.kind = 'DEFAULTED') order by business_date desc", (row, n) -> new Begin(row.getLong(1),
                row.getObject(2, LocalDate.class)));
        Begin begin = null;
        for (Begin day : days) {
            if (begin == null || !endOf(day.date()).isBefore(begin.date())) {
                begin = day;
            } else {
                break;
            }
        }
        return Optional.ofNullable(begin);
    }
}
