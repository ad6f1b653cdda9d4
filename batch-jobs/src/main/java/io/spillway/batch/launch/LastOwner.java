package io.spillway.batch.launch;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Who ran, or runs, a house's day.
 *
 * @param lastSign the last sign of life, by the database's clock
 * @param expiresAt until when the lease is its owner's without another sign
 * @param standing what is known of it now
 */
public record LastOwner(LocalDate businessDate, int cycle, String host, long pid, Instant lastSign, Instant expiresAt,
                        Standing standing) {

    /** What is known of an owner. */
    public enum Standing {
        /** It gave the lease back: its run ended properly. */
        RELEASED,
        /** It shows signs of life, or may yet. */
        ALIVE,
        /** Its process is surely gone from this machine. */
        DEAD,
        /** It has not been heard of for longer than the lease allows. */
        EXPIRED
    }
}
