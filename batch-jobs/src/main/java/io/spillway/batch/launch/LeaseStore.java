package io.spillway.batch.launch;

import io.spillway.batch.store.HouseLeaseHeartbeatRow;
import io.spillway.batch.store.HouseLeaseRow;
import io.spillway.batch.store.LeaseOwner;
import io.spillway.batch.store.LeaseState;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.SessionFactory;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.transaction.support.TransactionTemplate;

/** The lease rows. All times are the database's, the one clock that two machines share. */
final class LeaseStore {

    private final EntityManager entities;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Duration expiry;

    LeaseStore(SessionFactory sessions, JdbcTemplate jdbc, TransactionTemplate transaction, LeaseTiming timing) {
        this.entities = SharedEntityManagerCreator.createSharedEntityManager(sessions);
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.expiry = timing.expiry();
    }

    /**
     * Takes a house's lease, unless somebody alive holds it.
     *
     * @return the lease, or who holds it
     */
    Answer acquire(String house, LeaseOwner owner, RunIdentity run) {
        // Looked at first without a lock: a step of the living owner may hold the row for long.
        Optional<HouseLeaseRow> holder = transaction.execute(status ->
                Optional.ofNullable(entities.find(HouseLeaseRow.class, house)).filter(this::isHeld));
        if (holder.isPresent()) {
            return Answer.heldBy(holder.get());
        }
        try {
            return transaction.execute(status -> take(house, owner, run));
        } catch (DataIntegrityViolationException | ConstraintViolationException e) {
            // Two wrote a house's first row; the other was faster.
            return transaction.execute(status -> take(house, owner, run));
        }
    }

    /** What is known of who held a house's lease last. */
    Optional<LastOwner> lastOwner(String house) {
        return transaction.execute(status -> Optional.ofNullable(entities.find(HouseLeaseRow.class, house)).map(row -> {
            HouseLeaseHeartbeatRow heartbeat = entities.find(HouseLeaseHeartbeatRow.class, house);
            return new LastOwner(row.businessDate(), row.cycle(), row.owner().host(), row.owner().pid(),
                    heartbeat.beatAt(), heartbeat.expiresAt(), standing(row, heartbeat));
        }));
    }

    private LastOwner.Standing standing(HouseLeaseRow row, HouseLeaseHeartbeatRow heartbeat) {
        if (row.state() != LeaseState.HELD) {
            return LastOwner.Standing.RELEASED;
        }
        if (ThisProcess.isProvenDead(row.owner())) {
            return LastOwner.Standing.DEAD;
        }
        return heartbeat.expiresAt().isBefore(now()) ? LastOwner.Standing.EXPIRED : LastOwner.Standing.ALIVE;
    }

    /** Renews the sign of life. False when the lease is another's by now. */
    boolean beat(Lease lease) {
        return transaction.execute(status -> {
            HouseLeaseHeartbeatRow row = entities.find(HouseLeaseHeartbeatRow.class, lease.house(),
                    LockModeType.PESSIMISTIC_WRITE);
            if (row == null || row.fencingToken() != lease.fencingToken()) {
                return false;
            }
            Instant now = now();
            row.beat(lease.fencingToken(), now, now.plus(expiry));
            return true;
        });
    }

    /** Gives the lease back, if it is still this one. */
    void release(Lease lease) {
        transaction.executeWithoutResult(status -> {
            HouseLeaseRow row = entities.find(HouseLeaseRow.class, lease.house(), LockModeType.PESSIMISTIC_WRITE);
            if (row != null && row.fencingToken() == lease.fencingToken()) {
                row.release();
            }
        });
    }

    private Answer take(String house, LeaseOwner owner, RunIdentity run) {
        // Read once: between two reads another's first row may appear.
        HouseLeaseRow found = entities.find(HouseLeaseRow.class, house, LockModeType.PESSIMISTIC_WRITE);
        if (found != null && isHeld(found)) {
            return Answer.heldBy(found);
        }
        Instant now = now();
        HouseLeaseRow row = found == null ? new HouseLeaseRow(house) : found;
        HouseLeaseHeartbeatRow heartbeat = found == null ? new HouseLeaseHeartbeatRow(house)
                : entities.find(HouseLeaseHeartbeatRow.class, house);
        row.take(owner, run.businessDate(), run.cycle(), now);
        heartbeat.beat(row.fencingToken(), now, now.plus(expiry));
        if (found == null) {
            entities.persist(row);
            entities.flush();
            entities.persist(heartbeat);
        }
        entities.flush();
        return new Answer(Optional.of(new Lease(house, row.fencingToken())), Optional.empty());
    }

    private boolean isHeld(HouseLeaseRow row) {
        return row.state() == LeaseState.HELD && !ThisProcess.isProvenDead(row.owner())
                && !entities.find(HouseLeaseHeartbeatRow.class, row.house()).expiresAt().isBefore(now());
    }

    private Instant now() {
        return Objects.requireNonNull(jdbc.queryForObject("select current_timestamp", OffsetDateTime.class),
                "the database's time").toInstant();
    }

    /**
     * What became of a wish for a lease.
     *
     * @param granted the lease
     * @param holder the row of the living owner, read only
     */
    record Answer(Optional<Lease> granted, Optional<HouseLeaseRow> holder) {

        static Answer heldBy(HouseLeaseRow holder) {
            return new Answer(Optional.empty(), Optional.of(holder));
        }
    }
}
