package io.spillway.batch.report;

/**
 * A report that was written.
 *
 * @param name of the file
 * @param sha256 of its uncompressed parts, as {@link io.spillway.reports.workbook.WorkbookDigest} takes it (fault 57)
 */
public record WrittenReport(String name, String sha256) {
}
