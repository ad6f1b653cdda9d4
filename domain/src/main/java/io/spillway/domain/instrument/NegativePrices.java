package io.spillway.domain.instrument;

/** Whether an instrument may settle at zero or below (rule 1.2). */
public enum NegativePrices { ALLOWED, REFUSED }
