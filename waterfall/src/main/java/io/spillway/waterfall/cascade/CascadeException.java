package io.spillway.waterfall.cascade;

/** A cascade that gives no result: it did not settle, or its money does not add up. */
public final class CascadeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CascadeException(String message) {
        super(message);
    }
}
