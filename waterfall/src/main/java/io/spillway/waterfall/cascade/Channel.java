package io.spillway.waterfall.cascade;

/** How a loss reached who bore it (rule 5.16). */
public enum Channel { PRICE, FUND, ASSESSMENT, GAINS_HAIRCUT, SOCIALISED_LOSS }
