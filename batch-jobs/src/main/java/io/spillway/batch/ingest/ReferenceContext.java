package io.spillway.batch.ingest;

import io.spillway.batch.settings.Settings;
import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.money.CurrencyUnit;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the readers of the reference files share: the house before this cycle, and what it has learnt since. */
final class ReferenceContext {

    private static final int SHOWN_IDS = 5;

    private final Connection connection;
    private final DayIngest.Cycle cycle;
    private final Settings settings;
    private final KnownHouse before;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> memberIds;
    private final Set<String> newPricedIds = new HashSet<>();

    ReferenceContext(Connection connection, DayIngest.Cycle cycle, Settings settings, KnownHouse before) {
        this.connection = connection;
        this.cycle = cycle;
        this.settings = settings;
        this.before = before;
        this.memberIds = new HashSet<>(before.members().keySet());
    }

    Connection connection() {
        return connection;
    }

    DayIngest.Cycle cycle() {
        return cycle;
    }

    long cycleId() {
        return cycle.chain().cycleId();
    }

    boolean isFirstDay() {
        return cycle.chain().isFirst();
    }

    int baseScale() {
        return cycle.baseScale();
    }

    /** The house as the cycle before knew it; empty on the first day. */
    KnownHouse before() {
        return before;
    }

    /** Members known by now, those of this cycle's file among them. */
    Set<String> memberIds() {
        return memberIds;
    }

    /** Instruments and underlyings that this cycle brought. */
    Set<String> newPricedIds() {
        return newPricedIds;
    }

    /** Rejects a currency that has no minor unit. */
    String requireCurrency(CsvRow row, int column) {
        String code = row.currency(column);
        try {
            return new CurrencyUnit(code, settings.house().scaleOf(code)).code();
        } catch (IllegalArgumentException e) {
            throw row.reject(column, e.getMessage());
        }
    }

    /** Notes that a file says otherwise than the house's state, which is kept (rule 2.5). */
    void differs(InputFile file, CsvRow row, String id, String what) {
        differs(id, file.fileName() + " line " + row.line() + ": " + what);
    }

    private void differs(String item, String message) {
        findings.add(new Finding(FindingCode.REFERENCE_DIFFERS,
                settings.findings().severityOf(FindingCode.REFERENCE_DIFFERS), item, message));
    }

    /** Notes what the house knows and the file no longer lists; the house keeps it. */
    void notListed(InputFile file, Collection<String> known, Collection<String> listed) {
        Set<String> gone = new TreeSet<>(known);
        gone.removeAll(listed);
        if (!gone.isEmpty()) {
            String some = String.join(", ", gone.stream().limit(SHOWN_IDS).toList());
            differs(file.fileName(), file.fileName() + " no longer lists " + some
                    + (gone.size() > SHOWN_IDS ? " and " + (gone.size() - SHOWN_IDS) + " more" : "")
                    + "; the house keeps what it knows, list it again");
        }
    }

    List<Finding> findings() {
        return findings;
    }
}
