package io.spillway.batch.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The last sign of life of a lease's owner, by the database's clock. */
@Entity
@Table(name = "HOUSE_LEASE_HEARTBEAT")
public class HouseLeaseHeartbeatRow {

    @Id
    @Column(name = "HOUSE", nullable = false, length = 100)
    private String house;

    @Column(name = "FENCING_TOKEN", nullable = false)
    private long fencingToken;

    @Column(name = "BEAT_AT", nullable = false)
    private Instant beatAt;

    @Column(name = "EXPIRES_AT", nullable = false)
    private Instant expiresAt;

    /** For Hibernate. */
    protected HouseLeaseHeartbeatRow() {
    }

    public HouseLeaseHeartbeatRow(String house) {
        this.house = house;
    }

    /** Records a sign of life. */
    public void beat(long token, Instant now, Instant until) {
        fencingToken = token;
        beatAt = now;
        expiresAt = until;
    }

    public long fencingToken() {
        return fencingToken;
    }

    public Instant beatAt() {
        return beatAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
