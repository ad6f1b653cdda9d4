package io.spillway.batch.store;

import io.spillway.domain.finding.Finding;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.StatelessSession;
import org.springframework.jdbc.core.JdbcTemplate;

/** Clearing cycles and their findings. Every method runs in the caller's transaction. */
public final class CycleStore {

    private static final int CYCLES_BETWEEN_SNAPSHOTS = 20;

    private final StatelessSession session;
    private final JdbcTemplate jdbc;

    public CycleStore(StatelessSession session, JdbcTemplate jdbc) {
        this.session = session;
        this.jdbc = jdbc;
    }

    public ClearingCycleRow get(long cycleId) {
        return session.get(ClearingCycleRow.class, cycleId);
    }

    /** The cycle of that number, if it was begun. */
    public Optional<ClearingCycleRow> find(LocalDate businessDate, int cycleNo) {
        return session.createSelectionQuery(
                        "from ClearingCycleRow where businessDate = :date and cycleNo = :no", ClearingCycleRow.class)
                .setParameter("date", businessDate).setParameter("no", cycleNo).uniqueResultOptional();
    }

    /** The newest done cycle of a date: its official one (rule 2.3). */
    public Optional<ClearingCycleRow> official(LocalDate businessDate) {
        return done("and businessDate = :date", businessDate);
    }

    /** The newest done cycle of all. */
    public Optional<ClearingCycleRow> latestDone() {
        return done("and businessDate <= :date", LocalDate.of(9999, 12, 31));
    }

    private Optional<ClearingCycleRow> done(String condition, LocalDate date) {
        return session.createSelectionQuery("from ClearingCycleRow where status in ('CLOSED', 'UNFUNDED') " + condition
                        + " order by businessDate desc, cycleNo desc", ClearingCycleRow.class)
                .setParameter("date", date).setMaxResults(1).uniqueResultOptional();
    }

    /** The newest cycle that was begun and is not done. */
    public Optional<ClearingCycleRow> unfinished() {
        return session.createSelectionQuery("from ClearingCycleRow where status not in ('CLOSED', 'UNFUNDED')"
                        + " order by businessDate desc, cycleNo desc", ClearingCycleRow.class)
                .setMaxResults(1).uniqueResultOptional();
    }

    /** The number for the next cycle; the house's lease lets one run ask at a time. */
    public long nextId() {
        Long last = jdbc.queryForObject("select max(cycle_id) from clearing_cycle", Long.class);
        return last == null ? 1 : last + 1;
    }

    /** Whether the book was last written whole so many cycles ago that it should be again. */
    public boolean isSnapshotDue(long cycleId) {
        Long last = RowKeys.cycleOf(jdbc.queryForObject("select max(row_key) from position_snapshot where row_key < ?",
                Long.class, RowKeys.of(cycleId, 0)));
        Long first = jdbc.queryForObject("select min(cycle_id) from clearing_cycle", Long.class);
        return cycleId - (last == null ? first : last) >= CYCLES_BETWEEN_SNAPSHOTS;
    }

    public void insert(ClearingCycleRow cycle) {
        session.insert(cycle);
    }

    public void update(ClearingCycleRow cycle) {
        session.update(cycle);
    }

    /** Puts a step's findings in place of those it wrote before. */
    public void writeFindings(long cycleId, String step, List<Finding> findings) {
        jdbc.update("delete from finding where cycle_id = ? and step = ?", cycleId, step);
        List<FindingRow> rows = new ArrayList<>();
        for (Finding finding : findings) {
            rows.add(new FindingRow(new FindingRow.Key(cycleId, step, rows.size() + 1), finding));
        }
        session.insertMultiple(rows);
    }

    /** The findings of a cycle that a step made. */
    public List<Finding> findings(long cycleId, String step) {
        return session.createSelectionQuery("from FindingRow where key.cycleId = :cycle and key.step = :step"
                        + " order by key.number", FindingRow.class)
                .setParameter("cycle", cycleId).setParameter("step", step).list()
                .stream().map(FindingRow::finding).toList();
    }

    /** Records what an operator approved, and why. */
    public void recordAct(long cycleId, String act, Approval approval, Instant now) {
        Long last = jdbc.queryForObject("select max(act_no) from operator_act", Long.class);
        jdbc.update("insert into operator_act (act_no, cycle_id, act, approved_by, reason, done_at)"
                        + " values (?, ?, ?, ?, ?, ?)", last == null ? 1 : last + 1, cycleId, act, approval.approvedBy(),
                approval.reason(), Timestamp.from(now));
    }

    /** Who answers for an override, and why. */
    public record Approval(String approvedBy, String reason) {
    }
}
