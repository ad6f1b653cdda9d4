package io.spillway.batch.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Who may run a house's day: one row per house, its fencing token growing with every owner (fault 44). */
@Entity
@Table(name = "HOUSE_LEASE")
public class HouseLeaseRow {

    @Id
    @Column(name = "HOUSE", nullable = false, length = 100)
    private String house;

    @Column(name = "FENCING_TOKEN", nullable = false)
    private long fencingToken;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "STATE", nullable = false, length = 8)
    private LeaseState state;

    @Embedded
    private LeaseOwner owner;

    @Column(name = "BUSINESS_DATE", nullable = false)
    private LocalDate businessDate;

    @Column(name = "CYCLE", nullable = false)
    private int cycle;

    @Column(name = "ACQUIRED_AT", nullable = false)
    private Instant acquiredAt;

    /** For Hibernate. */
    protected HouseLeaseRow() {
    }

    /** A house's first lease, nobody's yet: {@link #take} follows in the same transaction. */
    public HouseLeaseRow(String house) {
        this.house = house;
        this.state = LeaseState.RELEASED;
    }

    /** Gives the lease to an owner, under the next fencing token. */
    public void take(LeaseOwner newOwner, LocalDate forBusinessDate, int forCycle, Instant now) {
        fencingToken = Math.addExact(fencingToken, 1);
        state = LeaseState.HELD;
        owner = newOwner;
        businessDate = forBusinessDate;
        cycle = forCycle;
        acquiredAt = now;
    }

    /** Ends the lease; the row and its token stay. */
    public void release() {
        state = LeaseState.RELEASED;
    }

    public String house() {
        return house;
    }

    public long fencingToken() {
        return fencingToken;
    }

    public LeaseState state() {
        return state;
    }

    public LeaseOwner owner() {
        return owner;
    }

    public LocalDate businessDate() {
        return businessDate;
    }

    public int cycle() {
        return cycle;
    }

    public Instant acquiredAt() {
        return acquiredAt;
    }
}
