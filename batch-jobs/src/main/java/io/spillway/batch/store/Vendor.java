package io.spillway.batch.store;

/** The databases Spillway runs on. */
public enum Vendor {
    H2("h2", "for update"),
    POSTGRESQL("postgresql", "for share");

    private final String folder;
    private final String keepClause;

    Vendor(String folder, String keepClause) {
        this.folder = folder;
        this.keepClause = keepClause;
    }

    /** Ends a select so that nobody changes the row before this transaction ends; shared where the database can. */
    public String keepClause() {
        return keepClause;
    }

    /** The folder of its migrations. */
    String folder() {
        return folder;
    }
}
