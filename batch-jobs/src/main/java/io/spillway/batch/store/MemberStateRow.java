package io.spillway.batch.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A member's means and standing at the close of a cycle, base minor units (rule 2.5). */
@Entity
@Table(name = "MEMBER_STATE")
public class MemberStateRow {

    @EmbeddedId
    private Key key;

    @Column(name = "OPENING_CAPITAL", nullable = false)
    private long openingCapital;

    @Column(name = "CAPITAL", nullable = false)
    private long capital;

    @Column(name = "OPENING_CONTRIBUTION", nullable = false)
    private long openingContribution;

    @Column(name = "CONTRIBUTION", nullable = false)
    private long contribution;

    @Column(name = "STATUS", nullable = false, length = 16)
    private String status;

    @Column(name = "PERIOD_CONTRIBUTION", nullable = false)
    private long periodContribution;

    @Column(name = "ASSESSED", nullable = false)
    private long assessed;

    /** Cycle and member. */
    @Embeddable
    public record Key(@Column(name = "CYCLE_ID") long cycleId, @Column(name = "MEMBER_ID", length = 64) String memberId) {
    }

    /**
     * Means before and after the cascade.
     *
     * @param status GOOD or IN_DEFAULT
     */
    public record Means(long openingCapital, long capital, long openingContribution, long contribution, String status,
                        long periodContribution, long assessed) {
    }

    /** For Hibernate. */
    protected MemberStateRow() {
    }

    public MemberStateRow(Key key, Means means) {
        this.key = key;
        this.openingCapital = means.openingCapital();
        this.capital = means.capital();
        this.openingContribution = means.openingContribution();
        this.contribution = means.contribution();
        this.status = means.status();
        this.periodContribution = means.periodContribution();
        this.assessed = means.assessed();
    }
}
