package io.spillway.batch.bench;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** A position that carries its own last mark. */
@Entity
@Table(name = "textbook_position")
class TextbookPosition {

    @Id
    @Column(name = "position_id")
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "account_id")
    private TextbookAccount account;

    @Column(name = "instrument_id")
    private int instrument;

    @Column(name = "lots")
    private long lots;

    @Column(name = "last_mark", precision = 38, scale = 12)
    private BigDecimal lastMark;

    protected TextbookPosition() {
        // for Hibernate
    }

    int instrument() {
        return instrument;
    }

    long lots() {
        return lots;
    }

    BigDecimal lastMark() {
        return lastMark;
    }

    void mark(BigDecimal price) {
        lastMark = price;
    }
}
