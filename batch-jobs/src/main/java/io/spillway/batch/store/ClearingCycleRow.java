package io.spillway.batch.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A clearing cycle: a business date, its number, and what became of it (rule 2.3). */
@Entity
@Table(name = "CLEARING_CYCLE")
public class ClearingCycleRow {

    @Id
    @Column(name = "CYCLE_ID")
    private long cycleId;

    @Column(name = "BUSINESS_DATE", nullable = false)
    private LocalDate businessDate;

    @Column(name = "CYCLE_NO", nullable = false)
    private int cycleNo;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "STATUS", nullable = false, length = 16)
    private CycleStatus status;

    @Column(name = "SUPERSEDES")
    private Long supersedes;

    @Column(name = "PREVIOUS_CYCLE")
    private Long previousCycle;

    @Column(name = "OPENED_AT", nullable = false)
    private Instant openedAt;

    @Column(name = "CLOSED_AT")
    private Instant closedAt;

    @Column(name = "HOUSE", nullable = false, length = 200)
    private String house;

    @Column(name = "BASE_CURRENCY", nullable = false, length = 8)
    private String baseCurrency;

    @Column(name = "BASE_SCALE", nullable = false)
    private int baseScale;

    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "SETTINGS", nullable = false)
    private String settings;

    @Column(name = "INPUTS_PATH", nullable = false, length = 1000)
    private String inputsPath;

    @Column(name = "FORMAT_VERSION", nullable = false)
    private int formatVersion;

    @Column(name = "RULES_VERSION", nullable = false)
    private int rulesVersion;

    @Column(name = "PREVIOUS_DIGEST", nullable = false, length = 64)
    private String previousDigest;

    @Column(name = "DIGEST", length = 64)
    private String digest;

    @Column(name = "UNFUNDED")
    private Long unfunded;

    @Column(name = "LAST_DEFAULT")
    private LocalDate lastDefault;

    @Column(name = "HELD_DIGEST", length = 64)
    private String heldDigest;

    @Column(name = "ACTS_SHA256", length = 64)
    private String actsSha256;

    /** For Hibernate. */
    protected ClearingCycleRow() {
    }

    /**
     * A cycle that begins.
     *
     * @param previous the official cycle of the business day before, or null on the first day
     */
    public ClearingCycleRow(long cycleId, LocalDate businessDate, int cycleNo, ClearingCycleRow previous,
            Instant openedAt) {
        this.cycleId = cycleId;
        this.businessDate = businessDate;
        this.cycleNo = cycleNo;
        this.status = CycleStatus.OPEN;
        this.previousCycle = previous == null ? null : previous.cycleId;
        this.previousDigest = previous == null ? "" : previous.digest;
        this.openedAt = openedAt;
    }

    /** A correction of an earlier cycle of the date: it opens from what that one opened from (rule 2.3). */
    public void supersede(ClearingCycleRow earlier) {
        supersedes = earlier.cycleId;
    }

    /**
     * Takes the settings, inputs and versions that the cycle runs under, until its inputs are accepted.
     *
     * @throws IllegalStateException once they are
     */
    public void runUnder(Terms terms) {
        if (!status.takesInputs()) {
            throw new IllegalStateException("cycle " + cycleId + " has accepted its inputs");
        }
        house = terms.house();
        baseCurrency = terms.baseCurrency();
        baseScale = terms.baseScale();
        settings = terms.settings();
        inputsPath = terms.inputsPath();
        formatVersion = terms.formatVersion();
        rulesVersion = terms.rulesVersion();
    }

    /** What a cycle runs under; {@code settings} in their canonical text. */
    public record Terms(String house, String baseCurrency, int baseScale, String settings, String inputsPath,
                        int formatVersion, int rulesVersion) {
    }

    public void block() {
        status = CycleStatus.BLOCKED;
    }

    public void acceptInputs() {
        status = CycleStatus.ACCEPTED;
    }

    /** Waits for an operator; what is released must be what was shown. */
    public void hold(String shownDigest) {
        status = CycleStatus.HELD;
        heldDigest = shownDigest;
    }

    /** Goes on after a hold. */
    public void release() {
        status = CycleStatus.ACCEPTED;
    }

    /**
     * Gives way to another cycle.
     *
     * @throws IllegalStateException if it is done
     */
    public void withdraw() {
        if (status.isDone()) {
            throw new IllegalStateException("cycle " + cycleId + " is " + status);
        }
        status = CycleStatus.WITHDRAWN;
    }

    /** Notes the results that the rest of the cycle is checked against. */
    public void note(String newDigest, long newUnfunded, LocalDate newLastDefault) {
        digest = newDigest;
        unfunded = newUnfunded;
        lastDefault = newLastDefault;
    }

    /**
     * Closes the cycle with what was noted.
     *
     * @param newestAct SHA-256 of the newest operator's act, or null where there is none
     */
    public void close(Instant now, String newestAct) {
        status = unfunded > 0 ? CycleStatus.UNFUNDED : CycleStatus.CLOSED;
        closedAt = now;
        actsSha256 = newestAct;
    }

    public long cycleId() {
        return cycleId;
    }

    public LocalDate businessDate() {
        return businessDate;
    }

    public int cycleNo() {
        return cycleNo;
    }

    public CycleStatus status() {
        return status;
    }

    public Long previousCycle() {
        return previousCycle;
    }

    /** The cycle that this one corrects, or null. */
    public Long supersedes() {
        return supersedes;
    }

    /** Digest of the results shown while the cycle was held, or null. */
    public String heldDigest() {
        return heldDigest;
    }

    public String actsSha256() {
        return actsSha256;
    }

    public String house() {
        return house;
    }

    public String baseCurrency() {
        return baseCurrency;
    }

    public int baseScale() {
        return baseScale;
    }

    public String settings() {
        return settings;
    }

    public String inputsPath() {
        return inputsPath;
    }

    public int formatVersion() {
        return formatVersion;
    }

    public int rulesVersion() {
        return rulesVersion;
    }

    public String digest() {
        return digest;
    }

    public Instant openedAt() {
        return openedAt;
    }

    public Instant closedAt() {
        return closedAt;
    }
}
