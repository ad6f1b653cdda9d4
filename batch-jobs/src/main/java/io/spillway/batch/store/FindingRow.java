package io.spillway.batch.store;

import io.spillway.domain.finding.Finding;
import io.spillway.domain.finding.FindingCode;
import io.spillway.domain.finding.Severity;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A finding of a cycle (rule 3.4). */
@Entity
@Table(name = "FINDING")
public class FindingRow {

    @EmbeddedId
    private Key key;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "CODE", nullable = false, length = 32)
    private FindingCode code;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "SEVERITY", nullable = false, length = 16)
    private Severity severity;

    @Column(name = "ITEM", nullable = false, length = 200)
    private String item;

    @Column(name = "MESSAGE", nullable = false, length = 2000)
    private String message;

    /** Cycle, the step that made it, and its number there. */
    @Embeddable
    public record Key(@Column(name = "CYCLE_ID") long cycleId, @Column(name = "STEP", length = 16) String step,
                      @Column(name = "FINDING_NO") int number) {
    }

    /** For Hibernate. */
    protected FindingRow() {
    }

    public FindingRow(Key key, Finding finding) {
        this.key = key;
        this.code = finding.code();
        this.severity = finding.severity();
        this.item = cut(finding.item(), 200);
        this.message = cut(finding.message(), 2_000);
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    /** The finding as a value. */
    public Finding finding() {
        return new Finding(code, severity, item, message);
    }
}
