package io.spillway.batch.store;

/** Whether a verb may make a database where there is none. */
public enum Creation {
    /** For eod, serve and demo. */
    ALLOWED,
    /** For every other verb: it says where it looked instead. */
    REFUSED
}
