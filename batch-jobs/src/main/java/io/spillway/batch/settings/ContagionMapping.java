package io.spillway.batch.settings;

/** Whether a cascade traces who caused and who bore each loss (rule 5.16). */
public enum ContagionMapping {
    ON,
    OFF
}
