package io.spillway.reports.workbook;

import java.util.List;

/** The checks printed on a workbook's cover, in order. */
public record CheckSummary(List<Check> checks) {
    public CheckSummary {
        checks = List.copyOf(checks);
    }

    /** Those whose two figures differ; empty where all pass. */
    public List<Check> failed() {
        return checks.stream().filter(check -> !check.passes()).toList();
    }
}
