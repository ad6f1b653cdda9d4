package io.spillway.domain.instrument;

/** What kind of contract an instrument is. */
public enum Product { FUTURE, PERPETUAL, OPTION }
