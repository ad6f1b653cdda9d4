package io.spillway.reports.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The first sheet: what the workbook is, what it was made from, and whether its figures agree with the ledger.
 *
 * @param title of the workbook
 * @param madeFrom the data behind it, one line each
 * @param notes what a reader has to know, one line each
 * @param checks beyond those of the sheets' totals, which the cover lists by itself
 */
public record Cover(String title, Subject subject, List<String> madeFrom, List<String> notes, List<Check> checks) {
    public Cover {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(subject, "subject");
        madeFrom = List.copyOf(madeFrom);
        notes = List.copyOf(notes);
        checks = List.copyOf(checks);
    }

    /** The same cover with further checks after its own. */
    public Cover with(List<Check> more) {
        List<Check> all = new ArrayList<>(checks);
        all.addAll(more);
        return new Cover(title, subject, madeFrom, notes, all);
    }
}
