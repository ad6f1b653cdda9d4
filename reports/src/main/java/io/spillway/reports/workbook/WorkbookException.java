package io.spillway.reports.workbook;

/** Content that cannot be put into a workbook as it is; the message names sheet, row, column and value. */
public final class WorkbookException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a sentence that says what is wrong and where. */
    public WorkbookException(String message) {
        super(message);
    }

    /** With a sentence that says what is wrong and where, and what led to it. */
    public WorkbookException(String message, Throwable cause) {
        super(message, cause);
    }
}
