package io.spillway.batch.drill;

/** A drill case that cannot be run; the message names the field and what is wrong with it. */
public final class DrillException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DrillException(String field, String problem) {
        super(field + ": " + problem);
    }
}
