package io.spillway.batch.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A comparison that a cycle made before it closed (rule 6.2). */
@Entity
@Table(name = "CYCLE_CHECK")
public class CycleCheckRow {

    /** The two sides agree. */
    public static final String PASS = "PASS";
    /** They do not; the cycle does not close. */
    public static final String FAIL = "FAIL";

    @EmbeddedId
    private Key key;

    @Column(name = "NAME", nullable = false, length = 200)
    private String name;

    @Column(name = "OURS", nullable = false, length = 80)
    private String ours;

    @Column(name = "LEDGERS", nullable = false, length = 80)
    private String ledgers;

    @Column(name = "OUTCOME", nullable = false, length = 8)
    private String outcome;

    /** Cycle and number. */
    @Embeddable
    public record Key(@Column(name = "CYCLE_ID") long cycleId, @Column(name = "CHECK_NO") int number) {
    }

    /** For Hibernate. */
    protected CycleCheckRow() {
    }

    /** A check passes where both sides read the same. */
    public CycleCheckRow(Key key, String name, String ours, String ledgers) {
        this.key = key;
        this.name = name;
        this.ours = ours;
        this.ledgers = ledgers;
        this.outcome = ours.equals(ledgers) ? PASS : FAIL;
    }

    public boolean passed() {
        return PASS.equals(outcome);
    }

    @Override
    public String toString() {
        return name + ": " + ours + " against " + ledgers + " in the ledger";
    }
}
