package io.spillway.domain.instrument;

/** How a close-out moves the price (rule 5.3). */
public enum ImpactModel { LINEAR, EXPONENTIAL, SQUARE_ROOT, NONE }
