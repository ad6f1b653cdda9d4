package io.spillway.batch.report;

/** The workbooks of a cycle. */
public enum ReportKind {
    /** Daily margin and settlement. */
    MARGIN("margin", "daily margin and settlement"),
    /** Default management pack, where something was closed out or defaulted. */
    DEFAULTS("defaults", "default management pack"),
    /** Daily supervisory report. */
    SUPERVISORY("supervisory", "daily supervisory report");

    private final String part;
    private final String holds;

    ReportKind(String part, String holds) {
        this.part = part;
        this.holds = holds;
    }

    /** As it stands in file names. */
    String part() {
        return part;
    }

    /** What the workbook holds, in a few words. */
    public String holds() {
        return holds;
    }
}
