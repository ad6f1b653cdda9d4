package io.spillway.batch.bench;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** An account as a tutorial maps it: with its positions and journals as lazy collections. */
@Entity
@Table(name = "textbook_account")
class TextbookAccount {

    @Id
    @Column(name = "account_id")
    private Integer id;

    @Column(name = "variation_margin")
    private long variationMargin;

    @Column(name = "maintenance_margin")
    private long maintenanceMargin;

    @OneToMany(mappedBy = "account", fetch = FetchType.LAZY, cascade = CascadeType.ALL)
    private List<TextbookPosition> positions = new ArrayList<>();

    protected TextbookAccount() {
        // for Hibernate
    }

    List<TextbookPosition> positions() {
        return positions;
    }

    void margin(long newVariationMargin, long newMaintenanceMargin) {
        variationMargin = newVariationMargin;
        maintenanceMargin = newMaintenanceMargin;
    }
}
