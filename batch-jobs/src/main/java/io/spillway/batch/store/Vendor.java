package io.spillway.batch.store;

/** The databases Spillway runs on. */
public enum Vendor {
    H2("h2"),
    POSTGRESQL("postgresql");

    private final String folder;

    Vendor(String folder) {
        this.folder = folder;
    }

    /** The folder of its migrations. */
    String folder() {
        return folder;
    }
}
