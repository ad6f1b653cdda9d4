package io.spillway.waterfall.day;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Collects findings and rejects while the inputs are checked. */
final class Findings {

    private static final int LONGEST_VALUE = 200;

    private final DayRules rules;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();

    Findings(DayRules rules) {
        this.rules = rules;
    }

    void add(FindingCode code, String item, String message) {
        findings.add(new Finding(code, rules.severityOf(code), item, message));
    }

    /** A finding that config cannot soften: what is missing has nothing to stand in for it (rule 3.4). */
    void addBlocking(FindingCode code, String item, String message) {
        findings.add(new Finding(code, Severity.BLOCKING, item, message));
    }

    void reject(Reject reject) {
        rejects.add(reject);
    }

    void reject(String file, long line, String column, String value, String reason) {
        String cut = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
        rejects.add(new Reject(file, line, column, cut, reason));
    }

    List<Finding> findings() {
        return findings.stream().sorted(Finding.ORDER).toList();
    }

    List<Reject> rejects() {
        return rejects.stream().sorted(Reject.ORDER).toList();
    }
}
