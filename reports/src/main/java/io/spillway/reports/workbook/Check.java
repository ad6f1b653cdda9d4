package io.spillway.reports.workbook;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * A figure of the workbook beside the same figure from the ledger or from a rule.
 *
 * @param unit currency, or what is counted
 * @param ours what the workbook's rows give
 * @param ledger what the ledger (or the rule) says they must give
 */
public record Check(String name, String unit, BigDecimal ours, BigDecimal ledger) {
    public Check {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(ours, "ours");
        Objects.requireNonNull(ledger, "ledger");
    }

    /** Whether both are the same amount, exactly. */
    public boolean passes() {
        return ours.compareTo(ledger) == 0;
    }

    int scale() {
        return Math.max(0, Math.max(ours.scale(), ledger.scale()));
    }
}
