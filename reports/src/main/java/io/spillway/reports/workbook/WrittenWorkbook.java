package io.spillway.reports.workbook;

import java.util.List;
import java.util.Objects;

/**
 * A workbook that was written.
 *
 * @param checks printed on its cover, in order
 * @param sha256 of its uncompressed parts, as {@link WorkbookDigest} takes it from the file
 */
public record WrittenWorkbook(List<Check> checks, String sha256) {
    public WrittenWorkbook {
        checks = List.copyOf(checks);
        Objects.requireNonNull(sha256, "sha256");
    }

    /** Checks whose two figures differ; empty where all pass. */
    public List<Check> failed() {
        return checks.stream().filter(check -> !check.passes()).toList();
    }
}
