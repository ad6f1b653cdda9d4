package io.spillway.batch.store;

import io.spillway.waterfall.layer.LayerName;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A shared layer at the opening of the cascade and at the close of the cycle, base minor units. */
@Entity
@Table(name = "LAYER_STATE")
public class LayerStateRow {

    @EmbeddedId
    private Key key;

    @Column(name = "OPENING", nullable = false)
    private long opening;

    @Column(name = "BALANCE", nullable = false)
    private long balance;

    /** Cycle and layer. */
    @Embeddable
    public record Key(@Column(name = "CYCLE_ID") long cycleId,
                      @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
                      @Column(name = "LAYER", length = 32) LayerName layer) {
    }

    /** For Hibernate. */
    protected LayerStateRow() {
    }

    public LayerStateRow(Key key, long opening, long balance) {
        this.key = key;
        this.opening = opening;
        this.balance = balance;
    }
}
