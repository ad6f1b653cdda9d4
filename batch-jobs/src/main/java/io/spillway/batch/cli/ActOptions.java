package io.spillway.batch.cli;

import io.spillway.batch.CommandFailure;
import io.spillway.batch.ExitCode;
import io.spillway.batch.store.CycleStore;
import java.time.LocalDate;
import picocli.CommandLine.Option;

/** What every operator's act needs: a date, and somebody who answers for it. To be added with picocli's Mixin. */
public final class ActOptions {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 1000;

    @Option(names = "--date", required = true, paramLabel = "DATE", description = "Business date, such as 2026-03-02.")
    private LocalDate date;

    @Option(names = "--approve-by", required = true, paramLabel = "NAME", description = "Who answers for it; recorded.")
    private String approvedBy;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; recorded.")
    private String reason;

    LocalDate date() {
        return date;
    }

    CycleStore.Approval approval() {
        return approval(approvedBy, reason);
    }

    /** @throws CommandFailure if a text says nothing or is too long to be kept */
    static CycleStore.Approval approval(String name, String reason) {
        return new CycleStore.Approval(checked("--approve-by", name, LONGEST_NAME),
                checked("--reason", reason, LONGEST_REASON));
    }

    private static String checked(String option, String text, int longest) {
        if (text.isBlank() || text.length() > longest) {
            throw new CommandFailure(ExitCode.WRONG_USAGE, option + " must be a text of 1 to " + longest
                    + " characters");
        }
        return text.strip();
    }
}
