package io.spillway.batch.report;

import io.spillway.batch.store.RowKeys;
import io.spillway.reports.defaults.DefaultData.Notice;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** The members in default: when and why each was declared, and what its loss came to in the ledger. */
final class DefaulterFacts {

    private final JdbcTemplate jdbc;
    private final ReportedCycle cycle;
    private final LossCoverage coverage;

    private record Failed(long round, String member) {
    }

    DefaulterFacts(JdbcTemplate jdbc, ReportedCycle cycle) {
        this.jdbc = jdbc;
        this.cycle = cycle;
        this.coverage = readCoverage();
    }

    LossCoverage coverage() {
        return coverage;
    }

    private LossCoverage readCoverage() {
        LossCoverage read = new LossCoverage();
        jdbc.query("select rule, debit_type, credit_type, credit_owner, amount from journal where cycle_id = ?" + RowKeys.and(cycle.cycleId())
                + " and (credit_type = 'DEFAULT_WATERFALL' or credit_type = 'DEFAULTER_LOSS'"
                + "   and debit_type in ('DEFAULT_WATERFALL', 'UNFUNDED')) order by journal_no", row -> {
            if (row.getString(3).equals("DEFAULT_WATERFALL")) {
                LossCoverage.layerOf(row.getString(1)).ifPresent(read::pays);
            } else if (row.getString(2).equals("UNFUNDED")) {
                read.leavesUnfunded(row.getString(4), row.getLong(5));
            } else {
                read.covers(row.getString(4), row.getLong(5));
            }
        }, cycle.cycleId());
        return read;
    }

    /**
     * A notice per member declared in this cycle, as of the day's cut-off, when the state that it follows from stood;
     * and one per member in default since an earlier day that had a further loss.
     */
    List<Notice> notices() {
        OffsetDateTime asOf = cycle.businessDate().atTime(cycle.settings().house().cutOff())
                .atZone(cycle.settings().house().zone()).toOffsetDateTime();
        Map<Failed, Long> unpaid = new HashMap<>();
        jdbc.query("select round_no, payer, unpaid from waterfall_payment where cycle_id = ? and unpaid > 0", row -> {
            unpaid.put(new Failed(row.getLong(1), row.getString(2)), row.getLong(3));
        }, cycle.cycleId());
        List<Notice> notices = new ArrayList<>();
        Set<String> declared = new HashSet<>();
        jdbc.query("select round_no, item from cascade_event where cycle_id = ? and kind = 'DEFAULTED'"
                + " order by round_no, item", row -> {
            String member = row.getString(2);
            declared.add(member);
            Long missing = unpaid.get(new Failed(row.getLong(1), member));
            String cause = row.getLong(1) == 0 ? Causes.BY_DECISION : missing == null ? Causes.DEFICITS
                    : Causes.assessment(cycle.amount(missing).toPlainString() + " " + cycle.base().code());
            notices.add(new Notice(member, asOf, row.getLong(1), cause + Causes.AS_OF_CUT_OFF,
                    cycle.amount(coverage.lossOf(member))));
        }, cycle.cycleId());
        coverage.byMember().keySet().stream().filter(member -> !declared.contains(member)).forEach(member ->
                notices.add(new Notice(member, asOf, 0, Causes.EARLIER + Causes.AS_OF_CUT_OFF,
                        cycle.amount(coverage.lossOf(member)))));
        return notices;
    }

    /** Why a member is in default, in words. */
    static final class Causes {

        static final String DEFICITS = "deficits of its accounts were more than its house margin and its capital could"
                + " pay (rule 5.9)";
        static final String EARLIER = "in default since an earlier day, with a further loss";
        static final String BY_DECISION = "declared by decision (rule 5.12)";
        static final String AS_OF_CUT_OFF = "; as of the day's cut-off";

        private Causes() {
        }

        /** A call for money that a member did not pay in full. */
        static String assessment(String missing) {
            return "could not pay " + missing + " of what it was called for (rule 5.13.7)";
        }
    }
}
