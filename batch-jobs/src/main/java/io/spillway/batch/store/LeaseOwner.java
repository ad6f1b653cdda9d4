package io.spillway.batch.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The process that holds a lease.
 *
 * @param ownerId random, one per process
 * @param host its host's name, for people
 * @param machine what tells one process table from another: only there can the pid be looked up
 * @param pid its number on that machine
 * @param startMark when the process began, in that machine's own terms, since pids are used again
 */
@Embeddable
public record LeaseOwner(
        @Column(name = "OWNER_ID", nullable = false, length = 36) String ownerId,
        @Column(name = "OWNER_HOST", nullable = false) String host,
        @Column(name = "OWNER_MACHINE", nullable = false) String machine,
        @Column(name = "OWNER_PID", nullable = false) long pid,
        @Column(name = "OWNER_START_MARK", nullable = false, length = 40) String startMark) {
}
