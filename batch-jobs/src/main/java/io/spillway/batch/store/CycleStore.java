package io.spillway.batch.store;

import io.spillway.domain.finding.Finding;
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

    /** The newest cycle that was begun, is not done and did not give way to another. */
    public Optional<ClearingCycleRow> unfinished() {
        return session.createSelectionQuery("from ClearingCycleRow where status not in ('CLOSED', 'UNFUNDED',"
                        + " 'WITHDRAWN') order by businessDate desc, cycleNo desc", ClearingCycleRow.class)
                .setMaxResults(1).uniqueResultOptional();
    }

    /** The number that the next cycle of a date gets, whatever became of the earlier ones. */
    public int nextNo(LocalDate businessDate) {
        Integer last = jdbc.queryForObject("select max(cycle_no) from clearing_cycle where business_date = ?",
                Integer.class, businessDate);
        return last == null ? 1 : last + 1;
    }

    /** The number for the next cycle; the house's lease lets one run ask at a time. */
    public long nextId() {
        Long last = jdbc.queryForObject("select max(cycle_id) from clearing_cycle", Long.class);
        return last == null ? 1 : last + 1;
    }

    /** Whether the book was last written whole so many cycles ago that it should be again. */
    public boolean isSnapshotDue(long cycleId) {
        long snapshot = CycleChain.newestSnapshot(jdbc, CycleChain.of(jdbc, cycleId).before());
        Long first = jdbc.queryForObject("select min(cycle_id) from clearing_cycle", Long.class);
        return cycleId - (snapshot == 0 ? first : snapshot) >= CYCLES_BETWEEN_SNAPSHOTS;
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

    /** The cycle number from which a declaration of a member on a date is in force, if there is one. */
    public Optional<Integer> declaredFrom(LocalDate businessDate, String memberId) {
        return jdbc.queryForList("select cycle_no from declared_default where business_date = ? and member_id = ?"
                + " and withdrawn_by is null", Integer.class, businessDate, memberId).stream().findFirst();
    }

    /** Takes a declaration back; its row stays. */
    public void withdrawDeclaration(LocalDate businessDate, String memberId, long actNo) {
        jdbc.update("update declared_default set withdrawn_by = ? where business_date = ? and member_id = ?"
                + " and withdrawn_by is null", actNo, businessDate, memberId);
    }

    /** Keeps a declaration by decision: the cycle of that number and later ones of the date take it as an input. */
    public void declare(OperatorActs.Subject cycle, String memberId, long actNo) {
        jdbc.update("insert into declared_default (business_date, cycle_no, member_id, act_no) values (?, ?, ?, ?)",
                cycle.businessDate(), cycle.cycleNo(), memberId, actNo);
    }

    /** Notes that the payment of an account's call is confirmed, from that cycle of its date on. */
    public void confirmCall(OperatorActs.Subject cycle, String accountId, long actNo) {
        jdbc.update("insert into confirmed_call (business_date, cycle_no, account_id, act_no) values (?, ?, ?, ?)",
                cycle.businessDate(), cycle.cycleNo(), accountId, actNo);
    }

    /** Who answers for an override, and why. */
    public record Approval(String approvedBy, String reason) {
    }
}
