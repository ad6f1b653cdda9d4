package io.spillway.batch.eod;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.settings.Settings;
import io.spillway.batch.store.ActKind;
import io.spillway.batch.store.ClearingCycleRow;
import io.spillway.batch.store.CycleStatus;
import io.spillway.batch.store.CycleStore;
import io.spillway.batch.store.OperatorActs;
import io.spillway.domain.calendar.BusinessCalendar;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which cycle of a date comes next, and whether its turn has come (rule 2.3). Methods run in the caller's transaction
 * and refuse with exit code 2, saying what to do instead.
 */
final class CyclePlan {

    private static final String ADJUST = "; book adjusting entries on the current date instead";

    private final CycleStore cycles;
    private final OperatorActs acts;
    private final JdbcTemplate jdbc;
    private final Settings settings;

    CyclePlan(CycleStore cycles, OperatorActs acts, JdbcTemplate jdbc, Settings settings) {
        this.cycles = cycles;
        this.acts = acts;
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** A correction: its number, and the cycle whose place it takes, which is closed or held. */
    record Correction(int cycleNo, ClearingCycleRow superseded) {
    }

    /** The number of the cycle that the end of a date begins or continues, if its turn has come. */
    int toRun(LocalDate date) {
        requireTurn(date);
        return cycles.unfinished().filter(cycle -> cycle.businessDate().equals(date)).map(ClearingCycleRow::cycleNo)
                .orElseGet(() -> cycles.nextNo(date));
    }

    /** A correction that was begun is finished before anything else runs. */
    void requireNoCorrection() {
        cycles.unfinished().filter(cycle -> cycle.supersedes() != null).ifPresent(cycle -> {
            throw blocked("the correction of " + cycle.businessDate() + " (cycle " + cycle.cycleNo() + ", "
                    + cycle.status() + ") is unfinished; restart continues it, correct takes other inputs for it");
        });
    }

    /** The correction of a date, begun or not: of the latest official date, or of a held one. */
    Correction correction(LocalDate date) {
        Optional<ClearingCycleRow> unfinished = cycles.unfinished();
        if (unfinished.isPresent() && unfinished.get().businessDate().equals(date)) {
            return correctionOfUnfinished(unfinished.get());
        }
        requireNoCorrection();
        ClearingCycleRow official = cycles.official(date).orElseThrow(() ->
                blocked("no cycle of " + date + " is closed, so there is nothing to correct; eod runs it"));
        LocalDate latest = cycles.latestDone().orElseThrow().businessDate();
        if (!latest.equals(date)) {
            throw blocked(date + " is not the latest official date, which is " + latest + ", and is not corrected any"
                    + " more" + ADJUST);
        }
        if (acts.has(ActKind.RELEASE_INSTRUCTIONS, official.cycleId())) {
            throw blocked("the instructions of " + date + " (cycle " + official.cycleNo() + ") were released" + ADJUST);
        }
        requireUnreleased(official);
        unfinished.ifPresent(this::requireUnreleased);
        return new Correction(cycles.nextNo(date), official);
    }

    private Correction correctionOfUnfinished(ClearingCycleRow cycle) {
        if (cycle.supersedes() != null && cycle.status().takesInputs()) {
            return new Correction(cycle.cycleNo(), cycles.get(cycle.supersedes()));
        }
        if (cycle.status() == CycleStatus.HELD) {
            return new Correction(cycles.nextNo(cycle.businessDate()), cycle);
        }
        throw blocked(cycle.businessDate() + " (cycle " + cycle.cycleNo() + ", " + cycle.status()
                + ") is begun and not closed; restart continues it");
    }

    /** What an operator released went out into the world: no other cycle may tell it differently (rule 5.18). */
    private void requireUnreleased(ClearingCycleRow cycle) {
        if (acts.has(ActKind.RELEASE, cycle.cycleId())) {
            throw blocked("the cascade of " + cycle.businessDate() + " (cycle " + cycle.cycleNo() + ") was held and"
                    + " released: its declarations, close-outs and payments stand" + ADJUST);
        }
    }

    /** The cycle whose inputs are still to come, for acts that are among them. */
    OperatorActs.Subject coming(LocalDate date) {
        Optional<ClearingCycleRow> unfinished = cycles.unfinished();
        if (unfinished.isEmpty()) {
            cycles.official(date).ifPresent(done -> {
                throw blocked(date + " is closed (cycle " + done.cycleNo() + "); the next business day is "
                        + calendar().next(date));
            });
            requireTurn(date);
            return new OperatorActs.Subject(null, date, cycles.nextNo(date));
        }
        ClearingCycleRow cycle = unfinished.get();
        String named = cycle.businessDate() + " (cycle " + cycle.cycleNo() + ", " + cycle.status() + ")";
        if (!cycle.businessDate().equals(date)) {
            throw blocked(named + " is begun and not closed, and comes before " + date + " or instead of it");
        }
        if (!cycle.status().takesInputs()) {
            throw blocked("the inputs of " + named + " are accepted and do not change any more");
        }
        return OperatorActs.Subject.of(cycle);
    }

    /** Days run one after another: each needs the official close of the business day before (rule 2.3). */
    private void requireTurn(LocalDate date) {
        BusinessCalendar calendar = calendar();
        if (!calendar.isBusinessDay(date)) {
            throw blocked(date + " is no business day (" + calendar.whyClosed(date) + "); the next one is "
                    + calendar.next(date));
        }
        Optional<ClearingCycleRow> last = cycles.latestDone();
        if (last.isEmpty()) {
            return;
        }
        LocalDate due = calendar.next(last.get().businessDate());
        if (date.isBefore(due)) {
            throw blocked(date + " lies before the last closed day, " + last.get().businessDate()
                    + "; the house's first day cannot be run after later ones");
        }
        if (date.isAfter(due)) {
            throw blocked(date + " cannot run before the business day " + due + " is closed; run eod --date " + due
                    + " first");
        }
    }

    /** The configured holidays and those that the house's reference files brought; superseded cycles brought none. */
    BusinessCalendar calendar() {
        Map<LocalDate, String> holidays = new HashMap<>(settings.holidays().names());
        jdbc.query("select h.holiday_date, h.name from holiday h join clearing_cycle c on c.cycle_id = h.cycle_id"
                + " where c.status <> 'WITHDRAWN' and not exists (select 1 from clearing_cycle later"
                + " where later.business_date = c.business_date and later.cycle_no > c.cycle_no"
                + " and later.status in ('CLOSED', 'UNFUNDED'))", row -> {
            holidays.put(row.getObject(1, LocalDate.class), row.getString(2));
        });
        return new BusinessCalendar(holidays);
    }

    private static CommandFailure blocked(String message) {
        return new CommandFailure(ExitCode.BLOCKED_BY_DATA, message);
    }
}
